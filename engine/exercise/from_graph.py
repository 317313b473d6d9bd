"""From a graph, its leaves and what is asked to an exercise that can be marked fairly.

The key, the rounding envelope and the wrong answers worth naming are derived here. Leaves that
do not separate right from wrong are refused with `Redraw`, and `build` draws again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor, inf, isfinite, log10
from random import Random
from typing import Any

import numpy as np

from ..answers.number import NumberAnswer, WrongNumber
from ..derivation.derivation import derive
from ..draw import Redraw
from ..graph.bent import at, bent_values, either
from ..graph.graph import Graph
from ..graph.program import Program, execute, needed_for
from ..graph.quantity import Quantity, entries, label, symbol
from ..readings.interval import Interval
from ..registry import did_you_mean
from .exercise import Exercise, Part
from .statement import statement

DECIMALS = range(4, 7)  # that a statement may ask for
SIGNIFICANT = 3  # digits that every number on the way keeps
SAME = 1e-9  # relative difference of equal numbers computed in different ways
WIDEST = 60  # units of the last decimal that an envelope may span


def graph_exercise(
    intro: str, graph: Graph, leaves: Mapping[str, np.ndarray], ask: Sequence[str]
) -> Exercise:
    """The exercise that asks for all entries of the arrays named in `ask` (`h`, `grad.W1`).

    Raises `Redraw` where the leaves make no fair exercise.
    """
    program = graph.program
    values = execute(program, leaves)
    asked = sorted(_quantities(graph, values, ask), key=lambda q: program.position(q.array))
    decimals = _decimals(program, values, asked)
    _check_gradients(graph, leaves, values)
    bounds = execute(program, {name: _exact(leaf, decimals) for name, leaf in leaves.items()})
    loss = symbol(graph.names[-1])
    given = [(quantity, at(values[quantity.array], quantity.index)) for quantity in asked]
    bent = list(bent_values(program, values, given))
    parts = tuple(
        Part(
            quantity.name,
            label(quantity, np.shape(values[quantity.array]), loss),
            _answer(
                float(key),
                bounds[quantity.array][quantity.index],
                [
                    (f"{op}.{bend.name}", bend.remark, found.get(quantity, key))
                    for op, bend, found in bent
                ],
                decimals,
            ),
        )
        for quantity, key in given
    )
    return Exercise(
        template="", seed=0, params={}, parts=parts, decimals=decimals, graph=graph, leaves=leaves,
        statement=statement(intro, graph, leaves, decimals), asked=tuple(asked), intro=intro,
        derive=derive,
    )  # fmt: skip


def _quantities(
    graph: Graph, values: Mapping[str, np.ndarray], ask: Sequence[str]
) -> list[Quantity]:
    """All entries of the arrays asked for; of `h[0]` or `grad.W[0,1]` the one entry."""
    if not ask:
        raise ValueError(f"Nothing is asked. Name an array, like ask=[{graph.names[-1]!r}].")
    return [quantity for name in ask for quantity in _asked_by(name, graph, values)]


def _asked_by(name: str, graph: Graph, values: Mapping[str, np.ndarray]) -> list[Quantity]:
    array = name.partition("[")[0]
    if array not in values:
        known = [known for known in values if "@" not in known]
        raise ValueError(
            f"The graph has no {array!r} to ask for.{did_you_mean(array, known)} "
            f"It has {', '.join(known)}."
        )
    parameter = array.rpartition(".")[2] in graph.parameters
    there = list(entries(array, np.shape(values[array]), parameter))
    found = [one for one in there if name in (array, one.name.removeprefix("value."))]
    if not found:
        first, last = (one.name.removeprefix("value.") for one in (there[0], there[-1]))
        raise ValueError(f"There is no {name!r} to ask for: {array} goes from {first} to {last}.")
    return found


def _decimals(program: Program, values: Mapping[str, Any], asked: Sequence[Quantity]) -> int:
    """Enough decimals for every number on the way to keep three significant digits."""
    needed = needed_for((quantity.array for quantity in asked), program.instructions)
    on_the_way = [name for name in needed if program.position(name) >= 0]  # not the leaves
    sizes = np.concatenate([np.abs(np.ravel(values[name])) for name in on_the_way])
    if not np.all(np.isfinite(sizes)) or any(at(values[q.array], q.index) == 0 for q in asked):
        raise Redraw
    smallest = sizes[sizes > 0].min()
    decimals = max(DECIMALS.start, SIGNIFICANT - 1 - floor(log10(smallest)))
    if decimals not in DECIMALS:
        raise Redraw
    return decimals


def _check_gradients(
    graph: Graph, leaves: Mapping[str, np.ndarray], values: Mapping[str, Any]
) -> None:
    """Float central differences along one random direction through all leaves at once."""
    chance = Random(0)
    way = {name: np.array([chance.uniform(-1, 1) for _ in range(leaf.size)]).reshape(leaf.shape)
           for name, leaf in leaves.items()}  # fmt: skip
    slope = sum(float((values[f"grad.{name}"] * way[name]).sum()) for name in leaves
                if f"grad.{name}" in values)  # fmt: skip
    step = 1e-5
    above, below = (
        graph.run({name: leaf + side * step * way[name] for name, leaf in leaves.items()})
        for side in (1, -1)
    )
    loss = graph.names[-1]
    measured = float((np.asarray(above[loss]) - np.asarray(below[loss])).sum()) / (2 * step)
    if not abs(measured - slope) <= 1e-6 * max(1.0, abs(slope)):
        raise Redraw  # a kink within reach: no fair gradient there


def _exact(leaf: np.ndarray, decimals: int) -> Interval:
    """A given number: exact, but what is computed from it is rounded to `decimals`."""
    return Interval(leaf, leaf, 0.5 * 10.0**-decimals)


def _answer(
    key: float, bound: Interval, bent: Sequence[tuple[str, str, float]], decimals: int
) -> NumberAnswer:
    """The key with its envelope and the wrong answers (name, remark, value) to be told from it."""
    unit = 10.0**-decimals
    lower, upper = min(float(bound.lo), key - unit / 2), max(float(bound.hi), key + unit / 2)
    if not (isfinite(lower) and isfinite(upper)) or upper - lower > WIDEST * unit:
        raise Redraw
    found: dict[float, list[tuple[str, str]]] = {}
    for name, remark, value in bent:
        if not isfinite(value) or abs(value - key) <= SAME * max(1.0, abs(key)):
            continue  # this rule does not change what is asked
        if lower - unit <= value <= upper + unit:
            raise Redraw
        near = min(found, key=lambda other: abs(other - value), default=inf)
        if abs(near - value) <= SAME * max(1.0, abs(value)):
            found[near].append((name, remark))
        elif abs(near - value) <= upper - lower + unit:
            raise Redraw  # two misconceptions that rounding would mix up
        else:
            found[value] = [(name, remark)]
    wrong = tuple(
        WrongNumber(
            value,
            names[0][0],
            either([remark for _, remark in names]),
            tuple(name for name, _ in names[1:]),
        )
        for value, names in found.items()
    )
    return NumberAnswer(key, decimals, wrong=wrong, lower=lower, upper=upper)
