"""Which entries get the gradient of a max pooling layer."""

from typing import Literal

import numpy as np

from ..draw import Draw, Redraw
from ..exercise.closed_form import Line, exact_exercise, exact_number, signed
from ..exercise.exercise import Exercise
from ..exercise.statement import matrix
from ..graph.quantity import Quantity, label, symbol
from ..ops._base import OPS
from ..ops._windows import outputs, windows
from ._base import Ask, template
from .pooling_forward import convention

Index = tuple[int, ...]
ADDED = "an entry that wins several windows gets the sum of their gradients; this takes one."


@template(warm_up={"stride": 2}, hard={"across": 3}, by_hand=True)
def max_pool_gradient(
    draw: Draw, stride: Literal[1, 2] = 1, across: Literal[2, 3] = 2, ask: Ask = "few"
) -> Exercise:
    """Which entries of an image get the gradient of max pooling, and how much."""
    pool = OPS["max_pool2d"](2, stride)
    size, reach = 2 + stride * (across - 1), 19 if across == 2 else 59
    x = draw.array(size, size, low=-reach, high=reach, places=0)
    g = 4 * draw.array(
        across, across, low=-reach // 2, high=reach // 2, places=0
    )  # multiples of 4, so that a quarter is whole too
    y = pool.forward(x)
    (key,) = pool.vjp(g, y, x)
    bent = [
        (f"max_pool2d.{bend.name}", bend.remark, getattr(pool, bend.name)(g, y, x)[0])
        for bend in pool.bends.values()
        if bend.replaces == "vjp"
    ]
    lines = []
    chosen = _asked(draw, key)
    if ask == "few":
        shared = {index: len(_windows_won(index, x, y, stride)) for index in chosen}
        chosen = _few(chosen, shared, across + 1 if stride > 1 else across + 2)
    for index in chosen:
        where = Quantity("grad", "X", index)
        wrong = [(name, remark, float(array[index])) for name, remark, array in bent]
        name = label(where, x.shape)
        won = _windows_won(index, x, y, stride)
        wrong += [("one_window_only", ADDED, float(g[at])) for at in won[1:]]
        latex, text = _explained(won, g)
        answer = exact_number(int(key[index]), wrong)
        lines.append(Line(where.name, name, answer, f"{name} = {latex}{answer.key}", text))
    statement = (
        f"{convention('max_pool2d', 2, stride)}\n\n"
        rf"$$X = {matrix(x)},\quad \frac{{\partial E}}{{\partial Y}} = {matrix(g)}$$"
        "\n\nThe second matrix is the upstream gradient. What gradient does each of these "
        "entries of $X$ get?"
    )
    return exact_exercise(statement, lines)


def _asked(draw: Draw, key: np.ndarray) -> list[Index]:
    """At least five entries in row order: all winners, and at least one that gets nothing."""
    indices = [tuple(map(int, index)) for index in np.ndindex(*key.shape)]
    losers = [index for index in indices if key[index] == 0]
    winners = [index for index in indices if key[index] != 0]
    for _ in range(len(losers) - max(1, 5 - len(winners))):
        losers.pop(draw.integer(0, len(losers) - 1))
    if len(winners) < 2:
        raise Redraw
    return sorted(winners + losers)


def _few(indices: list[Index], won: dict[Index, int], most: int) -> list[Index]:
    """Few of them in row order: entries that win, most windows first, and one that wins none."""
    ranked = sorted(indices, key=lambda index: -won[index])
    loser = next(index for index in ranked if not won[index])
    return sorted([*[index for index in ranked if won[index]][: most - 1], loser])


def _windows_won(index: Index, x: np.ndarray, y: np.ndarray, stride: int) -> list[Index]:
    """The windows in which this entry is the largest, in row order."""
    kernel = (2, 2)
    return sorted(
        at
        for _, (rows, columns) in windows(outputs(x.shape, kernel, stride), kernel, stride)
        for at in np.ndindex(*y.shape)
        if (rows.start + stride * at[0], columns.start + stride * at[1]) == index
        and y[at] == x[index]
    )


def _explained(won: list[Index], g: np.ndarray) -> tuple[str, str]:
    """The sum of the gradients of the windows won, as a formula and in words."""
    if not won:
        return "", "It isn't the largest entry of any window, so it doesn't affect any output."
    names = (rf"\frac{{\partial E}}{{\partial {symbol('Y', at, g.shape)}}}" for at in won)
    numbers = (signed(g[at], first=at == won[0]) for at in won)
    text = "It gets the gradients of all the windows in which it is the largest entry."
    summed = f"{' '.join(numbers)} = " if len(won) > 1 else ""
    return f"{' + '.join(names)} = {summed}", text
