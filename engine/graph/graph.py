"""Ops wired by name, in computing order. `run` and `backward` are two views of one program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from ..ops._base import Op
from ..ops._signature import check_call
from .expand import expand
from .node import Node
from .program import Program, execute
from .quantity import split, symbol

NEW = "_new"  # of what an optimiser makes of the weight and of each thing it remembers


@dataclass(frozen=True, repr=False)
class Graph:
    """A computation graph; the last node is the loss that gradients are of.

    Every name that is not a node is a leaf. `updates` are the steps of an optimiser, named
    `updated.<leaf>`.
    """

    nodes: tuple[Node, ...] = ()
    updates: tuple[Node, ...] = ()

    def then(self, name: str, op: Op, *inputs: str) -> Graph:
        """This graph with one more node.

        `ValueError` where the name is taken or used already, or the op takes other inputs.
        """
        if name in self.names or name in self.leaves or "." in name:
            raise ValueError(f"The name {name!r} is taken or has a dot; pick another for the node.")
        check_call(name, op, inputs)
        return replace(self, nodes=(*self.nodes, Node(name, op, inputs)))

    def update(self, optimizer: Op, *names: str) -> Graph:
        """This graph followed by one step of an optimiser on each of the named leaves."""
        steps = tuple(Node(f"updated.{name}", optimizer, (name, f"grad.{name}")) for name in names)
        for step in steps:
            check_call(step.name, optimizer, step.inputs)
        return replace(self, updates=(*self.updates, *steps))

    def descend(self, rule: Graph, *names: str) -> Graph:
        """This graph followed by one step of an optimiser's graph on each of the named leaves.

        What the optimiser remembers of `W1` is a leaf `v_w1`, and `updated.v_w1` after the step.
        """
        made = {node.name: node.name.removesuffix(NEW) for node in rule.nodes}
        steps = []
        for weight in names:
            own = {"w": weight, "g": f"grad.{weight}"}
            for node in rule.nodes:
                inputs = [
                    f"updated.{remembered(made[name], weight)}" if name in made
                    else own.get(name) or remembered(name, weight)
                    for name in node.inputs
                ]  # fmt: skip
                name = f"updated.{remembered(made[node.name], weight)}"
                steps.append(Node(name, node.op, tuple(inputs)))
        return replace(self, updates=(*self.updates, *steps))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the nodes in computing order."""
        return tuple(node.name for node in self.nodes)

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """Names of the leaves in order of first use."""
        names = set(self.names)
        read = (x for node in (*self.nodes, *self.updates) for x in node.inputs)
        return tuple(dict.fromkeys(x for x in read if x not in names and "." not in x))

    @cached_property
    def parameters(self) -> frozenset[str]:
        """Arrays without a batch axis: weights, biases and what an optimiser makes of them."""
        found = {node.inputs[position] for node in self.nodes for position in node.op.parameters}
        for step in self.updates:
            own = {split(name)[1] for name in (*step.inputs, step.name)}
            found |= own if own & found else set()
        return frozenset(found)

    @cached_property
    def program(self) -> Program:
        """The whole graph as instructions: forward, backward, updates."""
        return expand(self.nodes, self.updates)

    def run(self, leaves: Mapping[str, Any]) -> dict[str, Any]:
        """Values of all nodes, leaves included; `KeyError` names a missing leaf."""
        missing = [name for name in self.leaves if name not in leaves]
        if missing:
            unknown = ", ".join(name for name in leaves if name not in self.leaves)
            hint = f" {unknown} is no leaf of this graph." if unknown else ""
            raise KeyError(f"no value for the leaves {', '.join(missing)}.{hint}")
        arrays = {
            name: np.asarray(leaf, float) if isinstance(leaf, (list, tuple, int)) else leaf
            for name, leaf in leaves.items()
        }
        return execute(self.program, arrays, stop=self.program.forward)

    def backward(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Gradient of the last node w.r.t. every array, by its name; `values` from `run`."""
        program = self.program
        arrays = execute(program, values, start=program.forward, stop=program.backward)
        return {
            name.removeprefix("grad."): array
            for name, array in arrays.items()
            if name.startswith("grad.") and "@" not in name
        }

    def __repr__(self) -> str:
        return f"Graph({'; '.join(map(repr, (*self.nodes, *self.updates)))})"

    def _repr_latex_(self) -> str:
        """Its rules line by line, as notebooks show them."""
        rules = r" \\ ".join(
            f"{symbol(node.name)} &= {node.op.latex(*map(symbol, node.inputs))}"
            for node in self.nodes
        )
        return rf"$\begin{{aligned}}{rules}\end{{aligned}}$"

    def as_list(self) -> list[dict[str, Any]]:
        """The nodes and the updates, JSON-ready."""
        return [node.as_dict() for node in (*self.nodes, *self.updates)]


def remembered(name: str, weight: str) -> str:
    """What an optimiser calls `v` is `v_w1` for the weight `W1`; the weight `w` is itself."""
    letters = weight.rstrip("0123456789")
    digits = weight.removeprefix(letters)
    return weight if name == "w" else f"{name}_{letters.replace('_', '').lower()}{digits}"
