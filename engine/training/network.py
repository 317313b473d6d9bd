"""The network that is trained: its graph in training and at rest, and how its weights begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from ..draw import Draw
from ..graph.graph import Graph
from ..graph.layers import Layer, layers
from ..ops._base import OPS, Op

INPUTS = 2

Arrays = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Loss:
    """An op, the activation that makes probabilities of logits, and what the op is applied to."""

    op: str
    activation: str
    of_logits: bool
    outputs: int = 1


LOSSES = {
    "binary_cross_entropy": Loss("binary_cross_entropy_with_logits", "sigmoid", True),
    "softmax_cross_entropy": Loss("cross_entropy", "softmax", True, outputs=2),
    "mse": Loss("mse_loss", "sigmoid", False),
}


@dataclass(frozen=True)
class Setup:
    """Everything that decides how training goes, but the data."""

    hidden: tuple[int, ...] = (4,)  # units of each hidden layer; none for a single neuron
    activation: str = "tanh"
    loss: str = "binary_cross_entropy"
    optimiser: str = "sgd"
    rate: float = 0.1
    batch: int = 0  # points a step goes by; 0 for all of them
    l1: float = 0.0  # strengths of the penalties on the weights, biases left out
    l2: float = 0.0
    dropout: float = 0.0  # rate at which hidden units are dropped
    seed: int = 0

    @property
    def sizes(self) -> tuple[int, ...]:
        return (INPUTS, *self.hidden, LOSSES[self.loss].outputs)

    @cached_property
    def graph(self) -> Graph:
        """What each step goes back through: dropout masks m, penalties and all."""
        graph, total = self._network(Graph(), self.dropout), "E"
        penalty = _penalty(self.l1, self.l2)
        if penalty is None:
            return graph
        for layer in layers(graph):
            digit = layer.weights.removeprefix("W")
            graph = graph.then(f"R{digit}", penalty, layer.weights)
            graph = graph.then(f"J{digit}", OPS["penalised_loss"](), total, f"R{digit}")
            total = f"J{digit}"
        return graph

    @cached_property
    def at_rest(self) -> Graph:
        """The network at inference: no dropout, and a loss without penalties."""
        return self._network(Graph(), 0.0)

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        return layers(self.at_rest)

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """Names of the weights and biases, layer by layer."""
        return tuple(name for layer in self.layers for name in (layer.weights, layer.bias))

    def targets(self, t: np.ndarray) -> np.ndarray:
        """Classes (N, 1) as the loss takes them: one-hot rows for softmax."""
        return np.hstack([1 - t, t]) if LOSSES[self.loss].outputs == 2 else t

    def masks(self, draw: Draw, count: int) -> dict[str, np.ndarray]:
        """Which units of each hidden layer are kept, for each point."""
        if not self.dropout:
            return {}
        return {
            f"m{index}": draw.uniform(count, units) >= self.dropout
            for index, units in enumerate(self.hidden, start=1)
        }

    def first_weights(self) -> dict[str, np.ndarray]:
        """Glorot's uniform weights, He's for the kin of ReLU; biases begin at 0."""
        draw = Draw(f"weights|{self.sizes}|{self.activation}|{self.seed}")
        he = int(OPS[self.activation].loses_half)
        found = {}
        for layer, fans in zip(self.layers, pairwise(self.sizes), strict=True):
            limit = float(_limit(he, *fans))
            found[layer.weights] = limit * (2 * draw.uniform(*fans) - 1)
            found[layer.bias] = np.zeros(fans[1])
        return found

    def _network(self, graph: Graph, dropout: float) -> Graph:
        """The layers, y and the loss E of logits or of y."""
        loss, deep, inputs = LOSSES[self.loss], bool(self.hidden), "x"
        for index in range(1, len(self.hidden) + 1):
            digit = str(index) if len(self.hidden) > 1 else ""
            graph = graph.then(f"z{index}", OPS["affine"](), inputs, f"W{index}", f"b{index}")
            graph = graph.then(f"h{digit}", OPS[self.activation](), f"z{index}")
            inputs = f"h{digit}"
            if dropout:
                graph = graph.then(f"d{index}", OPS["dropout"](dropout), inputs, f"m{index}")
                inputs = f"d{index}"
        digit = str(len(self.hidden) + 1) if deep else ""
        z = f"z{digit}"
        return (
            graph.then(z, OPS["affine"](), inputs, f"W{digit}", f"b{digit}")
            .then("y", OPS[loss.activation](), z)
            .then("E", OPS[loss.op](), z if loss.of_logits else "y", "t")
        )


def _penalty(l1: float, l2: float) -> Op | None:
    """λ₁ Σ |w| + λ₂/2 Σ w², or what there is of it."""
    if l1 and l2:
        return OPS["elastic_net_penalty"](l1, l2)
    return OPS["l1_penalty"](l1) if l1 else OPS["l2_penalty"](l2) if l2 else None


def _limit(he: int, n_in: int, n_out: int) -> np.ndarray:
    """Weights uniform in (−limit, limit) have the variance of Glorot, or of He."""
    graph = (
        Graph()
        .then("v", OPS["weight_variance"](he), "n_in", "n_out")
        .then("s", OPS["standard_deviation"](), "v")
        .then("a", OPS["uniform_limit"](), "s")
    )
    return graph.run({"n_in": np.array(float(n_in)), "n_out": np.array(float(n_out))})["a"]
