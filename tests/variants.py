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
from tests.seeds import MOST, QUICK


def _module(name: str) -> Any:
    return sys.modules[TEMPLATES[name].draw.__module__]


# A law in test_templates.py says that these two readings of the templates' source are true.
GRAPHS = sorted(name for name in TEMPLATES if hasattr(_module(name), "graph_exercise"))
EXACT = sorted(set(TEMPLATES) - set(GRAPHS))
WITH_GRADIENTS = [name for name in GRAPHS if '"grad.' in inspect.getsource(_module(name))]

# By session, so that the laws of all files meet a template's variants while they are remembered.
every_template = pytest.mark.parametrize("name", sorted(TEMPLATES), scope="session")
every_graph = pytest.mark.parametrize("name", GRAPHS, scope="session")
every_exact = pytest.mark.parametrize("name", EXACT, scope="session")
OTHERS = 4  # combinations of parameters beside those that cover each value


@lru_cache(maxsize=1000)
def variant(name: str, seed: int, **params: Any) -> Exercise:
    """What `build` gives, built once: an exercise never changes."""
    return build(name, seed, **params)


def covering(name: str) -> list[Mapping[str, Any]]:
    """The levels, and as many combinations as it takes for each parameter to have every value."""
    chosen, chance = TEMPLATES[name], random.Random(name)
    levels = [chosen.complete(params) for params in chosen.levels.values()]
    columns, left = {}, 0
    for key, values in chosen.choices.items():
        seen = [level[key] for level in levels]
        columns[key] = chance.sample(values, len(values))
        columns[key].sort(key=lambda value, seen=seen: value in seen)  # type: ignore[misc]
        left = max(left, sum(value not in seen for value in values))
    return [*chosen.levels.values()] + [
        {key: values[row % len(values)] for key, values in columns.items()} for row in range(left)
    ]


def settings(name: str, count: int | None = None) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """(seed, params): those that cover every value and some others, seed after seed, none twice.

    So many in all, or as many as cover everything once, but few in `make quick`. What laws ask for
    begins alike, so that each variant is built once for all of them.
    """
    covered = len(covering(name))
    if count is None or count >= MOST:
        count = covered if count is None else max(MOST, covered)
    return itertools.islice(_rounds(name), min(count, MOST) if QUICK else count)


def _rounds(name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    chosen, covered = TEMPLATES[name], covering(name)
    every = [dict(zip(chosen.choices, values, strict=True))
             for values in itertools.product(*chosen.choices.values())]  # fmt: skip
    random.Random(name).shuffle(every)
    others = itertools.cycle(every)
    for seed in itertools.count():
        drawn: list[Mapping[str, Any]] = []
        for params in (*covered, *itertools.islice(others, OTHERS)):
            if (whole := chosen.complete(params)) not in drawn:
                drawn.append(whole)
                yield seed, params


def answers(kind: str) -> Iterator[Answer]:
    """The samples of a question type, and each in a drawn order where it has one."""
    for sample in ANSWERS[kind].samples():
        yield sample
        if isinstance(sample, Shuffled):
            yield sample.shuffled(Draw("any"))


def keys(exercise: Exercise) -> dict[str, str]:
    """What a learner types who has everything right."""
    return {part.name: part.answer.write() for part in exercise.parts}
