"""Truth tables that one perceptron can learn, and the two that it cannot."""

from itertools import product

from ..answers.choice import ChoiceAnswer
from ..draw import Draw
from ..exact import Line, exact_choice, exact_exercise, exact_number, shuffled
from ..exercise import Exercise
from ..template import template
from ..written import number

POINTS = tuple(product((0, 1), repeat=2))
Unit = tuple[int, int, float]  # w1, w2, b
UNITS: tuple[Unit, ...] = tuple(
    (w1, w2, b)
    for w1, w2 in product((-2, -1, 1, 2), repeat=2)
    for b in (-2.5, -1.5, -0.5, 0.5, 1.5)
)  # no net input of any is 0
NEITHER = {(0, 1, 1, 0), (1, 0, 0, 1)}  # XOR and its opposite


@template
def linear_separability(draw: Draw) -> Exercise:
    """Whether a perceptron can compute a truth table, which weights do, and how many rows fit."""
    table = draw.choice(sorted(NEITHER)) if draw.integer(0, 2) == 0 else _separable(draw)
    can = table not in NEITHER
    given = draw.choice([unit for unit in UNITS if 0 < _hits(unit, table) < 4])
    lines = [
        Line("right", r"\text{rows right}", exact_number(_hits(given, table), [
            ("bias_left_out", "The bias takes part in the decision.",
             _hits((given[0], given[1], 0), table)),
            ("rows_wrong", "These are the rows it gets wrong.", 4 - _hits(given, table)),
            ("fires_below", "It fires where the net input is above 0.",
             _hits((-given[0], -given[1], -given[2]), table)),
        ]), r",\;".join(rf"{_net(given, p):g} \Rightarrow {_fires(given, p)}" for p in POINTS),
            "Net input and decision, row by row."),
        Line("most", r"\text{rows right at best}", exact_number(4 if can else 3, [
            ("xor_is_separable", "Two crossing diagonals cannot be parted by one line.", 4),
            ("half_at_best", "A line can put three of the four on their right side.", 2),
            ("not_separable_at_all", "One line parts the ones from the zeros here.", 3),
        ]), r"4" if can else r"3",
            "One line parts the ones from the zeros." if can else
            "The ones lie on one diagonal and the zeros on the other: no line parts them, but a "
            "line can cut off one corner, and then three rows are right."),
        Line("weights", r"\text{perceptron for all rows}", _weights(draw, table, can), "",
             "Put every row in: all four decisions have to agree."),
    ]  # fmt: skip
    rows = r" \\ ".join(f"{p[0]} & {p[1]} & {t}" for p, t in zip(POINTS, table, strict=True))
    statement = (
        "A perceptron fires, $y = 1$, where $w_1 x_1 + w_2 x_2 + b > 0$. It should compute\n\n"
        rf"$$\begin{{array}}{{cc|c}} x_1 & x_2 & t \\ \hline {rows} \end{{array}}$$"
        f"\n\nHow many of the four rows does {_written(given)} get right? How many can a single "
        "perceptron get right at best? Which perceptron gets all of them right?"
    )
    return exact_exercise(statement, lines)


def _separable(draw: Draw) -> tuple[int, ...]:
    tables = sorted({tuple(_fires(unit, p) for p in POINTS) for unit in UNITS})
    return draw.choice([table for table in tables if 0 < sum(table) < 4])


def _weights(draw: Draw, table: tuple[int, ...], can: bool) -> ChoiceAnswer:
    """One unit that fits (if any), near misses, and that there is none."""
    fits = [unit for unit in UNITS if _hits(unit, table) == 4]
    near = shuffled(draw, [unit for unit in UNITS if _hits(unit, table) == 3])[:3]
    wrong = [(f"misses_a_row_{n}", _written(unit), _miss(unit, table))
             for n, unit in enumerate(near, 1)]  # fmt: skip
    none = "none: no weights and bias can do it"
    if not can:
        return exact_choice(draw, (none, "This table is not linearly separable."), wrong)
    right = (_written(draw.choice(fits)), "All four rows agree.")
    return exact_choice(
        draw,
        right,
        [("called_inseparable", none, "A line parts these ones from the zeros."), *wrong],
    )


def _miss(unit: Unit, table: tuple[int, ...]) -> str:
    point = next(p for p, t in zip(POINTS, table, strict=True) if _fires(unit, p) != t)
    return (
        f"At ({point[0]}, {point[1]}) the net input is {_net(unit, point):g}, so it gives "
        f"{_fires(unit, point)}."
    )


def _net(unit: Unit, point: tuple[int, ...]) -> float:
    return unit[0] * point[0] + unit[1] * point[1] + unit[2]


def _fires(unit: Unit, point: tuple[int, ...]) -> int:
    return int(_net(unit, point) > 0)


def _hits(unit: Unit, table: tuple[int, ...]) -> int:
    return sum(_fires(unit, p) == t for p, t in zip(POINTS, table, strict=True))


def _written(unit: Unit) -> str:
    return f"$w = ({unit[0]}, {unit[1]}),\\ b = {number(unit[2], 1)}$"
