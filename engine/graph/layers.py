"""Fully connected networks: building their graph, and finding their layers in a graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..draw import Draw
from ..ops._base import OPS
from .graph import Graph


@dataclass(frozen=True)
class Layer:
    """Names of the arrays of one layer: z = inputs · weights + bias, output = activation(z)."""

    inputs: str
    weights: str
    bias: str
    z: str
    output: str  # z itself where there is no activation
    activation: str | None


def mlp(activations: Sequence[str | None], loss: str | None = "half_squared_error") -> Graph:
    """A multi-layer perceptron; None is a linear layer.

    Arrays are x, then W1, b1, z1, h (h1, h2, … of several hidden layers), …, y, and t, E for the
    loss. A single layer has no numbers: W, b, z, y.
    """
    graph, inputs = Graph(), "x"
    for index, activation in enumerate(activations, start=1):
        digit = str(index) if len(activations) > 1 else ""
        last = index == len(activations)
        hidden = "h" if len(activations) == 2 else f"h{digit}"
        z, output = f"z{digit}", "y" if last else hidden
        if activation is None:
            z = output
        graph = graph.then(z, OPS["affine"](), inputs, f"W{digit}", f"b{digit}")
        if activation is not None:
            graph = graph.then(output, OPS[activation](), z)
        inputs = output
    return graph.then("E", OPS[loss](), inputs, "t") if loss else graph


def draw_weights(draw: Draw, graph: Graph, sizes: Sequence[int]) -> dict[str, np.ndarray]:
    """Weights (D, M) and biases (M,) for the layers of a network of these sizes."""
    leaves = {}
    for layer, (fan_in, fan_out) in zip(layers(graph), pairwise(sizes), strict=True):
        leaves[layer.weights] = draw.array(fan_in, fan_out, low=-0.95, high=0.95)
        leaves[layer.bias] = draw.array(fan_out, low=-0.6, high=0.6)
    return leaves


def draw_example(draw: Draw, graph: Graph, sizes: Sequence[int]) -> dict[str, np.ndarray]:
    """One training example and weights: x (1, D), those of every layer, t (1, K) in (0, 1)."""
    return {
        "x": draw.array(1, sizes[0], low=-2, high=2, places=1),
        **draw_weights(draw, graph, sizes),
        "t": draw.array(1, sizes[-1], low=0.05, high=0.95),
    }


def awake(draw: Draw, leaves: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The leaves with W1 and b1 turned round where needed, so that all ReLU units but one are on.

    That one, of several, passes nothing on, forward or back, and shows who forgot the ReLU. With
    more of them there would be little to compute.
    """
    net = leaves["x"] @ leaves["W1"] + leaves["b1"]
    side = np.where(net > 0, 1.0, -1.0)  # (1, M)
    if side.size > 1:
        side[0, draw.integer(0, side.size - 1)] *= -1
    return {**leaves, "W1": leaves["W1"] * side, "b1": leaves["b1"] * side[0]}


def layers(graph: Graph) -> tuple[Layer, ...]:
    """The fully connected layers of a graph in order; () where it has none."""
    users: Mapping[str, list] = {
        name: [node for node in graph.nodes if name in node.inputs] for name in graph.names
    }
    found = []
    for node in graph.nodes:
        if node.op.name == "affine":
            after = next((user for user in users[node.name] if _activates(user.op)), None)
            output, activation = (after.name, after.op.name) if after else (node.name, None)
            found.append(Layer(*node.inputs, node.name, output, activation))  # type: ignore[call-arg]
    return tuple(found)


def _activates(op: object) -> bool:
    return getattr(op, "pointwise", False) or getattr(op, "name", "") == "softmax"
