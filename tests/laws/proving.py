"""Proves every key in three ways, over many variants of a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine import TEMPLATES
from engine.exercise.exercise import Exercise
from engine.graph.bent import at
from engine.proof import check_exercise
from engine.templates._base import ALL, ASK
from tests.variants import settings, variant

VARIANTS = 60  # of which every value of every parameter is one; SymPy proves the graph itself


def prove(name: str) -> None:
    """Raise `AssertionError` where a key of any variant is not what two other routes give."""
    every = {ASK: ALL} if TEMPLATES[name].has_drill else {}
    for seed, params in settings(name, VARIANTS):
        check_exercise(variant(name, seed, **{**params, **every}))


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
