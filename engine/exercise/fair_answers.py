"""As few digits as tell right answers from wrong ones, and the answers that they make.

The rounding envelope of each answer and the wrong answers worth naming are derived here. Numbers
that do not separate right from wrong are refused with `Redraw`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf, isfinite
from typing import Any

import numpy as np

from ..answers.number import NumberAnswer, WrongNumber
from ..draw import Redraw
from ..graph.bent import at, by_array, either
from ..graph.program import Program, execute
from ..graph.quantity import Quantity
from ..readings.digits import count, unit
from ..readings.interval import Interval
from ..readings.rounding import Rounding
from .as_stored import STORED
from .refused_draws import MISTAKE, MISTAKES, ROUNDED, on_the_way

Wrong = tuple[str, str, float]  # name and remark of a misconception, and what it makes of a blank

FEWEST = 3  # digits that a statement asks for
MOST = 4  # that it asks for where three cannot tell right from wrong
_MOST: ContextVar[int] = ContextVar("_MOST", default=MOST)
EXACT = 5  # exact answers with at most this many digits are asked for in full
SAME = 1e-9  # relative difference of equal numbers computed in different ways
WIDEST = 0.05  # part of a key by which honest rounding may miss it, beyond its last digit


@contextmanager
def up_to_digits(most: int) -> Iterator[None]:
    """Within it, exercises may ask for so many significant digits."""
    token = _MOST.set(most)
    try:
        yield
    finally:
        _MOST.reset(token)


def fair_answers(
    program: Program,
    leaves: Mapping[str, np.ndarray],
    given: Sequence[tuple[Quantity, float]],
    bent: Sequence[Sequence[Wrong]],
) -> tuple[int, list[NumberAnswer]]:
    """As few digits as tell the right answers from the wrong ones, and the answers expected.

    `given` are the blanks with the correct values, and `bent` what is wrong in each of them.
    """
    bent = [[wrong for wrong in each if _differs(wrong, key)]
            for each, (_, key) in zip(bent, given, strict=True)]  # fmt: skip
    refused = Redraw()
    for digits in _digits(given):
        try:
            for (quantity, key), wrong in zip(given, bent, strict=True):
                _told_apart(key, key, key, wrong, digits, quantity.array)
            # wider bounds, which take long, refuse no less
            bounds = local_bounds(program, leaves, given, digits)
            return digits, [_answer(key, bound, wrong, digits, quantity.array)
                            for (quantity, key), bound, wrong
                            in zip(given, bounds, bent, strict=True)]  # fmt: skip
        except Redraw as error:
            refused = error
    if STORED.get():
        return digits, [NumberAnswer(key, digits=digits) for _, key in given]
    asked = {quantity.array for quantity, _ in given}
    raise Redraw(refused.why, refused.array, on_the_way(program, refused.array, asked))


def _differs(wrong: Wrong, key: float) -> bool:
    """Whether a wrong rule changes what is asked."""
    value = wrong[-1]
    return isfinite(value) and abs(value - key) > SAME * max(1.0, abs(key))


def _digits(given: Sequence[tuple[Quantity, float]]) -> tuple[int, ...]:
    """The numbers of digits to try: all that exact keys have, where those are few."""
    exact = max(count(key) for _, key in given)
    return tuple(range(FEWEST, max(_MOST.get(), exact if exact <= EXACT else 0) + 1))


def local_bounds(
    program: Program,
    leaves: Mapping[str, np.ndarray],
    given: Sequence[tuple[Quantity, float]],
    digits: int,
) -> Iterator[Interval]:
    """Bounds on each asked quantity, in order, for one who has written the keys of those before it.

    Going on from a number means from within half a unit of its last digit. No more is worked out
    than what leads so far, for the first that is too wide ends it.
    """
    computed: dict[str, Any] = {}
    own = by_array((quantity, rounded(key, digits)) for quantity, key in given)
    arrays = {name: Interval(leaf, leaf, Rounding(digits)) for name, leaf in leaves.items()}
    done = 0
    for quantity, _ in given:
        if quantity.array not in computed:
            only = range(done, done := 1 + program.position(quantity.array))
            arrays = execute(program, arrays, only=only, given=own, computed=computed)
        yield at(computed[quantity.array], quantity.index)[()]


def rounded(number: float, digits: int) -> Interval:
    """The range that a number stands for once it is rounded to this many digits."""
    half = unit(number, digits) / 2
    return Interval(number - half, number + half, Rounding(digits))


def _answer(
    key: float, bound: Interval, bent: Sequence[Wrong], digits: int, array: str
) -> NumberAnswer:
    """The correct value with its envelope, and the named wrong answers."""
    ends = min(float(bound.lo), key), max(float(bound.hi), key)
    low, high, found = _told_apart(key, *ends, bent, digits, array)
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


def _told_apart(
    key: float, low: float, high: float, bent: Sequence[Wrong], digits: int, array: str
) -> tuple[float, float, dict[float, list[tuple[str, str]]]]:
    """The envelope, and by wrong value the names and remarks; `Redraw` where they are too close.

    Rounding in another order, or cutting off instead, may cost one unit of the last digit: the
    envelope includes it.
    """
    last = unit(max(abs(low), abs(high)), digits)
    if not (isfinite(low) and isfinite(high)) or high - low > 2 * WIDEST * abs(key) + last:
        raise Redraw(ROUNDED, array)  # 0 too, unless no rounding can move it
    low, high = low - last, high + last
    found: dict[float, list[tuple[str, str]]] = {}
    for name, remark, made in bent:
        value = made + 0.0  # of −0, 0
        if low - last <= value <= high + last:
            raise Redraw(MISTAKE, array)  # who cuts off on the way may go a little further still
        near = gap = inf
        for other in found:
            if abs(other - value) < gap:
                near, gap = other, abs(other - value)
        if gap <= SAME * max(1.0, abs(value)):
            found[near].append((name, remark))
        elif gap <= high - low:
            raise Redraw(MISTAKES, array)  # two misconceptions that rounding would mix up
        else:
            found[value] = [(name, remark)]
    return low, high, found
