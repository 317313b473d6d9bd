"""An exercise read with `mpmath`: its leaves from their decimal text, its nodes, what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mpmath
import numpy as np

from ..exercise.exercise import Exercise
from ..graph.bent import at
from ..graph.graph import Graph
from ..graph.program import execute
from ..graph.quantity import Quantity, split


def graph_of(exercise: Exercise) -> Graph:
    """The graph of an exercise; `ValueError` where it has none."""
    if exercise.graph is None:
        raise ValueError(f"{exercise.template} is no exercise over a graph; it proves itself.")
    return exercise.graph


def values_of(exercise: Exercise) -> dict[str, Any]:
    """The leaves and all nodes of the graph, to the digits that `mpmath` works with now."""
    program = graph_of(exercise).program
    read = np.frompyfunc(lambda value: mpmath.mpf(repr(float(value))), 1, 1)
    leaves = {name: read(leaf) for name, leaf in exercise.leaves.items()}
    return execute(program, leaves, stop=program.forward)


def total(values: Mapping[str, Any], graph: Graph) -> Any:
    """The last node; the sum of its entries where it is an array."""
    return np.asarray(values[graph.names[-1]], dtype=object).sum()


def array_behind(graph: Graph, quantity: Quantity) -> str:
    """The node that a quantity is the value, the gradient or the update of."""
    return split(graph.program.gradient_behind(quantity.array))[1]


def answer(graph: Graph, quantity: Quantity, values: Mapping[str, Any], number: Any) -> float:
    """The value or the gradient itself, or what the optimiser makes of that gradient."""
    steps = {node.name: node for node in graph.updates}

    def worth(name: str) -> Any:
        if step := steps.get(name):
            return step.op.forward(*map(worth, step.inputs))
        return number if "." in name else at(values[name], quantity.index)

    return float(worth(quantity.array) if quantity.kind == "updated" else number)
