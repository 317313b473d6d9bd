"""Twins with another loss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ..exercise.exercise import Exercise
from ..graph.graph import Graph
from ..graph.node import Node
from ..ops._base import OPS
from ._base import Twin, twin

WORDS = {
    "half_squared_error": "half the sum of squared differences",
    "mse_loss": "the mean squared error, without the ½",
    "huber_loss": "the Huber loss with δ = 0.25",
    "binary_cross_entropy": "the binary cross-entropy",
}


PARAMS = {"huber_loss": {"delta": 0.25}}  # so that differences of usual size lie on either side


@twin
def loss(exercise: Exercise) -> Iterator[Twin]:
    """Another loss of the same output and target."""
    graph = exercise.graph
    assert graph is not None
    place = next((node for node in graph.nodes if node.op.name in WORDS), None)
    if place is None:
        return
    for name in WORDS:
        if name != place.op.name and _fits(name, place, exercise):
            swapped = replace(place, op=OPS[name](**PARAMS.get(name, {})))
            nodes = tuple(swapped if node == place else node for node in graph.nodes)
            yield Twin(
                name,
                f"What if the error were {WORDS[name]}?",
                f"Now the error is {WORDS[name]}.",
                Graph(nodes, graph.updates),
            )


def _fits(name: str, place: Node, exercise: Exercise) -> bool:
    """Whether that loss can be put there and is another one there."""
    output, t = place.inputs[0], exercise.leaves.get(place.inputs[1])
    if t is None:
        return False
    if name == "binary_cross_entropy":
        makers = {node.name: node.op.name for node in exercise.graph.nodes}  # type: ignore[union-attr]
        return makers.get(output) == "sigmoid" and bool(np.all((t >= 0) & (t <= 1)))
    squared = {"half_squared_error", "mse_loss"}
    return not (t.size == 2 and {name, place.op.name} == squared)  # a half of two is their mean
