"""The picture of an exercise's computation graph, with values and gradients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from markupsafe import Markup

from engine import TEMPLATES, build
from engine.exercise.exercise import Exercise
from engine.exercise.once import once
from engine.graph.program import execute
from engine.graph.quantity import symbol
from engine.readings.digits import shortest
from quizapp.presenting import prose

from ...drawing.network.labels import name as symbol_of
from ...drawing.svg import Plot, drawing
from ...drawing.svg.tags import short, tag
from .layered import Layered, layered

BOX, PILL, ROW = 46.0, 26.0, 15.0  # heights of an op, a leaf and a line of numbers
LETTER, NAME = 7.2, 7.0  # widths of a digit and of a letter
PAD, MARGIN = 20.0, 10.0
MOST_ROWS, MOST_COLUMNS = 4, 4  # of an array written out in the picture
READS = 280.0  # units that fit on the smallest screen

FORWARD, BACK, NEW = "↓", "↑", "→"
ASKS = {"forward": "", "backward": "grad.", "new": "updated."}  # as a question asks for it


@dataclass(frozen=True)
class Seen:
    """A node to draw: its name, its op, and lines of numbers (look, text)."""

    name: str
    op: str
    lines: tuple[tuple[str, str], ...]

    @property
    def size(self) -> tuple[float, float]:
        texts = [len(text) * LETTER for _, text in self.lines]
        width = max([len(self.name) * 10, len(self.op) * NAME, *texts]) + PAD
        return width, (BOX if self.op else PILL) + ROW * len(self.lines) + 4


@once
def computation(exercise: Exercise) -> Plot | None:
    """The picture; None if the exercise has no graph."""
    graph = exercise.graph
    if graph is None:
        return None
    arrays = execute(graph.program, exercise.leaves)
    last = graph.names[-1]
    with_gradients = np.size(arrays[last]) == 1
    ops = {node.name: node.op.name.replace("_", " ") for node in graph.nodes}
    inputs = dict.fromkeys(graph.leaves, ()) | {node.name: node.inputs for node in graph.nodes}
    numbers = {name: _numbers(exercise, arrays, name, with_gradients) for name in inputs}
    seen = {
        name: Seen(said(name), ops.get(name, ""), tuple(_lines(found)))
        for name, found in numbers.items()
    }
    plan = layered(inputs, {name: node.size for name, node in seen.items()})
    title = "Computation graph"
    back = f", and the gradient of {said(last)} flows back" if with_gradients else ""
    about = (
        f"{len(ops)} operations from {len(graph.leaves)} given arrays down to {said(last)}. "
        f"Values flow along the arrows{back}. The table holds all numbers."
    )
    width, height = plan.width + 2 * MARGIN, plan.height + 2 * MARGIN
    inside = tag("g", _edges(plan), _nodes(plan, seen), transform=f"translate({MARGIN} {MARGIN})")
    svg = drawing("graph", title, about, width, height, inside, look="dag", wide=width)
    if width > READS:
        svg = tag("div", svg, look="scroll", tabindex="0", role="group", aria_label=title)
    return Plot(title, svg, (), _notes(exercise, with_gradients), *_table(exercise, numbers))


@lru_cache(maxsize=256)
def of_template(template: str, level: int, seed: int) -> tuple[str, Plot | None]:
    """An exercise's statement and the picture of its graph."""
    exercise = build(template, seed, **TEMPLATES[template].levels[level])
    return exercise.statement, computation(exercise)


@lru_cache(maxsize=1024)
def said(name: str) -> str:
    """The symbol of an array as plain text."""
    return prose.text(f"${symbol(name)}$")


Numbers = Mapping[str, list[list[str]]]  # kind -> rows of numbers


def _numbers(
    exercise: Exercise, arrays: Mapping[str, Any], name: str, with_gradients: bool
) -> Numbers:
    """An array's value, gradient and update, as far as they exist."""
    given = name in exercise.leaves
    kinds = {FORWARD: name, BACK: f"grad.{name}", NEW: f"updated.{name}"}
    return {
        kind: _rows(arrays[array], None if given and kind == FORWARD else exercise.digits)
        for kind, array in kinds.items()
        if array in arrays and (kind == FORWARD or with_gradients)
    }


def _rows(array: Any, digits: int | None) -> list[list[str]]:
    """The numbers of an array row by row, however many axes it has."""
    array = np.asarray(array, float)
    rows = array.reshape(-1, array.shape[-1] if array.ndim else 1)
    return [[_number(entry, digits) for entry in row] for row in rows.tolist()]


def _number(entry: float, digits: int | None) -> str:
    text = f"{entry:g}" if digits is None else shortest(entry, digits)
    return text.replace("-", "\u2212")


def _lines(numbers: Numbers) -> list[tuple[str, str]]:
    """The lines of numbers below a node; only the shape for a large array."""
    lines = []
    for kind, rows in numbers.items():
        look = "forward" if kind == FORWARD else "backward" if kind == BACK else "new"
        if len(rows) > MOST_ROWS or len(rows[0]) > MOST_COLUMNS:
            lines.append((look, f"{kind} {len(rows)} × {len(rows[0])}"))
            continue
        mark = f"{kind} "
        for row in rows:
            lines.append((look, mark + "  ".join(row)))
            mark = ""
    return lines


def _edges(plan: Layered) -> Markup:
    drawn = []
    for points in plan.edges.values():
        way = f"M{short(points[0][0])} {short(points[0][1])}"
        for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
            middle = short((y0 + y1) / 2)
            way += f"C{short(x0)} {middle} {short(x1)} {middle} {short(x1)} {short(y1)}"
        x, y = points[-1]
        drawn.append(tag("path", look="edge", d=way))
        head = (
            f"M{short(x - 4)} {short(y - 7)}L{short(x)} {short(y)}L{short(x + 4)} {short(y - 7)}Z"
        )
        drawn.append(tag("path", look="head", d=head))
    return Markup("").join(drawn)


def _nodes(plan: Layered, seen: Mapping[str, Seen]) -> Markup:
    drawn = []
    for name, node in seen.items():
        (x, y), (width, _) = plan.nodes[name], node.size
        high = BOX if node.op else PILL
        box = {"x": x - width / 2, "y": y, "width": width, "height": high}
        drawn.append(tag("rect", look="op" if node.op else "leaf", rx=6 if node.op else 13, **box))
        drawn.append(tag("text", *_symbol(name), look="name", x=x, y=y + (20 if node.op else 18)))
        if node.op:
            drawn.append(tag("text", node.op, look="what", x=x, y=y + 38))
        for count, (look, text) in enumerate(node.lines):
            at = y + high + 13 + ROW * count
            asks = ASKS[look] + name
            drawn.append(tag("text", text, look=f"number {look}", x=x, y=at, data_asks=asks))
    return Markup("").join(drawn)


def _symbol(array: str) -> list[Markup | str]:
    """The symbol of an array, with superscript and subscript."""
    found = symbol_of(array)
    parts: list[Markup | str] = [found.letter]
    if found.above:
        parts.append(tag("tspan", found.above, look="index", dy=-5))
    if found.below:
        parts.append(tag("tspan", found.below, look="index", dy=7 if found.above else 4))
    return parts


def _notes(exercise: Exercise, with_gradients: bool) -> tuple[str, ...]:
    assert exercise.graph is not None
    last = symbol(exercise.graph.names[-1])
    if not with_gradients:
        return (f"${last}$ isn't a single number, so it has no gradient to take.",)
    new = f", {NEW} after the update" if exercise.graph.updates else ""
    return (
        f"{FORWARD} value, {BACK} gradient of ${last}$ with respect to this array{new}. If "
        "several arrows leave an array, its gradient is the sum over all of them.",
    )


def _table(
    exercise: Exercise, numbers: Mapping[str, Numbers]
) -> tuple[tuple[str, ...], list[list[str]]]:
    """The heads and rows of the table: each array, how it is computed, and its numbers."""
    assert exercise.graph is not None
    made = {node.name: f"{node.op.name.replace('_', ' ')} of {', '.join(map(said, node.inputs))}"
            for node in exercise.graph.nodes}  # fmt: skip
    heads = {FORWARD: "Value", BACK: "Gradient", NEW: "Updated"}
    kinds = [kind for kind in heads if any(kind in found for found in numbers.values())]
    rows = [
        [said(name), made.get(name, "given"),
         *("; ".join(", ".join(row) for row in found.get(kind, ())) or "–" for kind in kinds)]
        for name, found in numbers.items()
    ]  # fmt: skip
    return ("Array", "Made by", *(heads[kind] for kind in kinds)), rows
