"""Variants of templates for the laws: which there are, each built once, and nothing at import.

A template that cannot be built then fails its own laws by name, and no other.
"""

from __future__ import annotations

import inspect
import itertools
import random
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import pytest

from engine import ANSWERS, TEMPLATES, build
from engine.answers._base import Answer
from engine.answers._shuffled import Shuffled
from engine.draw import Draw
from engine.exercise.exercise import Exercise


def _module(name: str) -> Any:
    return sys.modules[TEMPLATES[name].draw.__module__]


# A law in test_templates.py says that these two readings of the templates' source are true.
GRAPHS = sorted(name for name in TEMPLATES if hasattr(_module(name), "graph_exercise"))
EXACT = sorted(set(TEMPLATES) - set(GRAPHS))
WITH_GRADIENTS = [name for name in GRAPHS if '"grad.' in inspect.getsource(_module(name))]

# By module, so that all laws of one file meet a template's variants while they are remembered.
every_template = pytest.mark.parametrize("name", sorted(TEMPLATES), scope="module")
every_graph = pytest.mark.parametrize("name", GRAPHS, scope="module")
every_exact = pytest.mark.parametrize("name", EXACT, scope="module")


@lru_cache(maxsize=1000)
def variant(name: str, seed: int, **params: Any) -> Exercise:
    """What `build` gives, built once: an exercise never changes."""
    return build(name, seed, **params)


def settings(name: str, count: int) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """(seed, params) over all combinations of parameters, the defaults first."""
    choices = TEMPLATES[name].choices
    combinations = [
        dict(zip(choices, values, strict=True)) for values in itertools.product(*choices.values())
    ]
    random.Random(name).shuffle(combinations)
    yield 0, {}
    for seed in range(count):
        yield seed, combinations[seed % len(combinations)]


def answers(kind: str) -> Iterator[Answer]:
    """The samples of a question type, and each in a drawn order where it has one."""
    for sample in ANSWERS[kind].samples():
        yield sample
        if isinstance(sample, Shuffled):
            yield sample.shuffled(Draw("any"))


def keys(exercise: Exercise) -> dict[str, str]:
    """What a learner types who has everything right."""
    return {part.name: part.answer.write() for part in exercise.parts}
