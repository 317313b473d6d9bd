"""Truth tables that a single perceptron can or cannot learn.

With two or three inputs a table is separable if and only if no two ones have the same midpoint as
two zeros, so the code tests that. It searches over weights only to find a perceptron to show.
"""

from functools import cache
from itertools import combinations, product
from typing import Literal

from ..answers.choice import ChoiceAnswer, Option
from ..draw import Draw
from ..exercise.closed_form import Line, exact_choice, exact_exercise, exact_number
from ..exercise.exercise import Exercise
from ..readings.paper import number
from ._base import template

Point = tuple[int, ...]
Unit = tuple[tuple[int, ...], float]  # weights, bias


@template(warm_up={"tables": "separable"}, hard={"inputs": 3}, by_hand=True)
def linear_separability(
    draw: Draw, inputs: Literal[2, 3] = 2, tables: Literal["separable", "any"] = "any"
) -> Exercise:
    """Whether a perceptron can compute a truth table, with which weights, and how many rows fit."""
    return exercise(draw, inputs, tables)


def exercise(draw: Draw, inputs: int, tables: str, *, by_search: bool = False) -> Exercise:
    """The exercise; with `by_search`, as it was when a search over few weights decided."""
    points, units = _points(inputs), _units(inputs)
    table = draw.choice(_found(inputs))
    if tables == "any" and draw.integer(0, 2) == 0:
        table = draw.choice(_not_found(inputs))
    can = table in _found(inputs) if by_search else _crossing(table, points) is None
    fits = _fitting(table, points) if can else []
    top = fits[0] if can else max(units, key=lambda unit: _hits(unit, table, points))
    best = _hits(top, table, points)
    given = draw.choice([unit for unit in units if 0 < _hits(unit, table, points) < len(points)])
    lines = [
        Line("right", r"\text{rows right}", exact_number(_hits(given, table, points), [
            ("bias_left_out", "The bias is part of the decision.",
             _hits((given[0], 0), table, points)),
            ("rows_wrong", "These are the rows it gets wrong.",
             len(points) - _hits(given, table, points)),
            ("fires_below", "It fires if the net input is above 0.",
             _hits((tuple(-w for w in given[0]), -given[1]), table, points)),
        ]), r",\;".join(rf"{_net(given, p):g} \Rightarrow {_fires(given, p)}" for p in points),
            "Net input and decision, row by row."),
        Line("most", r"\text{rows right at best}", exact_number(best, [
            ("xor_is_separable", "Two crossing diagonals can't be separated.", len(points)),
            ("half_at_best", "More than half can be classified correctly.", len(points) // 2),
            *([("not_separable_at_all", "Here the ones can be separated from the zeros.",
                len(points) - 1)] if can or by_search else []),
        ]), f"{best}", f"{_why(table, points)} {_written(top)} gets {best} rows right."),
        Line("weights", r"\text{perceptron for all rows}", _weights(draw, table, points, fits), "",
             "Check every row: all decisions must agree."),
    ]  # fmt: skip
    if tables == "separable":
        lines = [line for line in lines if line.name != "most"]
    head = " & ".join(f"x_{i + 1}" for i in range(inputs))
    rows = r" \\ ".join(
        " & ".join(map(str, (*point, target))) for point, target in zip(points, table, strict=True)
    )
    net = " + ".join(f"w_{i + 1} x_{i + 1}" for i in range(inputs))
    statement = (
        f"A perceptron fires ($y = 1$) if ${net} + b > 0$. It should compute\n\n"
        rf"$$\begin{{array}}{{{'c' * inputs}|c}} {head} & t \\ \hline {rows} \end{{array}}$$"
        f"\n\nHow many of the {len(points)} rows does {_written(given)} get right? "
        + ("How many can a single perceptron get right at best? " if tables == "any" else "")
        + "Which perceptron gets all of them right?"
    )
    return exact_exercise(statement, lines)


@cache
def _points(inputs: int) -> tuple[Point, ...]:
    return tuple(product((0, 1), repeat=inputs))


@cache
def _units(inputs: int, weights: tuple[int, ...] = (-2, -1, 1, 2)) -> tuple[Unit, ...]:
    """Every unit with these weights whose net inputs are never 0."""
    return tuple(
        (w, b + 0.5)
        for w in product(weights, repeat=inputs)
        for b in range(-sum(c for c in w if c > 0) - 1, -sum(c for c in w if c < 0) + 1)
    )


@cache
def _found(inputs: int) -> list[Point]:
    """The tables that small weights compute, in order, except the two constant ones."""
    points = _points(inputs)
    found = {_outputs(unit, points) for unit in _units(inputs)}
    return sorted(table for table in found if 0 < sum(table) < len(points))


@cache
def _not_found(inputs: int) -> list[Point]:
    """The other tables: inseparable ones, and for three inputs those that copy or negate one."""
    every = product((0, 1), repeat=2**inputs)
    known = set(_found(inputs))
    return [t for t in every if t not in known and 0 < sum(t) < len(t)]


def _fitting(table: Point, points: tuple[Point, ...]) -> list[Unit]:
    """Units that get every row right: with small weights, or else with one dominant weight."""
    for weights in ((-2, -1, 1, 2), (-3, -1, 1, 3)):
        fits = [u for u in _units(len(points[0]), weights) if _outputs(u, points) == table]
        if fits:
            return fits
    raise AssertionError(f"{table} has no two crossing diagonals, and no unit was found for it")


def _crossing(table: Point, points: tuple[Point, ...]) -> tuple[list[Point], list[Point]] | None:
    """Two ones and two zeros with the same midpoint, which no line can separate, if any."""
    ones, zeros = (
        {tuple(map(sum, zip(*pair, strict=True))): list(pair) for pair in combinations(side, 2)}
        for side in (
            [p for p, t in zip(points, table, strict=True) if t == kind] for kind in (1, 0)
        )
    )
    middle = min(set(ones) & set(zeros), default=None)
    return None if middle is None else (ones[middle], zeros[middle])


def _why(table: Point, points: tuple[Point, ...]) -> str:
    """Why the ones can or cannot be separated from the zeros."""
    found = _crossing(table, points)
    if found is None:
        return "One line separates the ones from the zeros."
    ones, zeros = (" and ".join(map(str, side)) for side in found)
    return (
        f"The ones at {ones} have the same midpoint as the zeros at {zeros}: whatever fires at "
        "both ones fires at one of the zeros too."
    )


def _weights(draw: Draw, table: Point, points: tuple[Point, ...], fits: list[Unit]) -> ChoiceAnswer:
    """The options: a unit that fits (if any), near misses, and "none"."""
    hits = [(unit, _hits(unit, table, points)) for unit in _units(len(points[0]))]
    most = max(count for _, count in hits if count < len(points))
    near = draw.shuffled([unit for unit, count in hits if count == most])[:3]
    wrong = [(f"misses_a_row_{n}", _written(unit), _miss(unit, table, points))
             for n, unit in enumerate(near, 1)]  # fmt: skip
    none = "none: no weights and bias can do it"
    if not fits:
        return exact_choice(draw, (none, "This table is not linearly separable."), wrong)
    called = ("called_inseparable", none, "These ones can be separated from the zeros.")
    if table in _found(len(points[0])):
        right = (_written(draw.choice(fits)), "All rows agree.")
        return exact_choice(draw, right, [called, *wrong])
    # Earlier variants of these had no correct option, so the old options keep their places.
    options = draw.shuffled([Option(text, False, remark, name)
                              for name, text, remark in (called, *wrong)])  # fmt: skip
    right_one = Option(_written(draw.choice(fits)), True, "All rows agree.")
    return ChoiceAnswer((*options, right_one))


def _miss(unit: Unit, table: Point, points: tuple[Point, ...]) -> str:
    point = next(p for p, t in zip(points, table, strict=True) if _fires(unit, p) != t)
    return f"At {point} the net input is {_net(unit, point):g}, so it gives {_fires(unit, point)}."


def _net(unit: Unit, point: Point) -> float:
    return sum(w * x for w, x in zip(unit[0], point, strict=True)) + unit[1]


def _fires(unit: Unit, point: Point) -> int:
    return int(_net(unit, point) > 0)


@cache
def _outputs(unit: Unit, points: tuple[Point, ...]) -> Point:
    return tuple(_fires(unit, p) for p in points)


def _hits(unit: Unit, table: Point, points: tuple[Point, ...]) -> int:
    return sum(y == t for y, t in zip(_outputs(unit, points), table, strict=True))


def _written(unit: Unit) -> str:
    return f"$w = ({', '.join(map(str, unit[0]))}),\\ b = {number(unit[1], 1)}$"
