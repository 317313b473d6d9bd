"""The names one may write on the whiteboard: every number of the exercise, in the usual spellings.

An entry is known by its name among the parts (`value.h[0]`, `grad.W1[0,1]`); a derivative of one
value by another as `value.y[0]/value.z2[0]`. Spellings that fit several entries fit none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..derivation.derivation import Page
from ..exercise.exercise import Exercise
from ..formula import activations
from ..formula.names import canonical
from ..formula.writer import symbol_to_latex
from ..graph.quantity import label, symbol

_NODE = re.compile(r"([A-Za-z]+)((?:_[a-z]+)*)(\d*)")
_SETTINGS = {"lr": "eta", "strength": "lambda", "weight_decay": "lambda"}  # as on paper
SETTING = "setting."


@dataclass(frozen=True)
class BoardName:
    """One name: how the program knows it, its LaTeX, and how to type it."""

    name: str
    latex: str
    typed: str
    given: bool  # a leaf or a setting, with nothing behind it


class Vocabulary:
    """The names of one exercise."""

    def __init__(self, exercise: Exercise) -> None:
        assert exercise.graph is not None
        self.page, self.graph = Page(exercise), exercise.graph
        self.loss = exercise.graph.names[-1]
        self.cells = {
            name: (array, quantity)
            for name, (array, quantity) in self.page.cells.items()
            if "@" not in array
        }
        self.settings = dict(_settings(exercise))

    @cached_property
    def entries(self) -> dict[str, BoardName]:
        """Values, updates and settings by name, in computing order."""
        found = {}
        for name, (array, quantity) in self.cells.items():
            if quantity.kind != "grad":
                given = self.page.program.position(array) < 0
                found[name] = BoardName(name, self.latex(name), self.typed(name), given)
        for name in self.settings:
            typed = name.removeprefix(SETTING)
            found[name] = BoardName(name, symbol_to_latex(typed), typed, True)
        return found

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Canonical spelling → name; the short ones first, so that longer ones step back."""
        found: dict[str, str] = {}
        ways = {name: list(self._ways(name)) for name in self.entries}
        for rank in range(max(map(len, ways.values()))):
            claimed: dict[str, set[str]] = {}
            for name, spelt in ways.items():
                if rank < len(spelt) and canonical(spelt[rank]) not in found:
                    claimed.setdefault(canonical(spelt[rank]), set()).add(name)
            found |= {key: names.pop() for key, names in claimed.items() if len(names) == 1}
        return found

    @cached_property
    def functions(self) -> dict[str, str]:
        """The activations that may be applied by name, with this exercise's parameters."""
        return activations.names(node.op for node in self.graph.nodes)

    @cached_property
    def written(self) -> dict[str, str]:
        """LaTeX of an entry, without spaces → name, where it is more than a letter."""
        return {
            entry.latex.replace(" ", ""): name
            for name, entry in self.entries.items()
            if any(mark in entry.latex for mark in "_^\\")
        }

    def cell(self, kind: str, node: str, index: tuple[int, ...]) -> str | None:
        """The name of the entry of an array as parts are named; case matters only where it must."""
        where = f"[{','.join(map(str, index))}]" if index else ""
        wanted = f"{kind}.{node}{where}"
        if wanted in self.cells:
            return wanted
        near = [name for name in self.cells if name.lower() == wanted.lower()]
        return near[0] if len(near) == 1 else None

    def derivative(self, above: str, below: str) -> str:
        """The name of d(above)/d(below), which is a gradient if `above` is the loss."""
        if self._is_loss(above):
            grad = below.replace("value.", "grad.", 1)
            return grad if grad in self.cells else f"{above}/{below}"
        return f"{above}/{below}"

    def latex(self, name: str) -> str:
        """LaTeX of any name."""
        if "/" in name:
            above, below = map(self.latex, name.split("/"))
            return rf"\frac{{\partial {above}}}{{\partial {below}}}"
        if name in self.settings:
            return symbol_to_latex(name.removeprefix(SETTING))
        if name == f"value.{self.loss}":  # of several entries: all of them
            return symbol(self.loss)
        array, quantity = self.cells[name]
        return label(quantity, np.shape(self.page.values[array]), symbol(self.loss))

    def typed(self, name: str) -> str:
        """How a learner would type a name."""
        if "/" in name:
            above, below = map(self.typed, name.split("/"))
            return f"d{above}/d{below}"
        if name in self.settings:
            return name.removeprefix(SETTING)
        array, quantity = self.cells[name]
        if quantity.kind == "grad":
            below = name.replace("grad.", "value.", 1)
            return f"d{self.loss}/d{self.typed(below)}"
        return next(self._ways(name))

    def _is_loss(self, name: str) -> bool:
        if name == f"value.{self.loss}":
            return True
        array, _ = self.cells.get(name, ("", None))
        return array == self.loss and np.size(self.page.values[array]) == 1

    def _ways(self, name: str) -> Iterator[str]:
        """Spellings of an entry, the one we use first."""
        if name in self.settings:
            paper = name.removeprefix(SETTING)
            yield paper
            yield from (field for field, spelt in _SETTINGS.items() if spelt == paper)
            return
        array, quantity = self.cells[name]
        shape = np.shape(self.page.values[array])
        shown = shape[1:] if quantity.batch_dropped else shape
        letters, mark, digits = _NODE.fullmatch(quantity.node).groups()  # type: ignore[union-attr]
        index = quantity.shown
        lower = letters.lower() if len(index) > 1 and letters.isupper() else letters
        mark = (mark or "") + ("_new" if quantity.kind == "updated" else "")
        kept = [i + 1 for i, length in zip(index, shown, strict=True) if length > 1]
        apart = "," if max(shown, default=0) > 9 else ""
        for head in dict.fromkeys((lower, letters)):
            yield _spelling(head, mark, digits, apart.join(map(str, kept)))
        for head in dict.fromkeys((lower, letters)):
            yield _spelling(head, mark, digits, apart.join(str(i + 1) for i in index))
        if quantity.kind == "updated":
            yield f"{lower}{digits}{apart.join(map(str, kept))}_new"

    def with_layer(self, letters: str, layer: str, index: str) -> str | None:
        """The entry written as w^{(1)}_{12}."""
        name = self.spellings.get(canonical(_spelling(letters, "", layer, index)))
        return name if name in self.cells and self.cells[name][1].node.endswith(layer) else None


def _spelling(letters: str, mark: str, digits: str, index: str) -> str:
    """`w1_12`, `h2`, `m_hat_1`: an underscore sets the index off from a digit or a word."""
    apart = "_" if index and (digits or mark) else ""
    return f"{letters}{mark}{digits}{apart}{index}"


def _settings(exercise: Exercise) -> Iterator[tuple[str, float]]:
    """Names of the numbers that ops are set to, where all of them agree."""
    assert exercise.graph is not None
    found: dict[str, set[float]] = {}
    for node in (*exercise.graph.nodes, *exercise.graph.updates):
        for name, value in node.op.params().items():
            if isinstance(value, float):
                found.setdefault(_SETTINGS.get(name, name), set()).add(value)
    taken = {node.name for node in exercise.graph.nodes} | set(exercise.graph.leaves)
    for spelt, values in found.items():
        if len(values) == 1 and spelt not in taken:
            yield f"{SETTING}{spelt}", values.pop()
