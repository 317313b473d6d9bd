"""Twins without biases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..exercise.exercise import Exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Twin, twin


@twin
def no_bias(exercise: Exercise) -> Iterator[Twin]:
    """Every weighted sum without its bias."""
    graph = exercise.graph
    assert graph is not None
    biases = {node.inputs[2] for node in graph.nodes if node.op.name == "affine"}
    if not biases or all(quantity.node in biases for quantity in exercise.asked):
        return
    nodes = (
        replace(node, op=OPS["linear"](), inputs=node.inputs[:2])
        if node.op.name == "affine"
        else node
        for node in graph.nodes
    )
    updates = (
        node for node in graph.updates
        if graph.program.gradient_behind(node.name) not in {f"grad.{bias}" for bias in biases}
    )  # fmt: skip
    yield Twin(
        "no_bias",
        "What if there were no bias?",
        "Now there is no bias: every pre-activation is just a weighted sum.",
        Graph(tuple(nodes), tuple(updates)),
    )
