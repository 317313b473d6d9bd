"""What the composer's page shows: the form with what follows from it, and a trial of the graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engine import OPS, BadQuestion
from engine.exercise.exercise import Exercise
from engine.exercise.schema import make
from engine.graph.quantity import Quantity, label, split, symbol
from engine.optimisers._base import OPTIMISERS
from engine.own_graph.graph_data import LEVEL_NAMES, GraphData, LeafData
from engine.own_graph.memory_draws import memory_leaves
from engine.own_graph.own_template import own_graph
from engine.own_graph.short_form import NONE, spelled_out
from engine.own_graph.update_step import offered
from quizapp.bank.graph_fields import field_of, usual_text
from quizapp.bank.graph_form import ASKED_AT, LEAF_KEYS, GraphForm, constants_of, params_of
from quizapp.bank.graph_trial import Trial, composed_question, composed_text, trial

TARGETS = "t"  # what losses call their second input
ACTIVATIONS = sorted(name for name, op in OPS.items() if op.pointwise) + ["softmax", NONE]
KINDS = {"value": "Values", "grad": "Gradients", "updated": "Updated weights"}
GONE = "gone"  # what is ticked and not there any more: it may come back with another change
KINDS[GONE] = "No longer in the graph, so not asked"
HELD = "held"
KINDS[HELD] = "What you ticked. The rest comes back once the graph is right again."
EARLIER = "left by earlier steps"


@dataclass(frozen=True)
class Array:
    """An array that can be asked, as a row of checkboxes."""

    name: str  # h1, grad.W1
    latex: str
    size: int


@dataclass
class Composed:
    """The page; what can't be known because something is wrong stays empty."""

    form: GraphForm
    text: str = ""
    leaves: dict[str, Mapping[str, str]] = field(default_factory=dict)  # what is usual
    arrays: Mapping[str, list[Array]] = field(default_factory=dict)  # by kind
    updatable: list[str] = field(default_factory=list)
    trouble: str = ""
    at: str = ""  # the field that the trouble is about
    trial: Trial | None = None

    @property
    def shown(self) -> Exercise | None:
        """The variant that is shown in full."""
        return next(iter(self.trial.exercises), None) if self.trial else None

    @property
    def constants(self) -> dict[str, str]:
        """The constants of the chosen optimiser, as they are typed."""
        return {name: f"{one:g}" for name, one in constants_of(self.form.optimiser).items()}

    def params(self, op: str) -> dict[str, str]:
        """The parameters of an op, as they are typed."""
        return {name: ", ".join(map(str, usual)) if isinstance(usual, tuple) else f"{usual:g}"
                for name, usual in params_of(op).items()}  # fmt: skip


def composed(form: GraphForm, *, text: str, seconds: float, now: Callable[[], float]) -> Composed:
    """All that the page shows for this form; `text` is the question that is being changed."""
    page = Composed(form, leaves={name: {} for name in form.leaf_names})
    try:
        graph = form.graph()
        _outlined(page, graph)
        gone = {array.name for array in page.arrays.get(GONE, ())}
        asked = {at: [name for name in names if name not in gone]
                 for at, names in graph["asked"].items()}  # fmt: skip
        graph["asked"] = {at: names for at, names in asked.items() if names}
        page.text = composed_text(graph, form.text("title"), form.level, text)
        if LEVEL_NAMES[form.level] not in graph["asked"]:
            words = f"Tick what the {LEVEL_NAMES[form.level]} question asks for."
            raise BadQuestion(words, ("graph", "asked", LEVEL_NAMES[form.level]))
        question = composed_question(page.text)
        page.trial = trial(question, page.text, seconds=seconds, now=now)
        if page.trial.trouble:
            raise page.trial.trouble
    except BadQuestion as error:
        page.trouble, page.at = str(error), field_of(error.where, form.rows)
        if not page.arrays and (ticked := _ticked(form)):  # shown until the rest is back
            page.arrays = {HELD: [_by_name(name) for name in ticked]}
    return page


def losses() -> list[str]:
    """The ops that compare an output with a target."""
    from engine.ops._signature import inputs_of

    taken = {name: inputs_of(op) or () for name, op in OPS.items()}
    return [name for name, of in taken.items() if len(of) == 2 and of[1] == TARGETS]


def optimisers() -> dict[str, str]:
    """The optimisers that a graph can take a step of, as people call them."""
    return {name: OPTIMISERS[name].label for name in offered()}


def summaries() -> dict[str, str]:
    """Every op with what it does, in a line."""
    return {name: (cls.__doc__ or "").strip().partition("\n")[0] for name, cls in OPS.items()}


def _outlined(page: Composed, graph: Mapping[str, Any]) -> None:
    """List the leaves and everything that can be asked, independent of the current choice."""
    data = make(GraphData, {**graph, "asked": {}}, ("graph",))
    nodes, usual = spelled_out(data)
    made = {node.name for node in nodes}
    read = dict.fromkeys(name for node in nodes for name in node.inputs)
    unsaid = {name: LeafData() for name in read if name not in made and name not in usual}
    page.leaves = {
        name: {key: usual_text(leaf, key) for key in LEAF_KEYS}
        for name, leaf in {**usual, **unsaid}.items()
    }
    own = own_graph(data)
    remembers = memory_leaves(data, nodes)
    left = {"values": "0"} if data.update and data.update.step == 1 else {"means": EARLIER}
    for name, (_, weight) in remembers.items():
        shape = page.leaves.get(weight, {}).get("shape", "")
        drawn = any(page.leaves.get(name, {}).values())  # as its author says
        page.leaves[name] = {**page.leaves.get(name, {}), "shape": shape, **({} if drawn else left)}
    page.updatable = [name for name in own.graph.leaves
                      if name in own.graph.parameters and name not in remembers]  # fmt: skip
    found: dict[str, list[Array]] = {kind: [] for kind in KINDS}
    for name in own.values:
        kind, node = split(name)
        given = node in own.graph.leaves
        if "@" in name or (kind == "value" and given) or name == f"grad.{own.graph.names[-1]}":
            continue
        latex = label(Quantity(kind, node), ())
        if kind == "grad":  # on one line, for a row of a table
            latex = rf"\partial {symbol(own.graph.names[-1])} / \partial {symbol(node)}"
        found[kind].append(Array(name, latex, int(np.size(own.values[name]))))
    if np.size(own.values[own.graph.names[-1]]) != 1:
        found["grad"] = []
    known = {array.name for arrays in found.values() for array in arrays}
    found[GONE] = [_by_name(name) for name in _ticked(page.form) if name not in known]
    page.arrays = {kind: arrays for kind, arrays in found.items() if arrays}


def _ticked(form: GraphForm) -> list[str]:
    """Every array that is asked at some level."""
    return list(dict.fromkeys(name for at in ASKED_AT for name in form.all(f"ask.{at}")))


def _by_name(name: str) -> Array:
    """An array of which only the name is known."""
    return Array(name, rf"\text{{{name}}}", 1)
