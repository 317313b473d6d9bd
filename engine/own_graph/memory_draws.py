"""What an optimiser remembers of the weights of an author's graph, and how it is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..draw import Draw
from ..errors import BadQuestion
from ..graph.graph import NEW, Graph, remembered
from .graph_data import GraphData, LeafData, NodeData
from .leaf_draws import Drawn, drawers
from .update_step import chosen, rule_of

DIGITS = 3  # of what is remembered


@dataclass(frozen=True)
class Remembered(Drawn):
    """What an optimiser remembers of a weight after steps by gradients that are drawn."""

    rule: Graph
    name: str
    earlier: int

    def __call__(self, draw: Draw) -> np.ndarray:
        memory = np.zeros(self.shape)
        node = next(node for node in self.rule.nodes if node.name == self.name + NEW)
        for _ in range(self.earlier):
            size = draw.array(*self.shape, low=0.1, high=0.9)
            signs = [draw.choice((-1, 1)) for _ in range(size.size)]
            memory = node.op.forward(memory, size * np.reshape(signs, self.shape))
        return np.vectorize(lambda entry: float(f"{entry:.{DIGITS}g}"))(memory)


def memory_leaves(data: GraphData, nodes: Sequence[NodeData]) -> dict[str, tuple[str, str]]:
    """The leaves that hold what an optimiser remembers: what it calls it, and of which weight."""
    if data.update is None:
        return {}
    found = {
        remembered(name, weight): (name, weight)
        for weight in data.update.leaves
        for name in chosen(data.update).memory
    }
    for leaf in {name for node in nodes for name in (node.name, *node.inputs)} & found.keys():
        what = f"{leaf} is what the optimiser remembers of {found[leaf][1]}."
        raise BadQuestion(f"{what} Give the other {leaf} another name.", ("graph", "nodes"))
    return found


def memory_draws(
    data: GraphData,
    memory: Mapping[str, tuple[str, str]],
    leaves: Mapping[str, Drawn],
    said: Mapping[str, LeafData],
) -> dict[str, Drawn]:
    """What draws each of them: as its author says, or what earlier steps would have left."""
    found: dict[str, Drawn] = {}
    for leaf, (name, weight) in memory.items():
        if data.update is None or weight not in leaves:
            continue
        shape, rule = leaves[weight].shape, rule_of(data.update)
        if leaf in said:
            found |= drawers({leaf: replace(said[leaf], shape=shape)})
        else:
            found[leaf] = Remembered(LeafData(), shape, rule, name, data.update.step - 1)
    return found
