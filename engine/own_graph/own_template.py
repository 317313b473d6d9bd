"""An author's graph as a template: what serves the templates of the program serves it too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ..draw import Draw
from ..errors import BadQuestion
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise, quantities_of
from ..graph.graph import Graph
from ..graph.layers import awake
from ..graph.program import execute
from ..graph.quantity import Quantity, label, split
from ..templates._base import ALL, ASK, FEW, Template
from .formula_check import check_formulas
from .graph_data import LEVEL_NAMES, GraphData
from .leaf_draws import Drawn, drawers
from .memory_draws import memory_draws, memory_leaves
from .short_form import spelled_out
from .update_step import PLAIN, in_words, listed
from .wiring import wired

OWN = "graph"  # the name that all these templates have
MOST_BLANKS = 40
LEVEL = "level"


@dataclass(frozen=True)
class OwnGraph:
    """The graph of an author's data, what draws its leaves, and its arrays for some of them."""

    graph: Graph
    leaves: Mapping[str, Drawn]
    values: Mapping[str, Any]


def own_graph(data: GraphData) -> OwnGraph:
    """The graph that the data describe; `BadQuestion` names the key that is wrong."""
    check_formulas(data.formulas)
    nodes, said = spelled_out(data)
    memory = memory_leaves(data, nodes)
    leaves = drawers({name: one for name, one in said.items() if name not in memory})
    leaves |= memory_draws(data, memory, leaves, said)
    some = {name: leaves[name](Draw(f"{name}|0")) for name in leaves}
    graph = wired(data, nodes, some)
    with np.errstate(all="ignore"):
        return OwnGraph(graph, leaves, execute(graph.program, some))


def own_template(data: GraphData, level: int) -> Template:
    """The template of a question at that level; `BadQuestion` names the key that is wrong."""
    own = own_graph(data)
    graph, leaves, by_level, digest = own.graph, own.leaves, data.by_level, _digest(data)
    if level not in by_level:
        raise BadQuestion(
            f"The question is {LEVEL_NAMES[level]}, so say what it asks: "
            f'{LEVEL_NAMES[level]} = ["{graph.names[-1]}"].', ("graph", "asked"))  # fmt: skip
    words = {name: _words(data, own, name) for name in vars(data.asked)}

    def draw(draw: Draw, level: int = level, ask: str = FEW) -> Exercise:
        name = "drill" if ask == ALL and data.asked.drill else LEVEL_NAMES[level]
        numbers = Draw(f"{digest}|{draw.integer(0, 10**12)}")
        drawn = {leaf: leaves[leaf](numbers) for leaf in graph.leaves}
        if data.activations[:1] == ("relu",) and not {"x", "W1", "b1"} & set(data.leaves):
            drawn = awake(numbers, drawn) if "W1" in drawn else drawn
        return graph_exercise(words[name], graph, drawn, getattr(data.asked, name))

    return Template(
        name=OWN,
        draw=draw,
        defaults={LEVEL: level} | ({ASK: FEW} if data.asked.drill else {}),
        choices={LEVEL: tuple(by_level)} | ({ASK: (FEW, ALL)} if data.asked.drill else {}),
        summary=data.statement.partition("\n")[0],
        levels={one: {LEVEL: one} for one in by_level},
        by_hand=False,
    )


def _digest(data: GraphData) -> str:
    """What the numbers depend on: neither the words nor what is asked."""
    said: dict[str, Any] = asdict(data)
    numbers = {key: value for key, value in said.items() if key not in ("statement", "asked")}
    numbers["formulas"] = {name: one.rule for name, one in data.formulas.items()}
    if not data.formulas:  # as it was before there were any
        del numbers["formulas"]
    if data.update and data.update.optimiser == PLAIN:
        numbers["update"] = {"leaves": data.update.leaves, "rate": data.update.rate}
    text = json.dumps(numbers, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _words(data: GraphData, own: OwnGraph, name: str) -> str:
    """The task: the author's words, what the leaves are, and what to find."""
    names = getattr(data.asked, name)
    graph, leaves, values = own.graph, own.leaves, own.values
    found = []
    for at, one in enumerate(names):
        found += _asked(one, graph, values, ("graph", "asked", name, at))
    if len(found) > MOST_BLANKS:
        what = f"That is {len(found)} blanks; nobody fills in more than {MOST_BLANKS}."
        raise BadQuestion(what, ("graph", "asked", name))
    if len({each.name for each in found}) < len(found):
        raise BadQuestion("Something is asked twice.", ("graph", "asked", name))
    back = any(each.kind != "value" for each in found)
    usual = "Run the graph forward" + (", then send the error back." if back else ".")
    means = [
        f"${leaf}$ is {drawn.said.means}" for leaf, drawn in leaves.items() if drawn.said.means
    ]
    wanted = [_whole(one, values, found, graph) for one in names]
    said = [data.statement.strip() or usual]
    said += [f"{listed(means)}."] if means else []
    if data.update and any(each.kind == "updated" for each in found):
        said.append(in_words(data.update))
    said += [f"Find {listed(wanted)}."] if wanted else []
    return " ".join(said)


def _asked(
    name: str, graph: Graph, values: Mapping[str, Any], where: tuple[str | int, ...]
) -> list[Quantity]:
    """The blanks that a name asks for; raises `BadQuestion` if the graph has none."""
    try:
        return quantities_of(graph, values, [name])
    except ValueError as error:
        raise BadQuestion(str(error), where) from None


def _whole(name: str, values: Mapping[str, Any], found: list[Quantity], graph: Graph) -> str:
    """What is asked, as a symbol; a whole array has no index."""
    loss = graph.names[-1]
    if "[" not in name:
        return f"${label(Quantity(*split(name)), (), loss)}$"
    one = next(each for each in found if each.name.removeprefix("value.") == name)
    return f"${label(one, np.shape(values[one.array]), loss)}$"
