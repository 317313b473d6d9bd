"""The picture of the network: edges are thicker for larger weights, dashed for negative ones."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from markupsafe import Markup

from engine.training import Frame, Setup
from quizapp.presenting.amounts import figure

from ...drawing.network.labels import name
from ...drawing.svg import drawing, tag

WIDTH, MARGIN, RADIUS = 560.0, 14.0, 18.0
SPACING = (96.0, 56.0)  # between units, with and without numbers on the edges
LABELLED = 4  # units of a layer; with more, there is no room for numbers


@dataclass(frozen=True)
class Edge:
    """A weight: its array, its index and where it is drawn."""

    array: str
    index: tuple[int, int]
    start: tuple[float, float]
    end: tuple[float, float]

    @property
    def cell(self) -> str:
        return f"{self.array}[{self.index[0]},{self.index[1]}]"


def network(setup: Setup, frame: Frame) -> Markup:
    """Units from left to right, joined by their weights."""
    sizes = setup.sizes
    labelled = max(sizes) <= LABELLED
    places = _places(sizes, SPACING[not labelled])
    height = max(y for column in places for _, y in column) + MARGIN + RADIUS + 14
    edges = list(_edges(setup, places))
    return drawing(
        "network",
        f"The network: {'–'.join(map(str, sizes))}",
        "Units of each layer from left to right, joined by their weights; the numbers are in the "
        "table of weights and gradients.",
        WIDTH,
        height,
        *(_line(edge, float(frame.weights[edge.array][edge.index])) for edge in edges),
        *(_unit(setup, layer, unit, at) for layer, column in enumerate(places)
          for unit, at in enumerate(column)),
        *(_label(edge, frame) for edge in edges if labelled),
        *(_bias(setup, frame, layer, places[layer]) for layer in range(1, len(sizes)) if labelled),
        look="network",
    )  # fmt: skip


def stroke(weight: float) -> str:
    """The width of an edge; `lab.js` has the same rule."""
    return f"{0.6 + 7 * abs(weight) / (abs(weight) + 2):.2f}"


def _places(sizes: tuple[int, ...], spacing: float) -> list[list[tuple[float, float]]]:
    """The centres of all units, layer by layer."""
    middle = MARGIN + RADIUS + (max(sizes) - 1) / 2 * spacing
    xs = np.linspace(MARGIN + RADIUS, WIDTH - MARGIN - RADIUS, len(sizes)).tolist()
    return [[(x, middle + (unit - (size - 1) / 2) * spacing) for unit in range(size)]
            for x, size in zip(xs, sizes, strict=True)]  # fmt: skip


def _edges(setup: Setup, places: list[list[tuple[float, float]]]) -> list[Edge]:
    return [
        Edge(layer.weights, (i, j), start, end)
        for layer, (before, after) in zip(setup.layers, pairwise(places), strict=True)
        for i, start in enumerate(before)
        for j, end in enumerate(after)
    ]


def _line(edge: Edge, weight: float) -> Markup:
    (x1, y1), (x2, y2) = edge.start, edge.end
    return tag("line", look=f"weight {'below' if weight < 0 else 'above'}", x1=x1, y1=y1, x2=x2,
               y2=y2, stroke_width=stroke(weight), data_edge=edge.cell)  # fmt: skip


def _unit(setup: Setup, layer: int, unit: int, at: tuple[float, float]) -> Markup:
    array = setup.layers[layer - 1].output if layer else "x"
    symbol = name(array, (unit,), (setup.sizes[layer],))
    x, y = at
    look = "input" if not layer else "output" if layer == len(setup.sizes) - 1 else "hidden"
    return tag("circle", look=f"unit {look}", cx=x, cy=y, r=RADIUS) + tag(
        "text",
        symbol.letter,
        *([tag("tspan", symbol.above, look="index", dy=-6)] if symbol.above else []),
        *([tag("tspan", symbol.below, look="index", dy=10 if symbol.above else 4)]
          if symbol.below else []),
        look="name long" if symbol.above else "name",
        x=x,
        y=y + 5,
    )  # fmt: skip


def _bias(setup: Setup, frame: Frame, layer: int, column: list[tuple[float, float]]) -> Markup:
    """The bias of each unit in a layer, below the unit."""
    array = setup.layers[layer - 1].bias
    return Markup("").join(
        tag("text", number(float(bias)), look="number bias", x=x, y=y + RADIUS + 14,
            data_label=f"{array}[{unit}]")
        for unit, (bias, (x, y)) in enumerate(zip(frame.weights[array], column, strict=True))
    )  # fmt: skip


def _label(edge: Edge, frame: Frame) -> Markup:
    """A weight's number; those between two layers form a column, at different heights."""
    share = 1 / (frame.weights[edge.array].shape[1] + 1)
    (x1, y1), (x2, y2) = edge.start, edge.end
    x, y = x1 + share * (x2 - x1), y1 + share * (y2 - y1)
    weight = float(frame.weights[edge.array][edge.index])
    return tag("text", number(weight), look="number", x=x, y=y + 4, data_label=edge.cell)


def number(value: float) -> str:
    """Two decimals, with a true minus sign."""
    return figure(value, 2)
