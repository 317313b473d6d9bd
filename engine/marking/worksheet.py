"""What a learner has written so far, and the bounds on what follows from it.

Every blank of a graph exercise is an entry of an array. Going on from a number of one's own is an
intervention on the graph: the number replaces what was computed there, each as exact as written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any, NamedTuple

from ..answers.number import SLACK
from ..exercise.exercise import Exercise
from ..graph.bent import at, by_array
from ..graph.program import Bent, execute
from ..graph.quantity import Quantity
from ..readings.digits import unit
from ..readings.interval import Interval, Rounding

VAGUE = 0.5  # width of bounds, next to their size, from which on they tell nothing
FEWEST = 2  # digits that a wrong number is taken to have, however short it is


class Own(NamedTuple):
    """A blank, the number in it, how many of its digits count, and whether it was right."""

    quantity: Quantity
    number: float
    digits: int
    right: bool = True

    def stands_for(self, cut: bool = False) -> tuple[float, float]:
        """The ends of what may have been rounded to it, or cut off after its digits."""
        last = unit(self.number, self.digits)
        if cut:  # away from 0
            return min(self.number, self.number - last * (self.number < 0)), max(
                self.number, self.number + last * (self.number > 0)
            )
        return self.number - last / 2, self.number + last / 2


class Worksheet:
    """The numbers of one learner: those written up to now, and all that can be read at all."""

    def __init__(self, exercise: Exercise, numbers: Mapping[Quantity, float]) -> None:
        assert exercise.graph is not None
        assert exercise.digits is not None
        self.exercise, self.program = exercise, exercise.graph.program
        self.ranges = {node.name: node.op.bounds for node in exercise.graph.nodes}
        answers = [part.answer for part in exercise.parts]
        self.keys = dict(zip(exercise.asked, [answer.key for answer in answers], strict=True))
        self.numbers = numbers
        self.digits = exercise.digits
        self.written: list[Own] = []  # as the learner goes on from it
        self._clean: dict[Rounding, dict[str, Any]] = {}

    @property
    def wrong(self) -> list[Own]:
        """Those of the numbers written that are wrong."""
        return [own for own in self.written if not own.right]

    @property
    def righted(self) -> list[Own]:
        """The numbers written, with correct ones in place of the wrong ones."""
        return [
            own if own.right else Own(own.quantity, self.keys[own.quantity], self.digits)
            for own in self.written
        ]

    def write(self, target: Quantity, number: float, right: bool, digits: int) -> None:
        """Note what stands in a blank; it counts to so many digits."""
        self.written.append(Own(target, number, digits, right))

    def repeated(self, target: Quantity, number: float) -> bool:
        """Whether the same number stands in another blank, which has another correct value."""
        here, last = self.keys[target], unit(self.keys[target], self.digits)
        return any(
            number == other and abs(self.keys[quantity] - here) > last / 2
            for quantity, other in self.numbers.items()
        )

    def precisions(self, number: float) -> list[int]:
        """The numbers of digits by which to judge: those asked for, then fewer if fewer were typed.

        Whoever typed an earlier number with fewer digits may go on with fewer.
        """
        typed = digits_typed(number, self.digits) if number else FEWEST  # it may have cancelled
        least = max(FEWEST, min([typed, *(own.digits for own in self.written)]))
        return sorted({self.digits, max(FEWEST, typed), least}, reverse=True)

    def bounds(
        self, target: Quantity, given: Iterable[Own], rounding: Rounding, bend: Bent = ()
    ) -> Interval:
        """Bounds on `target` when some values are the learner's own, and some rules wrong."""
        own = self._intervals(given, rounding)
        stop = self.program.position(target.array) + 1
        start = 0 if bend else 1 + min(map(self.program.position, own), default=stop)
        clean = self.clean(rounding)
        arrays = execute(self.program, clean, start=start, stop=stop, bend=bend, given=own)
        return at(arrays[target.array], target.index)[()]

    def follow(self, later: Iterable[Quantity], bend: Bent = ()) -> bool:
        """Whether each of these blanks follows from the learner's own values before it."""
        rest = [Own(q, x, max(FEWEST, digits_typed(x, self.digits)))
                for q, x in self.numbers.items()]  # fmt: skip
        rounding = Rounding(self.digits)
        given = self._intervals([*self.written, *rest], rounding)
        computed: dict[str, Any] = {}
        execute(self.program, self.clean(rounding), bend=bend, given=given, computed=computed)
        return all(
            inside(number := self.numbers[quantity],
                   at(computed[quantity.array], quantity.index)[()],
                   digits_typed(number, self.digits))
            for quantity in later
        )  # fmt: skip

    def clean(self, rounding: Rounding) -> dict[str, Any]:
        """Bounds on every array of the program for one who makes no mistake."""
        if rounding not in self._clean:
            leaves = self.exercise.leaves.items()
            exact = {name: Interval(leaf, leaf, rounding) for name, leaf in leaves}
            self._clean[rounding] = execute(self.program, exact)
        return self._clean[rounding]

    def _intervals(
        self, given: Iterable[Own], rounding: Rounding
    ) -> dict[str, list[tuple[tuple[int, ...], Any]]]:
        """Numbers as exact as written, as overrides of the interpreter."""
        return by_array(
            (own.quantity, Interval(*own.stands_for(rounding.cut), rounding)) for own in given
        )


def digits_typed(number: float, asked: int) -> int:
    """How many significant digits of a number count: those typed, and at most those asked for."""
    typed = getattr(number, "digits", None)
    return asked if typed is None else max(1, min(typed, asked))


def inside(number: float, bounds: Interval, digits: int) -> bool:
    """Whether a number to so many digits may lie within these bounds.

    Rounding in another order, or cutting off, may cost one unit more, except where all is exact.
    """
    low, high = float(bounds.lo), float(bounds.hi)
    size = max(abs(low), abs(high))
    if not isfinite(size):
        return True
    slack = unit(size, digits) * (1 if high > low else 0.5) * (1 + SLACK)
    return low - slack <= number <= high + slack


def vague(bounds: Interval) -> bool:
    """Whether bounds are too wide, next to their size, to tell anything about what lies within."""
    low, high = float(bounds.lo), float(bounds.hi)
    return not high - low <= VAGUE * max(abs(low), abs(high))
