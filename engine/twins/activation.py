"""Twins with another activation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ..exercise.exercise import Exercise
from ..graph.graph import Graph
from ..graph.layers import layers
from ..ops._base import OPS
from ._base import Twin, twin

# What follows reads its input as a probability or a gate: only a sigmoid fits there.
BETWEEN_0_AND_1 = frozenset(
    {"binary_cross_entropy", "gru_candidate", "gru_state", "lstm_output", "lstm_state"}
)
ALIKE_ABOVE_0 = frozenset({"elu", "leaky_relu", "relu"})


@twin
def activation(exercise: Exercise) -> Iterator[Twin]:
    """Another activation in all hidden layers; of a single layer, in that one."""
    graph = exercise.graph
    assert graph is not None
    found = _places(graph)
    if found:
        where = "hidden activation" if len(layers(graph)) > 1 else "activation"
        now = next(node.op.name for node in graph.nodes if node.name in found)
        same = ALIKE_ABOVE_0 if now in ALIKE_ABOVE_0 and _pooled(graph, found) else {now}
        for name, called in words().items():
            if name not in same:
                yield Twin(
                    name,
                    f"What if the {where} were {called}?",
                    f"Now the {where} is {called}.",
                    _with(graph, found, name),
                )


@cache
def words() -> dict[str, str]:
    """What each activation is called that can take the place of another."""
    return {name: op.what_if for name, op in OPS.items() if op.what_if}


def _places(graph: Graph) -> frozenset[str]:
    """The nodes of the first activation, output layers of deeper networks aside."""
    found = [node for node in graph.nodes if node.op.what_if]
    network = layers(graph)
    outputs = {network[-1].output} if len(network) > 1 else set()
    fixed = {x for node in graph.nodes if node.op.name in BETWEEN_0_AND_1 for x in node.inputs}
    free = [node for node in found if node.name not in outputs | fixed]
    return frozenset(node.name for node in free if node.op.name == free[0].op.name)


def _pooled(graph: Graph, places: frozenset[str]) -> bool:
    """Whether only the largest go on: what an activation does below 0 is then lost."""
    return any(node.op.name == "max_pool2d" and places & {*node.inputs} for node in graph.nodes)


def _with(graph: Graph, places: frozenset[str], name: str) -> Graph:
    nodes = (replace(n, op=OPS[name]()) if n.name in places else n for n in graph.nodes)
    return Graph(tuple(nodes), graph.updates)
