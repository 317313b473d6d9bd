"""What a learner has written so far, and the bounds on what follows from it.

Every blank of a graph exercise is an entry of an array. Going on from a number of one's own is an
intervention on the graph: the number replaces what was computed there, each as exact as written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from ..exercise.exercise import Exercise
from ..graph.bent import at, by_array
from ..graph.program import Bent, execute
from ..graph.quantity import Quantity
from ..readings.interval import Interval

Own = tuple[Quantity, float]  # a blank and the number in it


class Worksheet:
    """The numbers of one learner: those written up to now, and all that can be read at all."""

    def __init__(self, exercise: Exercise, numbers: Mapping[Quantity, float]) -> None:
        assert exercise.graph is not None
        assert exercise.decimals is not None
        self.exercise, self.program = exercise, exercise.graph.program
        self.ranges = {node.name: node.op.bounds for node in exercise.graph.nodes}
        self.numbers = numbers
        self.decimals = exercise.decimals
        self.half = 0.5 * 10.0**-exercise.decimals  # of a unit of the last decimal kept
        self.written: list[Own] = []  # as the learner goes on from it
        self.wrong: list[Own] = []  # those of it that are wrong

    @cached_property
    def clean(self) -> dict[str, Any]:
        """Bounds on every array of the program for one who makes no mistake."""
        leaves = self.exercise.leaves
        return execute(
            self.program, {name: Interval(leaf, leaf, self.half) for name, leaf in leaves.items()}
        )

    def bounds(self, target: Quantity, given: Iterable[Own], bend: Bent = ()) -> Interval:
        """Bounds on `target` when some values are the learner's own, and some rules wrong."""
        own = self._intervals(given)
        stop = self.program.position(target.array) + 1
        start = 0 if bend else 1 + min(map(self.program.position, own), default=stop)
        arrays = execute(self.program, self.clean, start=start, stop=stop, bend=bend, given=own)
        return at(arrays[target.array], target.index)[()]

    def follow(self, later: Iterable[Quantity], bend: Bent = ()) -> bool:
        """Whether each of these blanks follows from the learner's own values before it."""
        given = self._intervals([*self.written, *self.numbers.items()])
        computed: dict[str, Any] = {}
        execute(self.program, self.clean, bend=bend, given=given, computed=computed)
        return all(
            self.inside(self.numbers[quantity], at(computed[quantity.array], quantity.index)[()])
            for quantity in later
        )

    def inside(self, number: float, bounds: Interval) -> bool:
        """Whether a number, rounded to the decimals kept, may lie within these bounds."""
        slack = self.half * (1 + 1e-9)
        return bool(bounds.lo - slack <= number <= bounds.hi + slack)

    def _intervals(self, given: Iterable[Own]) -> dict[str, list[tuple[tuple[int, ...], Any]]]:
        """Numbers as exact as written, as overrides of the interpreter."""
        return by_array(
            (quantity, Interval(value - self.half, value + self.half, self.half))
            for quantity, value in given
        )
