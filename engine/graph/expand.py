"""A graph expands into one program: its nodes, the steps back through them, and the updates.

Where a value fans out, the program adds up what comes back explicitly.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from ..ops._base import OPS
from ..ops.gradient_sum import GradientSum
from .node import Node
from .program import Instruction, Program, needed_for


@lru_cache(maxsize=256)  # variants of a template share it, and what is known of it
def expand(nodes: tuple[Node, ...], steps: tuple[Node, ...]) -> Program:
    """The program of a graph: its nodes, the gradient of its last node, the optimiser's steps."""
    forward = [Instruction(node.op, "forward", node.inputs, (node.name,)) for node in nodes]
    backward: list[Instruction] = []
    waiting: dict[str, list[str]] = {}  # array -> contributions to its gradient, oldest first
    needed = needed_for([nodes[-1].name], forward)  # by the loss
    matter = [node for node in nodes if node.name in needed]
    uses = Counter(name for node in matter for name in node.inputs)
    losses = {node.inputs[0]: node for node in matter if uses[node.inputs[0]] == 1}
    for node in reversed(matter):
        outputs = []
        for position, name in enumerate(node.inputs):
            alone = f"grad.{name}"
            outputs.append(alone if uses[name] == 1 else f"{alone}@{node.name}.{position}")
            waiting.setdefault(name, []).append(outputs[-1])
        inputs = (f"grad.{node.name}", node.name, *node.inputs)
        backward.append(
            _through_both(node, losses.get(node.name), tuple(outputs))
            or Instruction(node.op, "vjp", inputs, tuple(outputs))
        )
        backward += [
            Instruction(GradientSum(), "forward", tuple(waiting[name]), (f"grad.{name}",))
            for name in dict.fromkeys(node.inputs)
            if uses[name] > 1 and len(waiting[name]) == uses[name]
        ]
    updates = [Instruction(node.op, "forward", node.inputs, (node.name,)) for node in steps]
    ahead = len(forward) + len(backward)
    return Program((*forward, *backward, *updates), len(forward), ahead)


def _through_both(node: Node, loss: Node | None, outputs: tuple[str, ...]) -> Instruction | None:
    """One step back through a loss and the activation before it, where their slopes cancel."""
    if loss is None or node.op.name not in loss.op.cancels:
        return None
    inputs = (f"grad.{loss.name}", *loss.inputs)
    return Instruction(OPS[loss.op.cancels[node.op.name]](), "forward", inputs, outputs)
