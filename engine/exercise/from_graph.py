"""From a graph, its leaves and what is asked to an exercise that can be marked fairly.

The key, the rounding envelope and the wrong answers worth naming are derived here. Leaves that
do not separate right from wrong are refused with `Redraw`, and `build` draws again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf, isfinite
from random import Random
from typing import Any

import numpy as np

from ..answers.number import NumberAnswer, WrongNumber
from ..derivation.derivation import derive
from ..draw import Redraw
from ..graph.bent import at, bent_values, by_array, either
from ..graph.graph import Graph
from ..graph.program import Program, execute, needed_for
from ..graph.quantity import Quantity, entries, label, symbol
from ..readings.digits import count, unit
from ..readings.interval import Interval, Rounding
from ..registry import did_you_mean
from .as_stored import STORED
from .exercise import Exercise, Part
from .statement import statement

FEWEST = 3  # digits that a statement asks for
MOST = 4  # that it asks for where three cannot tell right from wrong
_MOST: ContextVar[int] = ContextVar("_MOST", default=MOST)
EXACT = 5  # digits up to which exact keys are asked for in full
SAME = 1e-9  # relative difference of equal numbers computed in different ways
NOISE = 1e-9  # part of the largest key below which another is 0 by chance
WIDEST = 0.05  # part of a key by which honest rounding may miss it, beyond its last digit


@contextmanager
def up_to_digits(most: int) -> Iterator[None]:
    """Within it, exercises may ask for so many significant digits."""
    token = _MOST.set(most)
    try:
        yield
    finally:
        _MOST.reset(token)


def graph_exercise(
    intro: str, graph: Graph, leaves: Mapping[str, np.ndarray], ask: Sequence[str]
) -> Exercise:
    """The exercise that asks for all entries of the arrays named in `ask` (`h`, `grad.W1`).

    It asks for as few significant digits as tell right from wrong, at most four unless `up_to_digits` says otherwise.
    Raises `Redraw` where the leaves make no fair exercise.
    """
    program, stored = graph.program, STORED.get()
    if stored:
        leaves, ask = stored.instead_of(leaves), stored.parts
    values = execute(program, leaves)
    asked = sorted(_quantities(graph, values, ask), key=lambda q: program.position(q.array))
    given = [(quantity, float(at(values[quantity.array], quantity.index))) for quantity in asked]
    if not stored:
        _check_numbers(program, values, given)
        _check_gradients(graph, leaves, values)
    bent = [
        (f"{op}.{bend.name}", bend.remark, found)
        for op, bend, found in bent_values(program, values, given)
    ]
    digits, answers = _told_apart(program, leaves, given, bent)
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


def _told_apart(
    program: Program,
    leaves: Mapping[str, np.ndarray],
    given: Sequence[tuple[Quantity, float]],
    bent: Sequence[tuple[str, str, Mapping[Quantity, Any]]],
) -> tuple[int, list[NumberAnswer]]:
    """As few digits as tell the right answers from the wrong ones, and the answers expected."""
    for digits in _digits(given):
        bounds = local_bounds(program, leaves, given, digits)
        try:
            return digits, _answers(given, bent, bounds, digits)
        except Redraw:
            continue
    if STORED.get():
        return digits, [NumberAnswer(key, digits=digits) for _, key in given]
    raise Redraw


def _answers(
    given: Sequence[tuple[Quantity, float]],
    bent: Sequence[tuple[str, str, Mapping[Quantity, Any]]],
    bounds: Mapping[Quantity, Interval],
    digits: int,
) -> list[NumberAnswer]:
    return [
        _answer(
            key,
            bounds[quantity],
            [(name, remark, found.get(quantity, key)) for name, remark, found in bent],
            digits,
        )
        for quantity, key in given
    ]


def _digits(given: Sequence[tuple[Quantity, float]]) -> tuple[int, ...]:
    """The numbers of digits to try: all that exact keys have, where those are few."""
    exact = max(count(key) for _, key in given)
    return tuple(range(FEWEST, max(_MOST.get(), exact if exact <= EXACT else 0) + 1))


def short_decimals(keys: Iterable[float]) -> int | None:
    """How many decimals write all keys exactly; None where more than four are needed."""
    keys = list(keys)
    exact = (n for n in range(5) if all(abs(key - round(key, n)) < 1e-10 for key in keys))
    return next(exact, None)


def local_bounds(
    program: Program,
    leaves: Mapping[str, np.ndarray],
    given: Sequence[tuple[Quantity, float]],
    digits: int,
) -> dict[Quantity, Interval]:
    """Bounds on each asked quantity for one who has written the keys of those before it.

    Going on from a number means from within half a unit of its last digit.
    """
    computed: dict[str, Any] = {}
    own = by_array((quantity, rounded(key, digits)) for quantity, key in given)
    start = {name: Interval(leaf, leaf, Rounding(digits)) for name, leaf in leaves.items()}
    execute(program, start, given=own, computed=computed)
    return {quantity: at(computed[quantity.array], quantity.index)[()] for quantity, _ in given}


def rounded(number: float, digits: int) -> Interval:
    """What a number stands for that was rounded to so many digits, as others are from then on."""
    half = unit(number, digits) / 2
    return Interval(number - half, number + half, Rounding(digits))


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


def _check_numbers(
    program: Program, values: Mapping[str, Any], given: Sequence[tuple[Quantity, float]]
) -> None:
    """Refuse numbers nobody can write, and a sheet on which little but zeros is asked."""
    needed = needed_for((quantity.array for quantity, _ in given), program.instructions)
    if not all(np.all(np.isfinite(values[name])) for name in needed):
        raise Redraw
    keys = [abs(key) for _, key in given]
    if 2 * keys.count(0) > len(keys) or any(0 < key < NOISE * max(keys) for key in keys):
        raise Redraw  # what is 0 only by chance is noise in its last digits


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


def _answer(
    key: float, bound: Interval, bent: Sequence[tuple[str, str, float]], digits: int
) -> NumberAnswer:
    """The key with its envelope and the wrong answers (name, remark, value) to be told from it.

    Rounding in another order, or cutting off instead, may cost one unit of the last digit: the
    envelope includes it.
    """
    low, high = min(float(bound.lo), key), max(float(bound.hi), key)
    last = unit(max(abs(low), abs(high)), digits)
    if not (isfinite(low) and isfinite(high)) or high - low > 2 * WIDEST * abs(key) + last:
        raise Redraw  # 0 too, unless no rounding can move it
    low, high = low - last, high + last
    found: dict[float, list[tuple[str, str]]] = {}
    for name, remark, value in bent:
        if not isfinite(value) or abs(value - key) <= SAME * max(1.0, abs(key)):
            continue  # this rule does not change what is asked
        if low - last / 2 <= value <= high + last / 2:
            raise Redraw
        near = min(found, key=lambda other: abs(other - value), default=inf)
        if abs(near - value) <= SAME * max(1.0, abs(value)):
            found[near].append((name, remark))
        elif abs(near - value) <= high - low:
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
    return NumberAnswer(key, digits=digits, wrong=wrong, lower=low, upper=high)
