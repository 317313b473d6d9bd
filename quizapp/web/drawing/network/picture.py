"""The picture of an exercise's network, ready for a template to draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from engine.exercise.exercise import Exercise
from engine.exercise.once import once
from engine.graph.layers import Layer, layers
from engine.ops._base import Op

from .flow import Flow
from .labels import Name, name, number
from .layout import BIAS_RADIUS, LOSS_RADIUS, RADIUS, STALK, Layout, Place, layout

WIDEST, TALLEST = 1400, 1100  # units; a larger network is unreadable, so only its list is shown
LETTER, AROUND = 10.0, 10.0  # units: of a letter of a number, and around the number


@dataclass(frozen=True)
class UnitCircle:
    """An input with its number, a unit with its activation's curve, or the error."""

    look: str  # input, unit or loss
    x: float
    y: float
    radius: float
    name: Name
    number: str = ""
    curve: str = ""  # points of a polyline


@dataclass(frozen=True)
class Wire:
    """An edge, or the line from a bias to its unit."""

    look: str
    start: Place
    end: Place
    parts: frozenset[str] = frozenset()  # names of the blanks that depend on it


@dataclass(frozen=True)
class NumberBox:
    """A given number, with a name where its position is not clear enough."""

    look: str
    x: float
    y: float
    text: str
    name: Name | None = None

    @property
    def width(self) -> float:
        """Of the room that its letters take, where no edge is drawn."""
        named = len(self.name.letter) + 3 if self.name else 0
        return LETTER * (len(self.text) + named) + AROUND


@dataclass(frozen=True)
class Picture:
    """Everything to draw, in order, and where the blanks go (in percent of the picture)."""

    width: float
    height: float
    sizes: tuple[int, ...]
    lines: tuple[Wire, ...]
    units: tuple[UnitCircle, ...]
    numbers: tuple[NumberBox, ...]
    spots: Mapping[str, Place]
    bare: Picture | None = None  # without blanks, which takes less room


@once
def picture(exercise: Exercise) -> Picture | None:
    """The picture of the exercise's network; None if there is none or it is too large."""
    plan, small = layout(exercise), layout(replace(exercise, parts=(), asked=()))
    if plan is None or small is None or plan.width > WIDEST or plan.height > TALLEST:
        return None
    return replace(_drawn(exercise, plan), bare=_drawn(exercise, small))


def _drawn(exercise: Exercise, plan: Layout) -> Picture:
    assert exercise.graph is not None
    found = layers(exercise.graph)
    spots = {
        name: (100 * x / plan.width, 100 * y / plan.height) for name, (x, y) in plan.spots.items()
    }
    return Picture(
        plan.width,
        plan.height,
        plan.sizes,
        tuple(_lines(plan, Flow(exercise, found, plan.sizes))),
        tuple(_units(exercise, plan, found)),
        tuple(_numbers(exercise, plan, found)),
        spots,
    )


def _lines(plan: Layout, flow: Flow) -> list[Wire]:
    last = len(plan.sizes) - 1
    edges = [
        Wire("edge", plan.units[n - 1, i], plan.units[n, j], flow.through(n, i, j))
        for n, i, j in sorted(plan.weights)
    ]
    stalks = [
        Wire("stalk", (x, plan.units[n, j][1] - RADIUS - STALK + BIAS_RADIUS), plan.units[n, j])
        for (n, j), (x, _) in plan.biases.items()
    ]
    to_loss = [
        Wire("edge", plan.units[last, k], plan.loss, flow.through(last + 1, k, 0))
        for k in range(plan.sizes[last])
        if plan.loss
    ]
    return edges + stalks + to_loss


def _units(exercise: Exercise, plan: Layout, found: tuple[Layer, ...]) -> list[UnitCircle]:
    made = []
    ops = {node.name: node.op for node in exercise.graph.nodes} if exercise.graph else {}
    for (n, i), (x, y) in plan.units.items():
        array = found[n - 1].output if n else found[0].inputs
        given = "" if n else number(exercise.leaves[array][0, i])
        curve = _curve(ops.get(found[n - 1].output), x, y + 12) if n else ""
        look = "unit" if n else "input"
        made.append(
            UnitCircle(look, x, y, RADIUS, name(array, (i,), (plan.sizes[n],)), given, curve)
        )
    if plan.loss and exercise.graph:
        letter = name(exercise.graph.nodes[-1].name)
        made.append(UnitCircle("loss", *plan.loss, LOSS_RADIUS, letter))
    return made


def _numbers(exercise: Exercise, plan: Layout, found: tuple[Layer, ...]) -> list[NumberBox]:
    leaves = exercise.leaves
    made = [
        NumberBox("weight", x, y, number(leaves[found[n - 1].weights][i, j]))
        for (n, i, j), (x, y) in plan.weights.items()
    ]
    for (n, j), (x, y) in plan.biases.items():
        bias = found[n - 1].bias
        made.append(NumberBox("bias", x, y, number(leaves[bias][j]), name("b")))
    for k, (x, y) in plan.targets.items():
        targets = leaves["t"]
        label = name("t", (k,), targets.shape[1:])
        made.append(NumberBox("target", x, y, number(targets[0, k]), label))
    return made


def _curve(op: Op | None, x: float, y: float) -> str:
    """The activation's curve over [-3, 3], 36 by 18 units around (x, y)."""
    if op is None or not op.pointwise:
        return ""
    inputs = np.linspace(-3, 3, 31)
    outputs = op.forward(inputs)
    span = max(1e-9, float(outputs.max() - outputs.min()))
    heights = (outputs - outputs.min()) / span
    points = zip(x + 6 * inputs, y + 9 - 18 * heights, strict=True)
    return " ".join(f"{float(a):.1f},{float(b):.1f}" for a, b in points)
