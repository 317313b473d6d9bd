"""An exercise: a statement, the parts to answer, and the derivation behind them.

Exercises over a computation graph also carry the graph, its leaves and what is asked; the key,
envelopes, misconceptions and steps of such an exercise are all derived from those three.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..answers._base import Answer
from .folded import folded_by_part

if TYPE_CHECKING:
    import numpy as np

    from ..graph.graph import Graph
    from ..graph.program import Program
    from ..graph.quantity import Quantity


Follows = Callable[[Mapping[str, float]], float]


@dataclass(frozen=True)
class Part:
    """One blank: its name (`grad.W1[0,1]`), its label in LaTeX and the expected answer.

    Where there is no graph, `follows` says what the numbers in the blanks before it lead to here.
    """

    name: str
    label: str
    answer: Answer
    follows: Follows | None = field(default=None, repr=False, compare=False)

    def as_dict(self) -> dict[str, Any]:
        expected = self.answer
        return {
            "name": self.name,
            "kind": expected.kind,
            "label": self.label,
            "key": expected.key,
            "written": expected.write(),
            "envelope": list(expected.envelope) if expected.envelope else None,
            "misconceptions": [entry.as_dict() for entry in expected.misconceptions],
        }


@dataclass(frozen=True)
class Step:
    """One line of a derivation: the rule used, LaTeX, a sentence, and the number it gives.

    `likewise` means that it follows the same rule as the step before it, and is shown with it.
    """

    rule: str
    quantity: str
    latex: str
    text: str
    value: Any
    likewise: bool = False

    def as_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "quantity": self.quantity,
            "latex": self.latex,
            "text": self.text,
            "value": self.value,
        }


@dataclass(frozen=True, repr=False)
class Exercise:
    """One variant of a question. `graph` and `leaves` are empty where it has none."""

    template: str
    seed: int
    params: Mapping[str, Any]
    statement: str  # Markdown with $LaTeX$
    parts: tuple[Part, ...]
    explained: tuple[Step, ...] = ()  # the steps of an exercise without a graph
    digits: int | None = None  # significant ones asked for
    decimals: int | None = None  # where all keys are short decimals: how many those have
    graph: Graph | None = None
    leaves: Mapping[str, np.ndarray] = field(default_factory=dict)
    asked: tuple[Quantity, ...] = ()  # what each part asks of the graph, in the order of parts
    redraw: int = 0
    intro: str = ""  # the task in words, which the statement begins with
    derive: Callable[[Exercise], tuple[Step, ...]] | None = field(default=None, repr=False)
    twin_of: Exercise | None = None  # the exercise that this one is an "and if …?" of

    def __repr__(self) -> str:
        params = "".join(f", {name}={value!r}" for name, value in self.params.items())
        count = f"{len(self.parts)} part{'s' if len(self.parts) != 1 else ''}"
        return f"<Exercise {self.template}(seed={self.seed}{params}): {count}>"

    def part(self, name: str) -> Part:
        """The part of that name; `KeyError` where there is none."""
        return next(part for part in self.parts if part.name == name)

    def as_they_are(self, responses: Mapping[str, str]) -> dict[str, str]:
        """The responses, with gaps within one left on purpose."""
        given = {part.name: part.answer.as_it_is for part in self.parts}
        return {name: given.get(name, str)(text) for name, text in responses.items()}

    def settled(self, responses: Mapping[str, str]) -> dict[str, str]:
        """The responses as they are stored, which do not depend on the order that was shown."""
        stored = {part.name: part.answer.settled for part in self.parts}
        return {name: stored.get(name, str)(text) for name, text in responses.items()}

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The worked derivation, made when first asked for."""
        if self.derive:
            return self.derive(self)
        return folded_by_part(self.explained, {part.name: part.label for part in self.parts})

    @cached_property
    def program(self) -> Program:
        """The part of the graph's program that leads to what is asked."""
        assert self.graph is not None
        return self.graph.program.leading_to(quantity.array for quantity in self.asked)

    def steps_before(self, array: str) -> set[str]:
        """What has to be worked out on the way to an array, and isn't asked for."""
        way = self.program.leads_to(array) - {array, *(quantity.array for quantity in self.asked)}
        return {name for name in way if "@" not in name and self.program.position(name) >= 0}

    @property
    def fingerprint(self) -> str:
        """A digest of the structure and the leaves as decimal text, never of computed floats."""
        structure = {
            "template": self.template,
            "params": dict(self.params),
            "statement": self.statement,
            "decimals": self.digits,
            "graph": self.graph.as_list() if self.graph else [],
            "leaves": {name: _text(leaf.tolist()) for name, leaf in self.leaves.items()},
            "parts": [part.name if self.graph else repr(part) for part in self.parts],
        }
        text = json.dumps(structure, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready, as the contract has it."""
        return {
            "template": self.template,
            "seed": self.seed,
            "params": dict(self.params),
            "statement": self.statement,
            "digits": self.digits,
            "decimals": self.decimals,
            "leaves": {name: leaf.tolist() for name, leaf in self.leaves.items()},
            "graph": self.graph.as_list() if self.graph else [],
            "parts": [part.as_dict() for part in self.parts],
            "steps": [step.as_dict() for step in self.steps],
            "fingerprint": self.fingerprint,
        }


def _text(leaf: Any) -> Any:
    """A nested list of numbers as decimal text (`repr` is the shortest exact form)."""
    return [_text(entry) for entry in leaf] if isinstance(leaf, list) else repr(leaf)
