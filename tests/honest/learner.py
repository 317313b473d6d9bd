"""An honest learner: works through `exercise.graph` by rules of their own, and types the blanks.

Forward, then back by a reverse sweep, then the steps of the optimiser. Who has typed a number may
go on from what they typed. A slip changes one number, after which everything is honest again.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from types import SimpleNamespace
from typing import Any

import numpy as np

from . import by_hand
from .by_hand import losses
from .calculator import Calculator, Number, total, typed

HAND = [
    import_module(f"{by_hand.__name__}.{found.name}") for found in iter_modules(by_hand.__path__)
]
FORWARD = {op: routes for part in HAND for op, routes in part.FORWARD.items()}
BACKWARD = {op: routes for part in HAND for op, routes in getattr(part, "BACKWARD", {}).items()}
USUAL = "usual"
Routes = Mapping[str, str]  # "forward tanh" or "backward softmax" or "together softmax" -> route
Slip = Callable[[float, str], str]  # the number and how it would be typed -> what is typed


@dataclass(frozen=True)
class Learner:
    """`digits` are typed; `reuses` says whether what was typed is gone on from."""

    calculator: Calculator
    digits: int
    reuses: bool = False
    routes: Routes = field(default_factory=dict)
    slips: Mapping[str, Slip] = field(default_factory=dict)  # part name -> the slip in it
    hidden: tuple[str, tuple[int, ...], float] | None = None  # array, index, factor: on the way

    def responses(self, exercise: Any) -> dict[str, str]:
        """What stands in every blank."""
        return _Work(self, exercise).responses

    def typed(self, number: float) -> str:
        """A number as this person types it."""
        by = self.calculator
        if by.places is None or not math.isfinite(number):
            return typed(number, self.digits, by.cut)
        return f"{number:.{by.places}f}"


def work(learner: Learner, exercise: Any) -> dict[str, Number]:
    """Every array that this learner works out, by name; the leaves too."""
    return _Work(learner, exercise).env


def routes_of(exercise: Any) -> list[dict[str, str]]:
    """Every route beside the usual ones that can be taken in this exercise, one at a time."""
    nodes = exercise.graph.as_list()
    ops = dict.fromkeys(node["op"] for node in nodes)
    back = any(name.startswith(("grad.", "updated.")) for name in _arrays(exercise))
    found = [{f"forward {op}": route} for op in ops for route in routes_through(op, FORWARD)
             if route != USUAL]  # fmt: skip
    if back:
        found += [{f"backward {op}": route} for op in ops for route in BACKWARD.get(op, ())
                  if route != USUAL]  # fmt: skip
        found += [{f"together {first}": route} for first, last in losses.TOGETHER
                  if {first, last} <= set(ops) for route in ("together", "apart")]  # fmt: skip
    return found


def routes_through(op: str, rules: Mapping[str, Any]) -> Mapping[str, Any]:
    """The routes through an op, the usual one first."""
    if op not in rules:
        table = "FORWARD" if rules is FORWARD else "BACKWARD"
        raise LookupError(
            f"tests/honest/by_hand/ has no rule for {op}. Write one as a person would compute it, "
            f'the usual way first, into a {table} there: {{"{op}": {{"usual": lambda p, ...}}}}.'
        )
    return rules[op]


def _arrays(exercise: Any) -> list[str]:
    return [quantity.array for quantity in exercise.asked]


class _Work:
    """One learner at one exercise."""

    def __init__(self, learner: Learner, exercise: Any) -> None:
        self.learner, self.responses = learner, {}
        self.asked: dict[str, list[Any]] = {}
        for quantity in exercise.asked:
            self.asked.setdefault(quantity.array, []).append(quantity)
        self.env = {name: learner.calculator(leaf) for name, leaf in exercise.leaves.items()}
        self.nodes = exercise.graph.as_list()
        forward = [node for node in self.nodes if not node["name"].startswith("updated.")]
        for node in forward:
            self._compute(node)
        if any(name.startswith(("grad.", "updated.")) for name in self.asked):
            self._back(forward)
            for node in self.nodes[len(forward) :]:
                self._compute(node)
        self.responses = {quantity.name: self.responses[quantity.name]
                          for quantity in exercise.asked}  # fmt: skip

    def _route(self, way: str, rules: Mapping[str, Any], op: str) -> Any:
        return routes_through(op, rules)[self.learner.routes.get(f"{way} {op}", USUAL)]

    def _compute(self, node: Mapping[str, Any]) -> None:
        rule = self._route("forward", FORWARD, node["op"])
        self._note(node["name"], rule(_params(node), *(self.env[name] for name in node["inputs"])))

    def _note(self, name: str, number: Number) -> None:
        """Write an array down; type what of it is asked."""
        learner, entries = self.learner, number.a.copy()
        if learner.hidden and learner.hidden[0] == name:
            _, index, factor = learner.hidden
            entries[index] = learner.calculator.keep(np.asarray(entries[index] * factor))
        for quantity in self.asked.get(name, ()):
            value = float(entries[quantity.index])
            text = learner.typed(value)
            if slip := learner.slips.get(quantity.name):
                text = slip(value, text)
            self.responses[quantity.name] = text
            if learner.reuses or slip:
                entries[quantity.index] = float(text)
        self.env[name] = Number(entries, number.by)

    def _back(self, nodes: list[Any]) -> None:
        last = nodes[-1]["name"]
        reached = {last}
        for node in reversed(nodes):
            if node["name"] in reached:
                reached |= set(node["inputs"])
        nodes = [node for node in nodes if node["name"] in reached]
        uses = Counter(name for node in nodes for name in node["inputs"])
        waiting: dict[str, list[Number]] = {}
        makers = {node["name"]: node for node in nodes}
        self._note(f"grad.{last}", self.learner.calculator(np.ones(self.env[last].shape)))
        done: set[str] = set()
        for node in reversed(nodes):
            if node["name"] in done or f"grad.{node['name']}" not in self.env:
                continue
            target, shares = self._through(node, makers, uses)
            done.add(target["name"])
            for name, share in zip(target["inputs"], shares, strict=True):
                if share is None:
                    continue
                waiting.setdefault(name, []).append(share)
                if len(waiting[name]) == uses[name]:
                    self._note(f"grad.{name}", total(waiting[name]))

    def _through(self, node: Any, makers: Any, uses: Any) -> tuple[Any, tuple[Any, ...]]:
        """One node back, or a loss and the activation before it at once; which, and the shares."""
        grad = self.env[f"grad.{node['name']}"]
        values = [self.env[name] for name in node["inputs"]]
        for position, name in enumerate(node["inputs"]):
            first = makers.get(name)
            key = (first["op"], node["op"]) if first else ("", "")
            if key not in losses.TOGETHER or uses[name] > 1:
                continue
            usually = key == ("softmax", "categorical_cross_entropy")
            chosen = self.learner.routes.get(f"together {key[0]}", "together" if usually else "")
            if chosen == "together" and (f"grad.{name}" not in self.asked):
                rule = losses.TOGETHER[key][USUAL]
                return first, (rule(grad, values[position], values[1 - position]),)
        rule = self._route("backward", BACKWARD, node["op"])
        return node, rule(_params(node), grad, self.env[node["name"]], *values)


def _params(node: Mapping[str, Any]) -> Any:
    return SimpleNamespace(**node["params"])


def misread(digit: Callable[[int], int]) -> Slip:
    """Two neighbouring digits of the number typed change places."""

    def slip(number: float, text: str) -> str:
        places = [i for i, character in enumerate(text) if character.isdigit()]
        pairs = [(i, j) for i, j in zip(places, places[1:], strict=False) if text[i] != text[j]
                 and float(text or 0)]  # fmt: skip
        if not pairs:
            return turned(number, text)
        i, j = pairs[digit(len(pairs))]
        swapped = list(text)
        swapped[i], swapped[j] = text[j], text[i]
        return "".join(swapped)

    return slip


def turned(number: float, text: str) -> str:
    """The sign is lost, or one is found."""
    return text[1:] if text.startswith("-") else f"-{text}"


def off(factor: float, digits: int) -> Slip:
    """The number is off by a factor."""

    def slip(number: float, text: str) -> str:
        return typed(number * factor if math.isfinite(number) else number, digits)

    return slip
