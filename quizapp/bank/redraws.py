"""How often a template draws again before a variant is fair."""

from __future__ import annotations

import json
import time
from functools import lru_cache

from engine.exercise.question import Question
from engine.exercise.variant import build

from .graph_trial import SEEDS, trial

SECONDS = 1.0  # for the graph of an author, whose draws may take long


def redraw_rate(question: Question, text: str) -> tuple[float, int] | None:
    """Draws thrown away for each variant, and over how many seeds; None if nothing is drawn.

    `text` is that of the question's file.
    """
    if question.own:
        key = f"{text}#{question.level}"
        found = trial(question, key, seconds=SECONDS, now=time.monotonic)
        return (found.redraws, len(found.exercises)) if found.exercises else None
    if question.template is None:
        return None
    return _rate(question.template, json.dumps(dict(question.params), sort_keys=True)), SEEDS


@lru_cache(maxsize=64)
def _rate(template: str, params: str) -> float:
    drawn = (build(template, seed, **json.loads(params)) for seed in range(1, SEEDS + 1))
    return sum(exercise.redraw for exercise in drawn) / SEEDS
