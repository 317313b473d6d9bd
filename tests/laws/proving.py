"""Proves every key in three ways, over 200 seeds of a template."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine import TEMPLATES, build
from engine.exercise.exercise import Exercise
from engine.graph.bent import at
from engine.proof import check_exercise
from tests.seeds import seeds

SEEDS = 200


def settings(name: str) -> list[Mapping[str, Any]]:
    """The levels, and enough combinations that every value of every parameter occurs."""
    template = TEMPLATES[name]
    found: list[Mapping[str, Any]] = [*template.levels.values()]
    chance = random.Random(name)
    columns = {key: chance.sample(values, len(values)) for key, values in template.choices.items()}
    for row in range(max(map(len, columns.values()), default=0)):
        found.append({key: values[row % len(values)] for key, values in columns.items()})
    return found


def prove(name: str) -> None:
    """Raise `AssertionError` if a key of any seed differs from the two other proofs."""
    turns: Iterator[Mapping[str, Any]] = itertools.cycle(settings(name))
    for seed, params in zip(seeds(SEEDS), turns):  # noqa: B905  (the turns never end)
        check_exercise(build(name, seed, **params))


def keyed(exercise: Exercise, arrays: Mapping[str, Any]) -> Exercise:
    """The exercise with keys from other values of its arrays."""
    parts = (
        replace(part, answer=replace(part.answer, value=at(arrays[asked.array], asked.index)))
        for part, asked in zip(exercise.parts, exercise.asked, strict=True)
    )
    return replace(exercise, parts=tuple(parts))


def spoiled(exercise: Exercise, name: str) -> Exercise:
    """The exercise with a key whose eighth digit is wrong."""
    parts = (
        replace(part, answer=replace(part.answer, value=part.answer.key * (1 + 1e-7) + 1e-8))
        if part.name == name
        else part
        for part in exercise.parts
    )
    return replace(exercise, parts=tuple(parts))
