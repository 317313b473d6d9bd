"""The table `[graph]` of a question file: a computation graph as data.

A network is written in a line (`layers = "2-3-2-1"`), or node by node, or both: the nodes follow
the layers. These dataclasses are the schema, which `engine.exercise.schema` reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

HALF_SQUARED = "half_squared_error"
LEVEL_NAMES = {1: "easy", 2: "medium", 3: "hard"}


@dataclass(frozen=True)
class LeafData:
    """How the numbers of a given array are drawn; what is not said is as in other exercises."""

    shape: tuple[int, ...] | None = None
    low: float | None = None
    high: float | None = None
    decimals: int | None = None
    choices: tuple[float, ...] = ()  # each entry is one of these
    one_hot: bool = False  # each row has a 1 and zeros
    values: Any = None  # always these numbers
    means: str = ""  # what it is, for the statement: the input


@dataclass(frozen=True)
class NodeData:
    """One node: its op with its parameters, and the names of the op's inputs."""

    name: str
    op: str
    inputs: tuple[str, ...]
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class FormulaData:
    """An activation by its formula in z, and its derivative if the author has a nicer one."""

    rule: str
    slope: str = ""


@dataclass(frozen=True)
class AskedData:
    """What is asked at each level, and in the full drill: `h1`, `grad.W1[0,1]`, `updated.b2`."""

    easy: tuple[str, ...] = ()
    medium: tuple[str, ...] = ()
    hard: tuple[str, ...] = ()
    drill: tuple[str, ...] = ()


@dataclass(frozen=True)
class UpdateData:
    """One step of an optimiser on some of the weights."""

    leaves: tuple[str, ...]
    rate: float = 0.1
    optimiser: str = "sgd"
    step: int = 2  # its number, from 1; what earlier ones left is drawn
    constants: Mapping[str, float] = field(default_factory=dict)  # beta1, where not as usual


@dataclass(frozen=True)
class GraphData:
    """A graph, how its leaves are drawn, and what is asked of it."""

    asked: AskedData
    statement: str = ""  # Markdown, which the list of what is asked follows
    layers: str = ""  # 2-3-2-1: inputs, units of each layer
    activations: tuple[str, ...] = ()  # of each layer; none for a linear one
    skips: tuple[str, ...] = ()  # h1 -> h2: h1 is added to the output of that layer
    loss: str = ""  # read by the last output and t
    loss_params: Mapping[str, Any] = field(default_factory=dict)
    formulas: Mapping[str, FormulaData] = field(default_factory=dict)  # activations by name
    nodes: tuple[NodeData, ...] = ()
    leaves: Mapping[str, LeafData] = field(default_factory=dict)
    update: UpdateData | None = None

    @property
    def by_level(self) -> dict[int, tuple[str, ...]]:
        """What is asked at each level that asks for anything."""
        asked = {level: getattr(self.asked, name) for level, name in LEVEL_NAMES.items()}
        return {level: names for level, names in asked.items() if names}
