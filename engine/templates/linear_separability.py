"""Truth tables that one perceptron can learn, and the two that it cannot."""

from functools import cache
from itertools import combinations, product
from typing import Literal

from ..answers.choice import ChoiceAnswer
from ..draw import Draw
from ..exact import Line, exact_choice, exact_exercise, exact_number, shuffled
from ..exercise import Exercise
from ..template import template
from ..written import number

Point = tuple[int, ...]
Unit = tuple[tuple[int, ...], float]  # weights, bias


@template(warm_up={"tables": "separable"}, hard={"inputs": 3})
def linear_separability(
    draw: Draw, inputs: Literal[2, 3] = 2, tables: Literal["separable", "any"] = "any"
) -> Exercise:
    """Whether a perceptron can compute a truth table, which weights do, and how many rows fit."""
    points, units = _points(inputs), _units(inputs)
    table = _separable(draw, inputs)
    if tables == "any" and draw.integer(0, 2) == 0:
        table = _inseparable(draw, inputs)
    top = max(units, key=lambda unit: _hits(unit, table, points))
    best = _hits(top, table, points)
    can = best == len(points)
    given = draw.choice([unit for unit in units if 0 < _hits(unit, table, points) < len(points)])
    lines = [
        Line("right", r"\text{rows right}", exact_number(_hits(given, table, points), [
            ("bias_left_out", "The bias takes part in the decision.",
             _hits((given[0], 0), table, points)),
            ("rows_wrong", "These are the rows it gets wrong.",
             len(points) - _hits(given, table, points)),
            ("fires_below", "It fires where the net input is above 0.",
             _hits((tuple(-w for w in given[0]), -given[1]), table, points)),
        ]), r",\;".join(rf"{_net(given, p):g} \Rightarrow {_fires(given, p)}" for p in points),
            "Net input and decision, row by row."),
        Line("most", r"\text{rows right at best}", exact_number(best, [
            ("xor_is_separable", "Two crossing diagonals cannot be parted.", len(points)),
            ("half_at_best", "More than half can be put on their right side.", len(points) // 2),
            ("not_separable_at_all", "The ones can be parted from the zeros here.",
             len(points) - 1),
        ]), f"{best}", f"{_why(table, points)} {_written(top)} gets {best} rows right."),
        Line("weights", r"\text{perceptron for all rows}", _weights(draw, table, inputs, can), "",
             "Put every row in: all decisions have to agree."),
    ]  # fmt: skip
    if tables == "separable":
        lines = [line for line in lines if line.name != "most"]
    head = " & ".join(f"x_{i + 1}" for i in range(inputs))
    rows = r" \\ ".join(
        " & ".join(map(str, (*point, target))) for point, target in zip(points, table, strict=True)
    )
    net = " + ".join(f"w_{i + 1} x_{i + 1}" for i in range(inputs))
    statement = (
        f"A perceptron fires, $y = 1$, where ${net} + b > 0$. It should compute\n\n"
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
def _units(inputs: int) -> tuple[Unit, ...]:
    """Small weights that reach every separable table; no net input is 0."""
    return tuple(
        (w, b + 0.5)
        for w in product((-2, -1, 1, 2), repeat=inputs)
        for b in range(-sum(c for c in w if c > 0) - 1, -sum(c for c in w if c < 0) + 1)
    )


@cache
def _tables(inputs: int) -> list[Point]:
    """The separable tables in order, without the two that are all alike."""
    points = _points(inputs)
    found = {tuple(_fires(unit, p) for p in points) for unit in _units(inputs)}
    return sorted(table for table in found if 0 < sum(table) < len(points))


def _separable(draw: Draw, inputs: int) -> Point:
    return draw.choice(_tables(inputs))


def _inseparable(draw: Draw, inputs: int) -> Point:
    every = product((0, 1), repeat=2**inputs)
    known = set(_tables(inputs))
    return draw.choice([t for t in every if t not in known and 0 < sum(t) < len(t)])


def _why(table: Point, points: tuple[Point, ...]) -> str:
    """Two ones and two zeros with the same midpoint, if there are such: then nothing parts them."""
    middles = [
        {tuple(map(sum, zip(*pair, strict=True))): pair for pair in combinations(side, 2)}
        for side in (
            [p for p, t in zip(points, table, strict=True) if t == kind] for kind in (1, 0)
        )
    ]
    for middle in sorted(set(middles[0]) & set(middles[1])):
        ones, zeros = (" and ".join(map(str, side[middle])) for side in middles)
        return (
            f"The ones at {ones} have the same midpoint as the zeros at {zeros}: whatever fires at "
            "both ones fires at one of the zeros too."
        )
    return "One cut parts the ones from the zeros."


def _weights(draw: Draw, table: Point, inputs: int, can: bool) -> ChoiceAnswer:
    """One unit that fits (if any), near misses, and that there is none."""
    points, units = _points(inputs), _units(inputs)
    hits = [(unit, _hits(unit, table, points)) for unit in units]
    most = max(count for _, count in hits if count < len(points))
    near = shuffled(draw, [unit for unit, count in hits if count == most])[:3]
    wrong = [(f"misses_a_row_{n}", _written(unit), _miss(unit, table, points))
             for n, unit in enumerate(near, 1)]  # fmt: skip
    none = "none: no weights and bias can do it"
    if not can:
        return exact_choice(draw, (none, "This table is not linearly separable."), wrong)
    fits = [unit for unit, count in hits if count == len(points)]
    right = (_written(draw.choice(fits)), "All rows agree.")
    return exact_choice(
        draw,
        right,
        [("called_inseparable", none, "These ones can be parted from the zeros."), *wrong],
    )


def _miss(unit: Unit, table: Point, points: tuple[Point, ...]) -> str:
    point = next(p for p, t in zip(points, table, strict=True) if _fires(unit, p) != t)
    return f"At {point} the net input is {_net(unit, point):g}, so it gives {_fires(unit, point)}."


def _net(unit: Unit, point: Point) -> float:
    return sum(w * x for w, x in zip(unit[0], point, strict=True)) + unit[1]


def _fires(unit: Unit, point: Point) -> int:
    return int(_net(unit, point) > 0)


def _hits(unit: Unit, table: Point, points: tuple[Point, ...]) -> int:
    return sum(_fires(unit, p) == t for p, t in zip(points, table, strict=True))


def _written(unit: Unit) -> str:
    return f"$w = ({', '.join(map(str, unit[0]))}),\\ b = {number(unit[1], 1)}$"
