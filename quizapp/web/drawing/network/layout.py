"""The layout of a network's picture, where nothing overlaps.

The labels of the edges between D and M units are in one column, 1 / (M + 1) of the way. With the
same spacing s in every layer, they are then evenly spaced, s / (M + 1) apart, for any D and M.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.exercise.exercise import Exercise
from engine.graph.layers import Layer, layers
from engine.graph.quantity import Quantity

from .chain import is_chain

RADIUS, LOSS_RADIUS, BIAS_RADIUS = 34.0, 34.0, 6.0
SPOT_WIDTH, SPOT_HEIGHT = 152.0, 44.0  # of one blank with its label
NUMBER_WIDTH, NUMBER_HEIGHT = 64.0, 24.0  # of one given number
STALK = 16.0  # from a bias to its unit
MARGIN, GAP = 14.0, 14.0
LOSS_GAP = 104.0  # between an output and the error, with room for the target

Place = tuple[float, float]


@dataclass(frozen=True)
class Layout:
    """Centres in picture units, by (layer, unit) and (layer, from, to)."""

    width: float
    height: float
    sizes: tuple[int, ...]  # units of each layer, inputs first
    units: Mapping[tuple[int, int], Place]
    weights: Mapping[tuple[int, int, int], Place]  # of the given number
    biases: Mapping[tuple[int, int], Place]  # of the given number
    targets: Mapping[int, Place]  # by output
    loss: Place | None
    spots: Mapping[str, Place] = field(default_factory=dict)  # part name -> centre of its blank


def layout(exercise: Exercise) -> Layout | None:
    """The layout of a fully connected network with one example; None for other exercises."""
    found = layers(exercise.graph) if exercise.graph else ()
    return _Plan(exercise, found).layout() if found and is_chain(exercise, found) else None


class _Plan:
    """Stacks the blanks at each unit and edge, then spaces the units so that stacks fit."""

    def __init__(self, exercise: Exercise, found: tuple[Layer, ...]) -> None:
        weights = [exercise.leaves[layer.weights] for layer in found]
        self.sizes = (weights[0].shape[0], *(matrix.shape[1] for matrix in weights))
        self.has_loss = exercise.graph is not None and exercise.graph.nodes[-1].name not in (
            found[-1].output,
            found[-1].z,
        )
        self.homes: dict[str, tuple[str, int]] = {found[0].inputs: ("unit", 0)}
        for number, layer in enumerate(found, 1):
            self.homes |= {layer.z: ("unit", number), layer.output: ("unit", number)}
            self.homes |= {layer.weights: ("edge", number), layer.bias: ("bias", number)}
        if self.has_loss and exercise.graph is not None:
            self.homes[exercise.graph.nodes[-1].name] = ("loss", 0)
        self.stacks: dict[tuple[str, int, tuple[int, ...]], list[Quantity]] = defaultdict(list)
        for asked in exercise.asked:
            if asked.node in self.homes:
                self.stacks[*self.homes[asked.node], asked.shown].append(asked)

    def tall(self, kind: str, layer: int) -> int:
        """The number of blanks in a layer's tallest stack of this kind."""
        stacks = self.stacks.items()
        return max((len(s) for (k, n, _), s in stacks if (k, n) == (kind, layer)), default=0)

    def above(self, layer: int) -> float:
        """The height of a unit's bias, with its blanks, above the unit's rim."""
        return layer and STALK + NUMBER_HEIGHT + self.tall("bias", layer) * SPOT_HEIGHT

    def below(self, layer: int) -> float:
        return self.tall("unit", layer) * SPOT_HEIGHT

    def edge_height(self, layer: int) -> float:
        return NUMBER_HEIGHT + self.tall("edge", layer) * SPOT_HEIGHT

    def half_width(self, layer: int) -> float:
        """Half the width of a unit with its stacks."""
        stacked = self.tall("unit", layer) or self.tall("bias", layer)
        return max(RADIUS, SPOT_WIDTH / 2 if stacked else 0)

    def spacing(self) -> float:
        """The distance of neighbouring units, the same in every layer."""
        everywhere = range(len(self.sizes))
        units = [self.above(n) + 2 * RADIUS + self.below(n) + GAP for n in everywhere]
        edges = [(self.sizes[n] + 1) * (self.edge_height(n) + GAP) for n in everywhere[1:]]
        return max(units + edges)

    def columns(self) -> list[float]:
        """The x of every layer."""
        xs = [MARGIN + self.half_width(0)]
        for layer in range(1, len(self.sizes)):
            label = (SPOT_WIDTH if self.tall("edge", layer) else NUMBER_WIDTH) / 2 + GAP
            share = 1 / (self.sizes[layer] + 1)
            before = (self.half_width(layer - 1) + label) / share
            after = (label + self.half_width(layer)) / (1 - share)
            xs.append(xs[-1] + max(before, after))
        return xs

    def layout(self) -> Layout:
        s, xs = self.spacing(), self.columns()
        everywhere = range(len(self.sizes))
        reach = [(n - 1) / 2 * s for n in self.sizes]  # from the middle to the outer units
        top = max(reach[n] + RADIUS + self.above(n) for n in everywhere)
        bottom = max(reach[n] + RADIUS + self.below(n) for n in everywhere)
        middle = MARGIN + top
        units = {
            (n, i): (xs[n], middle - reach[n] + i * s)
            for n in everywhere
            for i in range(self.sizes[n])
        }
        weights, biases = {}, {}
        spots: dict[str, Place] = {}
        for n in everywhere[1:]:
            share = 1 / (self.sizes[n] + 1)
            for i in range(self.sizes[n - 1]):
                for j in range(self.sizes[n]):
                    (x, y), (to_x, to_y) = units[n - 1, i], units[n, j]
                    x, y = x + share * (to_x - x), y + share * (to_y - y)
                    y -= self.edge_height(n) / 2
                    weights[n, i, j] = (x, y + NUMBER_HEIGHT / 2)
                    spots |= self._stack(("edge", n, (i, j)), x, y + NUMBER_HEIGHT)
            for j in range(self.sizes[n]):
                x, y = units[n, j]
                spots |= self._stack(("bias", n, (j,)), x, y - RADIUS - self.above(n))
                biases[n, j] = (x, y - RADIUS - STALK - NUMBER_HEIGHT / 2)
        for n, i in units:
            spots |= self._stack(("unit", n, (i,)), xs[n], units[n, i][1] + RADIUS)
        right, loss, targets = xs[-1] + self.half_width(everywhere[-1]), None, {}
        if self.has_loss:
            wide = SPOT_WIDTH / 2 if self.tall("loss", 0) else LOSS_RADIUS
            loss = (right + LOSS_GAP + wide, middle)
            share = (right + LOSS_GAP / 2 - xs[-1]) / (loss[0] - xs[-1])
            for k in range(self.sizes[-1]):
                _, y = units[everywhere[-1], k]
                targets[k] = (xs[-1] + share * (loss[0] - xs[-1]), y + share * (middle - y))
            right = loss[0] + wide
            spots |= self._stack(("loss", 0, ()), loss[0], middle + LOSS_RADIUS)
        size = (right + MARGIN, middle + bottom + MARGIN)
        return Layout(*size, self.sizes, units, weights, biases, targets, loss, spots)

    def _stack(self, key: tuple[str, int, tuple[int, ...]], x: float, y: float) -> dict[str, Place]:
        """The centres of a stack whose top is at (x, y)."""
        return {
            asked.name: (x, y + (place + 0.5) * SPOT_HEIGHT)
            for place, asked in enumerate(self.stacks.get(key, ()))
        }
