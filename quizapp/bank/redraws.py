"""How often a template draws again before a variant is fair."""

from __future__ import annotations

import json
from functools import lru_cache

from engine.exercise.question import Question
from engine.exercise.variant import build

SEEDS = 20  # to count over


def redraw_rate(question: Question) -> float | None:
    """Draws thrown away for each variant, over some seeds; None if nothing is drawn."""
    if question.template is None:
        return None
    return _rate(question.template, json.dumps(dict(question.params), sort_keys=True))


@lru_cache(maxsize=64)
def _rate(template: str, params: str) -> float:
    drawn = (build(template, seed, **json.loads(params)) for seed in range(1, SEEDS + 1))
    return sum(exercise.redraw for exercise in drawn) / SEEDS
