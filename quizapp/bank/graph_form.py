"""From the composer's form to the table `[graph]` of a question file.

The form is flat: `layers`, `node.0.op`, `leaf.x.low`, and `ask.easy` once for each array asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine import OPS, BadQuestion
from engine.optimisers._base import OPTIMISERS
from engine.own_graph.graph_data import LEVEL_NAMES, UpdateData
from engine.own_graph.short_form import sizes_of
from engine.own_graph.update_step import PLAIN

from .form_text import with_point
from .lines import Where

Fields = Mapping[str, Sequence[str]]  # name of a field -> all that was sent under it

LEAF_KEYS = ("shape", "low", "high", "decimals", "choices", "values", "means")
ASKED_AT = (*LEVEL_NAMES.values(), "drill")
USUAL = "sigmoid"
MOST_ROWS = 60
_NUMBER = re.compile(r"[-+−]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?")
FORMULAS = ("graph", "formulas")
_FORMULA = re.compile(r"\s*([a-zA-Z]\w*)(['′]?)\s*(?:\(\s*z\s*\))?\s*=\s*(.+)")
_BETWEEN = re.compile(r"[,;\s×x]+")


@dataclass(frozen=True)
class GraphForm:
    """What was typed and ticked, unchanged."""

    fields: Fields

    def text(self, name: str, usual: str = "") -> str:
        """The first value of a field."""
        return next(iter(self.fields.get(name, ())), usual).strip()

    def all(self, name: str) -> list[str]:
        """Every value of a field that says anything."""
        return [value.strip() for value in self.fields.get(name, ()) if value.strip()]

    @property
    def level(self) -> int:
        """The level of the question itself."""
        text = self.text("level", "2")
        return int(text) if text in {"1", "2", "3"} else 2

    @property
    def activations(self) -> list[str]:
        """Of each layer, as many as there are; of more or fewer layers, the usual one."""
        try:
            count = len(sizes_of(self.text("layers"))) - 1
        except BadQuestion:
            return self.all("activation")
        chosen = self.all("activation") or [USUAL]
        return (chosen + [USUAL] * count)[:count]

    @property
    def formulas(self) -> dict[str, dict[str, str]]:
        """The author's own activations: lines such as f(z) = z / sqrt(1 + z^2), f'(z) = …"""
        found: dict[str, dict[str, str]] = {}
        for line in filter(str.strip, self.text("formulas").splitlines()):
            read = _FORMULA.fullmatch(line)
            if not read:
                advice = "Write one a line, like f(z) = z / sqrt(1 + z^2)."
                raise BadQuestion(f"{line.strip()!r} isn't a formula. {advice}", FORMULAS)
            name, prime, text = read.groups()
            if prime and name not in found:
                raise BadQuestion(f"Write {name}(z) = … above its derivative.", FORMULAS)
            found.setdefault(name, {})["slope" if prime else "rule"] = text.strip()
        return found

    @property
    def own_names(self) -> list[str]:
        """What the author's own activations are called, as far as they can be read."""
        try:
            return list(self.formulas)
        except BadQuestion:
            return []

    @property
    def rows(self) -> list[str]:
        """The numbers of the node rows, in order."""
        found = {name.split(".")[1] for name in self.fields if name.startswith("node.")}
        return sorted((one for one in found if one.isdecimal()), key=int)[:MOST_ROWS]

    @property
    def leaf_names(self) -> list[str]:
        """The leaves that the form says anything about."""
        found = (name.split(".") for name in self.fields if name.startswith("leaf."))
        return list(dict.fromkeys(parts[1] for parts in found if len(parts) == 3))

    def added(self) -> GraphForm:
        """The form with one more node at the end, which reads the one before."""
        new = str(int(self.rows[-1]) + 1 if self.rows else 0)
        start = {f"node.{new}.name": [""], f"node.{new}.op": ["tanh"], f"node.{new}.inputs": [""]}
        return GraphForm({**self.fields, **start})

    def removed(self, row: str) -> GraphForm:
        """The form without a node."""
        kept = {name: value for name, value in self.fields.items()
                if not name.startswith(f"node.{row}.")}  # fmt: skip
        return GraphForm(kept)

    def graph(self) -> dict[str, Any]:
        """The table `[graph]`; `BadQuestion` where a number can't be read."""
        layers, loss = self.text("layers"), self.text("loss")
        found: dict[str, Any] = {
            "statement": self.text("statement").replace("\r\n", "\n"),
            "layers": layers,
            "activations": self.activations if layers else [],
            "formulas": self.formulas,
            "skips": [one.strip() for one in re.split("[,;\n]", self.text("skips")) if one.strip()],
            "loss": loss,
            "loss_params": self._params("loss", loss, ("graph", "loss_params")),
            "nodes": [self._node(row, at) for at, row in enumerate(self.rows)],
        }
        found = {key: value for key, value in found.items() if value}
        if leaves := self.all("update"):
            found["update"] = self._update(leaves)
        said = {name: self._leaf(name) for name in self.leaf_names}
        if said := {name: leaf for name, leaf in said.items() if leaf}:
            found["leaves"] = said
        found["asked"] = {at: asked for at in ASKED_AT if (asked := self.asked(at))}
        return found

    @property
    def optimiser(self) -> str:
        """The optimiser of the step."""
        return self.text("optimiser") or PLAIN

    def _update(self, leaves: list[str]) -> dict[str, Any]:
        """The step on these weights, with what is not as usual."""
        where = ("graph", "update")
        rate = self.number(self.text("rate") or "0.1", (*where, "rate"))
        found: dict[str, Any] = {"leaves": leaves, "rate": rate}
        if self.optimiser == PLAIN:
            return found
        found["optimiser"] = self.optimiser
        step = self.number(self.text("step") or "2", (*where, "step"), whole=True)
        constants = {
            name: self.number(text, (*where, "constants", name))
            for name in constants_of(self.optimiser)
            if (text := self.text(f"constant.{name}"))
        }
        found |= {"step": step} if step != UpdateData.step else {}
        return found | ({"constants": constants} if constants else {})

    def asked(self, at: str) -> list[str]:
        """What is asked at a level: whole arrays, then single numbers."""
        single = re.findall(r"[\w.]+\[[\d,\s]*\]|[\w.]+", self.text(f"only.{at}"))
        return list(
            dict.fromkeys([*self.all(f"ask.{at}"), *(re.sub(r"\s", "", s) for s in single)])
        )

    def _node(self, row: str, at: int) -> dict[str, Any]:
        op = self.text(f"node.{row}.op")
        inputs = [one for one in _split(self.text(f"node.{row}.inputs"), r"[,;\s]+") if one]
        found = {"name": self.text(f"node.{row}.name"), "op": op, "inputs": inputs}
        params = self._params(f"node.{row}", op, ("graph", "nodes", at, "params"))
        return found | ({"params": params} if params else {})

    def _params(self, above: str, op: str, where: Where) -> dict[str, Any]:
        """The parameters of an op that are not as usual."""
        known = params_of(op)
        found = {}
        for name, usual in known.items():
            text = self.text(f"{above}.param.{name}")
            if text:
                value = self.values(text, (*where, name)) if isinstance(usual, tuple) else (
                    self.number(text, (*where, name), whole=isinstance(usual, int)))  # fmt: skip
                if value != (list(usual) if isinstance(usual, tuple) else usual):
                    found[name] = value
        return found

    def _leaf(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key in LEAF_KEYS:
            text, where = self.text(f"leaf.{name}.{key}"), ("graph", "leaves", name, key)
            if not text:
                continue
            if key == "means":
                found[key] = text
            elif key == "choices" and text.casefold() in ("one-hot", "one hot"):
                found["one_hot"] = True
            elif key == "choices":
                found[key] = self.values(text, where)
            elif key == "shape":
                found[key] = [self.number(one, where, whole=True) for one in _split(text)]
            elif key == "values":
                rows = [self.values(row, where) for row in text.split(";") if row.strip()]
                found[key] = rows if ";" in text else rows[0]
            else:
                found[key] = self.number(text, where, whole=key == "decimals")
        return found

    def values(self, text: str, where: Where) -> list[Any]:
        """Numbers between commas or spaces."""
        return [self.number(one, where) for one in _split(text, r"[,\s]+")]

    def number(self, text: str, where: Where, *, whole: bool = False) -> Any:
        """A number that was typed; `BadQuestion` at its field if it is none."""
        said = with_point(text)
        if not _NUMBER.fullmatch(said) or len(said) > 20:
            raise BadQuestion(f"{text!r} isn't a number. Write it like 0.5 or −2.", where)
        found = float(said.replace("−", "-"))
        if whole and found != int(found):
            raise BadQuestion(f"{text} isn't a whole number.", where)
        return int(found) if whole or found == int(found) and "." not in said else found


def constants_of(optimiser: str) -> dict[str, float]:
    """The constants of an optimiser that can be chosen, with their usual values."""
    return OPTIMISERS[optimiser].constants if optimiser in OPTIMISERS else {}


def params_of(op: str) -> dict[str, Any]:
    """The parameters of an op that can be chosen, with their usual values."""
    if op not in OPS:
        return {}
    usual = OPS[op]().params()
    return {name: value for name, value in usual.items() if not isinstance(value, str)}


def _split(text: str, between: str = _BETWEEN.pattern) -> list[str]:
    return [one for one in re.split(between, text.strip()) if one]
