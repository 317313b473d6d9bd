"""What a learner has written so far, and the bounds on what follows from it.

Every blank of a graph exercise is an entry of an array. Going on from a number of one's own is an
intervention on the graph: the number replaces what was computed there, each as exact as written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from ..exercise.exercise import Exercise
from ..graph.bent import at, between, by_array, depending
from ..graph.program import Bent, execute
from ..graph.quantity import Quantity
from ..readings.digits import unit
from ..readings.interval import Interval
from ..readings.rounding import Rounding
from .kept import Kept
from .own import Own
from .tolerance import FEWEST, VAGUE, digits_typed, far_apart, inside, vague

FAR = 0.5  # part of a value by which no slip is taken to be off


class Worksheet:
    """The numbers of one learner: those written up to now, and all that can be read at all."""

    def __init__(self, exercise: Exercise, numbers: Mapping[Quantity, float]) -> None:
        assert exercise.graph is not None
        assert exercise.digits is not None
        self.exercise, self.program = exercise, exercise.program
        self.seed = f"grad.{exercise.graph.names[-1]}"  # of the loss with respect to itself: 1
        self.ranges = {node.name: node.op.bounds for node in exercise.graph.nodes}
        answers = [part.answer for part in exercise.parts]
        self.keys = dict(zip(exercise.asked, [answer.key for answer in answers], strict=True))
        self.numbers = numbers
        self.digits = exercise.digits
        self.written: list[Own] = []  # as the learner goes on from it
        self.runs: dict[tuple[Rounding, int | None], Kept] = {}  # by way of computing
        self._shared: dict[tuple[Any, ...], dict[Bent, Any]] = {}

    @property
    def wrong(self) -> list[Own]:
        """The wrong ones among the numbers written."""
        return [own for own in self.written if not own.right]

    @property
    def righted(self) -> list[Own]:
        """The numbers written, with correct ones in place of the wrong ones."""
        return [
            own if own.right else Own(own.quantity, self.keys[own.quantity], self.digits)
            for own in self.written
        ]

    def write(
        self, target: Quantity, number: float, right: bool, digits: int, unclear: bool = False
    ) -> None:
        """Note the number in a blank and how many of its digits count, which may be `unclear`."""
        key = self.keys[target] if unclear else None
        own = Own(target, number, digits, right, key)
        self.written.append(own)
        self._floats.put(target.array, target.index, number)
        for (rounding, _), run in self.runs.items():
            run.put(target.array, target.index, self.bounded(own, rounding))

    def copied(self, target: Quantity, number: float) -> bool:
        """Whether the number is in the statement, or in a blank with another correct value."""
        return self.given(number) or self.repeated(target, number)

    def everywhere(self, number: float) -> bool:
        """Whether it is the only number in several blanks."""
        return len(self.numbers) > 1 and set(self.numbers.values()) == {number}

    def far_off(self, target: Quantity, number: float) -> bool:
        """Whether it is further from the correct value than a slip or few digits would lead."""
        return abs(number - self.keys[target]) > FAR * abs(self.keys[target])

    def given(self, number: float) -> bool:
        """Whether the number stands in the statement."""
        return any(np.any(leaf == number) for leaf in self.exercise.leaves.values())

    def repeated(self, target: Quantity, number: float) -> bool:
        """Whether the same number stands in another blank, which has another correct value."""
        here, last = self.keys[target], unit(self.keys[target], self.digits)
        return any(
            number == other and abs(self.keys[quantity] - here) > last / 2
            for quantity, other in self.numbers.items()
        )

    def precisions(self, target: Quantity, number: float) -> list[int]:
        """The numbers of digits by which to judge: those asked for, then fewer if fewer were typed.

        Whoever typed an earlier number with fewer digits may go on from it with fewer. A single
        digit says too little to be judged by itself.
        """
        typed = digits_typed(number, self.digits) if number else FEWEST  # it may have cancelled
        if typed < FEWEST:  # its zeros may have been left out
            return [self.digits, FEWEST]
        least = max(FEWEST, min([typed, *(own.digits for own in self.before(target.array))]))
        return sorted({self.digits, typed, least}, reverse=True)

    def before(self, array: str) -> list[Own]:
        """The numbers written that lead to an array."""
        leads = self.program.leads_to(array)
        return [own for own in self.written
                if own.quantity.array in leads and own.quantity.array != array]  # fmt: skip

    def bounds(
        self, target: Quantity, given: Iterable[Own], rounding: Rounding, bend: Bent = (), *,
        form: int | None = None,
    ) -> Interval:  # fmt: skip
        """Bounds on `target` when some values are the learner's own, and some rules wrong.

        They are around all equal forms of a rule, or around one of them.
        """
        if given is not self.written:
            others = [one for one in given if one.quantity != target]
            arrays = self._run(self._begun(others, rounding, form), target.array, rounding, bend)
        else:
            kept = self._kept(rounding, form)
            known = self.shared(target.array, rounding, form) if bend else {}
            if (way := tuple(bend)) not in known:
                known[way] = self._run(kept, target.array, rounding, bend)
            arrays = known[way]
        return at(arrays[target.array], target.index)[()]

    def arrays(self, array: str, rounding: Rounding) -> dict[str, Any]:
        """Bounds on the arrays that lead to one, going on from all that is written."""
        return self._run(self._kept(rounding, None), array, rounding, ())

    def _run(self, kept: Kept, array: str, rounding: Rounding, bend: Bent) -> dict[str, Any]:
        names = [name for name, entries in kept.given.items()
                 if len(entries) == self.values[name].size]  # fmt: skip
        only = between(self.program, names, array, bend)
        whole = {name: Interval(self.values[name], self.values[name], rounding)
                 for name in (*names, self.seed)
                 if name in self.values and name not in kept.arrays}  # fmt: skip
        bent = list(depending(self.program, bend, (), names, sorted(only))) if bend else ()
        return kept.run(only, whole, bend, bent)

    def shared(self, array: str, *how: Any) -> dict[Bent, Any]:
        """What wrong rules make of the numbers that lead to an array, and to those made with it.

        As long as no more of these are written, each of the blanks there asks for the same.
        """
        key = (self.program.position(array), len(self.before(array)), *how)
        return self._shared.setdefault(key, {})

    def _kept(self, rounding: Rounding, form: int | None) -> Kept:
        """What was computed in that way before; else the beginning of it."""
        if (rounding, form) not in self.runs:
            self.runs[rounding, form] = self._begun(self.written, rounding, form)
        return self.runs[rounding, form]

    def _begun(self, given: Iterable[Own], rounding: Rounding, form: int | None) -> Kept:
        begun = Kept(self.program, self.leaves(rounding), form)
        for own in given:
            begun.put(own.quantity.array, own.quantity.index, self.bounded(own, rounding))
        return begun

    def every_bounds(self, target: Quantity, rounding: Rounding) -> Iterator[Interval]:
        """Bounds on `target` going on from all that is written, around all forms of the rules.

        From a wrong number different forms may lead far apart, so that these bounds tell nothing;
        then those around each form alone.
        """
        around = self.bounds(target, self.written, rounding)
        yield around
        if self.wrong and vague(around, self.keys[target]):
            for form in range(self.most_forms + 1):
                yield self.bounds(target, self.written, rounding, form=form)

    @cached_property
    def most_forms(self) -> int:
        """How many equal forms of itself a rule of the program has at most."""
        return max(len(forms) for each in self.program.instructions
                   for forms in ((), *each.op.forms.values()))  # fmt: skip

    def is_far(self, target: Quantity, number: float) -> bool:
        """Whether no bounds around what follows could hold the number and still tell anything."""
        value, key = self.value(target), abs(self.keys[target])
        wide = (VAGUE + 4 * 10.0 ** (1 - self.digits)) * key  # as bounds that the key makes tell
        return abs(number - value) > wide and far_apart(number, value, self.digits)

    def value(self, target: Quantity) -> float:
        """What follows from all that is written, to the last digit."""
        return float(at(self.now[target.array], target.index))

    def follow(self, later: Iterable[Quantity], bend: Bent = ()) -> bool:
        """Whether each of these blanks follows from the learner's own values before it."""
        rest = [Own(q, x, max(FEWEST, digits_typed(x, self.digits)))
                for q, x in self.numbers.items()]  # fmt: skip
        rounding = Rounding(self.digits)
        given = self.intervals([*self.written, *rest], rounding)
        computed: dict[str, Any] = {}
        execute(self.program, self.clean, bend=bend, given=given, computed=computed)
        return all(
            inside(number := self.numbers[quantity],
                   at(computed[quantity.array], quantity.index)[()],
                   digits_typed(number, self.digits))
            for quantity in later
        )  # fmt: skip

    @cached_property
    def clean(self) -> dict[str, Any]:
        """Bounds on every array of the program for one who makes no mistake."""
        return execute(self.program, self.leaves(Rounding(self.digits)))

    @property
    def now(self) -> dict[str, Any]:
        """All arrays as they follow from what is written so far, to the last digit."""
        return self._floats.run(range(len(self.program.instructions)))

    @cached_property
    def _floats(self) -> Kept:
        return Kept(self.program, self.exercise.leaves)

    @cached_property
    def values(self) -> dict[str, np.ndarray]:
        """All arrays of the program as they are."""
        values = execute(self.program, self.exercise.leaves)
        return {name: np.asarray(array, float) for name, array in values.items()}

    def leaves(self, rounding: Rounding) -> dict[str, Any]:
        """The numbers that are given, to be worked with in that way."""
        leaves = self.exercise.leaves.items()
        return {name: Interval(leaf, leaf, rounding) for name, leaf in leaves}

    def intervals(
        self, given: Iterable[Own], rounding: Rounding
    ) -> dict[str, list[tuple[tuple[int, ...], Any]]]:
        """Numbers as exact as written, as overrides of the interpreter."""
        return by_array((own.quantity, self.bounded(own, rounding)) for own in given)

    def bounded(self, own: Own, rounding: Rounding) -> Interval:
        """A number as exact as written.

        Who works with fewer digits than are asked for goes on from what is written: to have kept
        more and to round on the way as well would leave room for numbers that nobody gets.
        """
        fewer = rounding.digits < self.digits
        return Interval(*own.stands_for(rounding, as_it_is=fewer), rounding)
