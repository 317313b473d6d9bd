"""From a graph, its leaves and what is asked to an exercise that can be marked fairly.

What is expected, accepted and worth naming is derived in `fair_answers`. Leaves that
do not separate right from wrong are refused with `Redraw`, and `build` draws again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any

import numpy as np

from ..derivation.derivation import derive
from ..draw import Redraw
from ..graph.bent import at, bent_values
from ..graph.graph import Graph
from ..graph.program import Program, execute
from ..graph.quantity import Quantity, entries, label, symbol
from ..registry import did_you_mean
from .as_stored import STORED
from .exercise import Exercise, Part
from .fair_answers import fair_answers
from .refused_draws import HUGE, KINK, ZEROS
from .statement import statement

STEP = 1e-5  # of the central differences, along the direction
NOISE = 1e-9  # part of the largest key below which another is 0 by chance


def graph_exercise(
    intro: str, graph: Graph, leaves: Mapping[str, np.ndarray], ask: Sequence[str],
    apart: Sequence[Sequence[str]] = (),
) -> Exercise:  # fmt: skip
    """The exercise that asks for all entries of the arrays named in `ask` (`h`, `grad.W1`).

    It asks for as few significant digits as tell right from wrong. Those of one group of `apart`
    have different numbers, so that it shows who mixes them up, as the gates of a cell.
    Raises `Redraw` where the leaves make no fair exercise.
    """
    stored = STORED.get()
    if stored:
        leaves, ask = stored.instead_of(leaves), stored.asked
    values = execute(graph.program, leaves)
    asked = sorted(quantities_of(graph, values, ask), key=lambda q: graph.program.position(q.array))
    program = graph.program.leading_to(quantity.array for quantity in asked)
    given = [(quantity, float(at(values[quantity.array], quantity.index))) for quantity in asked]
    if not stored:
        if any(len({float(values[name].item()) for name in group}) < len(group) for group in apart):
            raise Redraw
        _check_numbers(program, leaves, values, given)
        _check_gradients(graph, leaves, values)
    bends, made = bent_values(program, values, given)
    named = [(f"{op}.{bend.name}", bend.remark) for op, bend in bends]
    bent = [[(*name, value) for name, value in zip(named, column, strict=True)] for column in made]
    digits, answers = fair_answers(program, leaves, given, bent)
    loss = symbol(graph.names[-1])
    parts = tuple(
        Part(quantity.name, label(quantity, np.shape(values[quantity.array]), loss), answer)
        for (quantity, _), answer in zip(given, answers, strict=True)
    )
    return Exercise(
        template="", seed=0, params={}, parts=parts, digits=digits,
        decimals=short_decimals([key for _, key in given]), graph=graph, leaves=leaves,
        statement=statement(intro, graph, leaves, digits), asked=tuple(asked), intro=intro,
        derive=derive,
    )  # fmt: skip


def short_decimals(keys: Iterable[float]) -> int | None:
    """How many decimals write all keys exactly; None where more than four are needed."""
    keys = list(keys)
    exact = (n for n in range(5) if all(abs(key - round(key, n)) < 1e-10 for key in keys))
    return next(exact, None)


def quantities_of(
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


def _check_numbers(
    program: Program,
    leaves: Mapping[str, np.ndarray],
    values: Mapping[str, Any],
    given: Sequence[tuple[Quantity, float]],
) -> None:
    """Refuse numbers that nobody can write, zeros by chance, and a sheet with hardly any others.

    A 0 for a reason, such as a ReLU that is off, stays 0 when the numbers change a little.
    """
    names = {name for each in program.instructions for name in (*each.inputs, *each.outputs)}
    if not all(np.all(np.isfinite(values[name])) for name in names):
        raise Redraw(HUGE)
    keys = [abs(key) for _, key in given]
    if 2 * keys.count(0) > len(keys) or any(0 < key < NOISE * max(keys) for key in keys):
        raise Redraw(ZEROS)
    if zeros := [quantity for quantity, key in given if key == 0]:
        near = execute(program, _moved(leaves, _way(leaves)))
        if any(at(near[quantity.array], quantity.index) for quantity in zeros):
            raise Redraw(ZEROS)


def _check_gradients(
    graph: Graph, leaves: Mapping[str, np.ndarray], values: Mapping[str, Any]
) -> None:
    """Float central differences along one random direction through all leaves at once."""
    way = _way(leaves)
    slope = sum(float((values[f"grad.{name}"] * way[name]).sum()) for name in leaves
                if f"grad.{name}" in values)  # fmt: skip
    above, below = (graph.run(_moved(leaves, way, side)) for side in (1, -1))
    loss = graph.names[-1]
    measured = float((np.asarray(above[loss]) - np.asarray(below[loss])).sum()) / (2 * STEP)
    if not abs(measured - slope) <= 1e-6 * max(1.0, abs(slope)):
        raise Redraw(KINK)  # a kink within reach: no fair gradient there


def _way(leaves: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """A direction through all leaves at once, the same for the same shapes."""
    chance = Random(0)
    return {name: np.array([chance.uniform(-1, 1) for _ in range(leaf.size)]).reshape(leaf.shape)
            for name, leaf in leaves.items()}  # fmt: skip


def _moved(
    leaves: Mapping[str, np.ndarray], way: Mapping[str, np.ndarray], side: int = 1
) -> dict[str, np.ndarray]:
    """The leaves a small step along a direction, or back from it."""
    return {name: leaf + side * STEP * way[name] for name, leaf in leaves.items()}
