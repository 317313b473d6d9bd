"""A node of a graph: an op, and the names of what it is applied to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..ops._base import Op


@dataclass(frozen=True, repr=False)
class Node:
    """The output of an op applied to named arrays."""

    name: str
    op: Op
    inputs: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "op": self.op.name,
            "params": self.op.params(),
            "inputs": list(self.inputs),
        }

    def __repr__(self) -> str:
        params = ", ".join(f"{name}={value!r}" for name, value in self.op.params().items())
        rule = f"{self.op.name}[{params}]" if params else self.op.name
        return f"{self.name} = {rule}({', '.join(self.inputs)})"
