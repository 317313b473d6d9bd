"""Which edges of the network a blank's number depends on, forward or backward."""

from __future__ import annotations

from collections.abc import Sequence

from engine.exercise.exercise import Exercise
from engine.graph.layers import Layer
from engine.graph.quantity import Quantity

Edge = tuple[int, int, int]  # target layer, from unit, to unit; the error counts as a layer


class Flow:
    """Maps the edges of a fully connected network to the blanks that depend on them."""

    def __init__(self, exercise: Exercise, found: Sequence[Layer], sizes: Sequence[int]) -> None:
        self.sizes = (*sizes, 1)
        self.units = {found[0].inputs: 0}
        self.weights: dict[str, int] = {}
        self.biases: dict[str, int] = {}
        for n, layer in enumerate(found, 1):
            self.units |= {layer.z: n, layer.output: n}
            self.weights[layer.weights] = self.biases[layer.bias] = n
        self.served = {asked.name: self._edges(asked) for asked in exercise.asked}

    def through(self, n: int, i: int, j: int) -> frozenset[str]:
        """The names of the blanks that depend on this edge."""
        return frozenset(name for name, edges in self.served.items() if (n, i, j) in edges)

    def _edges(self, asked: Quantity) -> set[Edge]:
        node, index = asked.node, asked.shown
        if asked.kind == "value":
            return self._into(self.units.get(node, len(self.sizes) - 1), index[0] if index else 0)
        if node in self.weights and len(index) == 2:
            (i, j), to = index, self.weights[node]
            return {(to, i, j)} | self._beyond(to, j)
        n = self.units.get(node, self.biases.get(node))
        return self._beyond(n, index[0]) if n is not None and index else set()

    def _into(self, n: int, j: int) -> set[Edge]:
        return {(n, i, j) for i in range(self.sizes[n - 1])} if n else set()

    def _beyond(self, n: int, j: int) -> set[Edge]:
        """The edges from unit j of layer n onwards to the error."""
        return {
            (layer, i, k)
            for layer in range(n + 1, len(self.sizes))
            for i in ([j] if layer == n + 1 else range(self.sizes[layer - 1]))
            for k in range(self.sizes[layer])
        }
