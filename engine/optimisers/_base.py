"""An optimiser is a graph: what one step makes of a weight, its gradient and its memory.

The leaves of the graph are the weight `w`, its gradient `g` and, where it has one, its memory; a
node `v_new` is what the memory `v` is after the step, `w_new` the new weight. Memory begins at 0.
Two leaves are gradients too: `g_tilde` of the same samples and `mu` of all samples, both at the
weights of a snapshot. Dropping a file into `engine/optimisers/` adds an optimiser.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass

from ..graph.graph import NEW, Graph
from ..registry import Registry

# (learning rate, number of the step from 1) -> its graph; further parameters are constants of the
# rule, with their usual values
Makes = Callable[..., Graph]

OPTIMISERS: Registry[Optimiser] = Registry("engine.optimisers")

SNAPSHOT = ("g_tilde", "mu")


@dataclass(frozen=True)
class Optimiser:
    """A named rule of descent."""

    name: str
    graph: Makes
    summary: str
    label: str  # as people call it: AdamW

    @property
    def memory(self) -> tuple[str, ...]:
        """What is kept of each weight from one step to the next, besides the weight."""
        nodes = self.graph(0.1, 1).names
        return tuple(name.removesuffix(NEW) for name in nodes
                     if name.endswith(NEW) and name != "w" + NEW)  # fmt: skip

    @property
    def constants(self) -> dict[str, float]:
        """The numbers of the rule besides the learning rate, as they usually are: β₁, β₂."""
        _, _, *others = inspect.signature(self.graph).parameters.values()
        return {each.name: each.default for each in others}

    @property
    def needs_snapshot(self) -> bool:
        """Whether it goes by gradients at a snapshot of the weights."""
        return bool(set(SNAPSHOT) & set(self.graph(0.1, 1).leaves))


def optimiser(function: Makes) -> Makes:
    """Decorator: register an optimiser under the function's name, which is its file's.

    What people call it is read off the first line of its docstring: `sgd` "Plain gradient
    descent: …", `adamw` "AdamW with …".
    """
    summary = (inspect.getdoc(function) or "").partition("\n")[0]
    name = function.__name__
    _check(function(0.1, 1))
    OPTIMISERS.add(name, Optimiser(name, function, summary, _label(name, summary)))
    return function


def _check(graph: Graph) -> None:
    """Raise ValueError with advice if it is not clear what one step makes of what."""
    memory = [name.removesuffix(NEW) for name in graph.names if name.endswith(NEW)]
    if "w" not in memory:
        raise ValueError(f"name the node that is the new weight w{NEW}")
    if unknown := sorted(set(graph.leaves) - {"w", "g", *SNAPSHOT, *memory}):
        raise ValueError(
            f"nothing gives {unknown[0]!r}: leaves are the weight w, its gradient g, and a memory "
            f"like v where a node v{NEW} says what it becomes"
        )


def _label(name: str, summary: str) -> str:
    """The words before the colon, or before `with`; else the name, as it is written there."""
    written = name.replace("_", "[ -]?")
    said = re.match(r"([^:.,]{2,40}?)(?=:| with )", summary) or re.search(
        rf"\b({written})\b", summary, re.IGNORECASE
    )
    return said[1] if said else name.replace("_", " ").capitalize()
