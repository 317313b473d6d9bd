"""The picture of a network, showing the names to type instead of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.exercise.exercise import Exercise
from engine.graph.layers import layers
from engine.whiteboard import Vocabulary

from .layout import Layout, layout
from .picture import NumberBox, Picture, picture


def named_picture(exercise: Exercise, vocabulary: Vocabulary) -> Picture | None:
    """The picture with names but no blanks and numbers; None if the exercise has no picture."""
    bare = replace(exercise, parts=(), asked=())
    drawn, plan = picture(bare), layout(bare)
    if drawn is None or plan is None:
        return None
    units = tuple(replace(unit, number="") for unit in drawn.units)
    return replace(drawn, bare=None, units=units, numbers=tuple(_names(bare, plan, vocabulary)))


def _names(exercise: Exercise, plan: Layout, vocabulary: Vocabulary) -> Iterator[NumberBox]:
    found = layers(exercise.graph) if exercise.graph else ()
    for (n, i, j), place in plan.weights.items():
        typed = vocabulary.typed(f"value.{found[n - 1].weights}[{i},{j}]")
        yield NumberBox("weight", *place, typed)
    for (n, j), place in plan.biases.items():
        yield NumberBox("bias", *place, vocabulary.typed(f"value.{found[n - 1].bias}[{j}]"))
    for k, place in plan.targets.items():
        yield NumberBox("target", *place, vocabulary.typed(f"value.t[{k}]"))
