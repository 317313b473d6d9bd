"""Which exercises are a plain chain of layers, so that a picture shows everything."""

from __future__ import annotations

from itertools import pairwise

from engine.exercise.exercise import Exercise
from engine.graph.layers import Layer

TARGET = "t"  # what the error compares the output with


def is_chain(exercise: Exercise, found: tuple[Layer, ...]) -> bool:
    """Whether the graph is just these layers in a row, optionally followed by an error."""
    assert exercise.graph is not None
    leaves, first = exercise.leaves, found[0].inputs
    last = exercise.graph.nodes[-1]
    own = {name for layer in found for name in (layer.z, layer.output)}
    return (
        first in leaves
        and len(leaves[first]) == 1
        and all(after.inputs == before.output for before, after in pairwise(found))
        and all(layer.weights in leaves and layer.bias in leaves for layer in found)
        and all(node.name in own for node in exercise.graph.nodes[:-1])
        and (last.name in own or TARGET in last.inputs)
    )
