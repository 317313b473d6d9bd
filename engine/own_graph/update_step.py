"""The optimiser's step in an author's graph: its rule, and how it is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import BadQuestion
from ..graph.graph import Graph
from ..graph.quantity import symbol
from ..optimisers._base import OPTIMISERS, Optimiser
from ..readings.digits import shortest
from ..registry import did_you_mean
from .graph_data import UpdateData

PLAIN = "sgd"
LATEST = 20  # step: what comes later is like it
TINY = r" The $\varepsilon$ outside the root is too small to show."
_WHERE = ("graph", "update")


def chosen(said: UpdateData) -> Optimiser:
    """The optimiser; `BadQuestion` where it, its step or a constant can't be had."""
    if said.optimiser not in OPTIMISERS:
        known = ", ".join(offered())
        what = (
            f"There is no optimiser {said.optimiser!r}.{did_you_mean(said.optimiser, OPTIMISERS)}"
        )
        raise BadQuestion(f"{what} There are {known}.", (*_WHERE, "optimiser"))
    found = OPTIMISERS[said.optimiser]
    if found.needs_snapshot:
        what = f"{found.label} needs gradients at other weights, which a graph doesn't have."
        raise BadQuestion(f"{what} Choose another optimiser.", (*_WHERE, "optimiser"))
    if not 0 < said.rate <= 10:
        raise BadQuestion("A learning rate is above 0 and at most 10.", (*_WHERE, "rate"))
    if not 1 <= said.step <= LATEST:
        raise BadQuestion(f"Use a step from 1 to {LATEST}.", (*_WHERE, "step"))
    for name, value in said.constants.items():
        where = (*_WHERE, "constants", name)
        if name not in found.constants:
            has = ", ".join(found.constants) or "none"
            hint = did_you_mean(name, found.constants)
            what = f"{found.label} has no constant {name!r}.{hint} It has {has}."
            raise BadQuestion(what, where)
        if not 0 < value < 1:
            raise BadQuestion("This lies between 0 and 1.", where)
    return found


def offered() -> list[str]:
    """The optimisers that an author's graph can take a step of."""
    return [name for name, rule in OPTIMISERS.items() if not rule.needs_snapshot]


def rule_of(said: UpdateData) -> Graph:
    """The optimiser's graph with the author's numbers; `BadQuestion` as of `chosen`."""
    return chosen(said).graph(said.rate, said.step, **said.constants)


def in_words(said: UpdateData) -> str:
    """The step, its rule and its numbers, as a learner is told them."""
    found, rate = chosen(said), shortest(said.rate, 12)
    if said.optimiser == PLAIN:
        return rf"The step is one of gradient descent, with the learning rate $\eta = {rate}$."
    rule = rule_of(said)
    numbers = {"eta": said.rate, **found.constants, **said.constants}
    told = listed([f"${_letter(name)} = {shortest(one, 12)}$" for name, one in numbers.items()])
    lines = [f"${symbol(node.name)} = {node.op.latex(*map(symbol, node.inputs))}$"
             for node in rule.nodes]  # fmt: skip
    words = f"The step is number {said.step} of {found.label}, with {told}. For a weight $w$ "
    words += f"with the gradient $g$, {listed(lines)}."
    if found.memory:
        memory = listed([f"${name}$" for name in found.memory])
        left = f"{'is' if len(found.memory) == 1 else 'are'} what earlier steps left"
        words += f" For each weight, {memory} {'began at 0' if said.step == 1 else left}."
    return words + (TINY if any(node.op.name == "adaptive_step" for node in rule.nodes) else "")


def listed(texts: Sequence[str]) -> str:
    """One, two and three."""
    *before, last = texts
    return f"{', '.join(before)} and {last}" if before else last


def _letter(name: str) -> str:
    return re.sub(r"(\d+)$", r"_\1", rf"\{name}")
