"""Exercises about steps of the lab, cached while somebody works on them."""

from __future__ import annotations

from functools import lru_cache

from engine.exercise.exercise import Exercise
from engine.optimisers._base import OPTIMISERS
from engine.training.step_exercise import backprop_exercise, optimiser_exercise

from .choices import Lab
from .training import run

KINDS = {"backprop": "Forward and backward", "optimiser": "The optimiser's step"}


def kinds(lab: Lab) -> tuple[str, ...]:
    """What can be asked about a step; optimisers without moments have only backpropagation."""
    return tuple(KINDS) if OPTIMISERS[lab.optimiser].memory else ("backprop",)


@lru_cache(maxsize=64)
def exercise_of(lab: Lab, step: int, kind: str) -> Exercise:
    """The exercise of a step; `BadQuestion` with advice if there is none."""
    found = run(lab)
    frame = found.frame(step)
    if kind == "optimiser":
        return optimiser_exercise(found.setup, frame)
    return backprop_exercise(found.setup, frame, found.data)
