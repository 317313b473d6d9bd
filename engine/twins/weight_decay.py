"""Twins with weight decay."""

from __future__ import annotations

from collections.abc import Iterator

from ..exercise.exercise import Exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Twin, twin
from .loss import WORDS as LOSSES

STRENGTH = 0.2
WEIGHTED = frozenset({"affine", "linear"})


@twin
def weight_decay(exercise: Exercise) -> Iterator[Twin]:
    """An L2 penalty on every weight matrix, not on the biases."""
    graph = exercise.graph
    assert graph is not None
    weights = list(dict.fromkeys(n.inputs[1] for n in graph.nodes if n.op.name in WEIGHTED))
    asked = {q.node for q in exercise.asked if q.kind != "value"}
    if graph.nodes[-1].op.name in LOSSES and asked & set(weights):
        yield Twin(
            "weight_decay",
            "What if weight decay were added?",
            rf"Now the weights decay: $\frac{{\lambda}}{{2}} \sum w^2$ with "
            rf"$\lambda = {STRENGTH}$ is added to the error; biases are not penalised.",
            _penalised(graph, weights),
        )


def _penalised(graph: Graph, weights: list[str]) -> Graph:
    """The error plus the penalty of each weight matrix; J is their sum."""
    total = graph.names[-1]
    for count, w in enumerate(weights, 1):
        digit = str(count) if len(weights) > 1 else ""
        name = "J" if count == len(weights) else f"J{count}"
        graph = graph.then(f"R{digit}", OPS["l2_penalty"](STRENGTH), w)
        graph, total = graph.then(name, OPS["penalised_loss"](), total, f"R{digit}"), name
    return graph
