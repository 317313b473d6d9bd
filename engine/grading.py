"""Marking: read, judge against the envelope, follow through, and only then diagnose.

Every blank of a graph exercise is an entry of an array. A wrong answer is compared with what the
learner's own earlier answers lead to (an intervention on the graph), then with what a bent rule
makes of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any

from .answer import (
    CORRECT,
    FOLLOW_THROUGH,
    ROUNDED,
    UNREADABLE,
    WRONG,
    PartMark,
    Unreadable,
)
from .diagnosis import at, bent_values, by_array, either
from .exercise import Exercise, Part
from .interval import Interval
from .program import execute
from .quantity import Quantity

FOLLOW_THROUGH_CREDIT = 0.6  # of a blank, for a right step from a wrong value


@dataclass(frozen=True)
class Mark:
    """The score in 0..1 (the mean credit of the parts) and a mark for each part by name."""

    score: float
    parts: Mapping[str, PartMark]

    def as_dict(self) -> dict[str, Any]:
        return {
            "score": self.score,
            "parts": {name: part.as_dict() for name, part in self.parts.items()},
        }


def mark(exercise: Exercise, responses: Mapping[str, str]) -> Mark:
    """Mark the responses (text by part name); a blank or absent one is `unreadable`.

    Raises `ValueError` where a name is no part of the exercise.
    """
    names = [part.name for part in exercise.parts]
    for name in responses:
        if name not in names:
            raise ValueError(f"There is no part {name!r}. The parts are {', '.join(names)}.")
    examiner = Examiner(exercise) if exercise.graph else None
    marks = {}
    for position, part in enumerate(exercise.parts):
        raw = responses.get(part.name, "")
        marks[part.name] = examiner.mark(position, part, raw) if examiner else part.answer.mark(raw)
    return Mark(round(sum(m.credit for m in marks.values()) / len(marks), 9), marks)


class Examiner:
    """Marks the parts of one graph exercise in order, remembering what the learner wrote."""

    def __init__(self, exercise: Exercise) -> None:
        assert exercise.graph is not None
        assert exercise.decimals is not None
        self.asked = exercise.asked
        self.program = exercise.graph.program
        self.leaves = exercise.leaves
        self.half = 0.5 * 10.0**-exercise.decimals
        self.ranges = {node.name: node.op.bounds for node in exercise.graph.nodes}
        self.written: list[tuple[Quantity, float]] = []  # as the learner goes on from it
        self.wrong: list[tuple[Quantity, float]] = []  # those of it that are wrong

    def mark(self, position: int, part: Part, raw: str) -> PartMark:
        """The mark of one part, given the parts before it."""
        target = self.asked[position]
        try:
            number = part.answer.read(raw)
        except Unreadable as error:
            self.written.append((target, part.answer.key))
            return PartMark(UNREADABLE, 0.0, str(error))
        judged = part.answer.judge(number)
        if judged.verdict not in (CORRECT, ROUNDED):
            judged = self._follow_through(target, number) or self._diagnose(target, number, judged)
            self.wrong.append((target, number))
        self.written.append((target, number))
        return judged

    def _follow_through(self, target: Quantity, number: float) -> PartMark | None:
        """Credit for a right step from the learner's own wrong values, unless it is trivial."""
        if not self.wrong:
            return None
        clean, own = self._bounds(target, ()), self._bounds(target, self.wrong)
        if _same(clean, own) or not self._inside(number, own):
            return None
        if self._trivial(target, number, own):
            return PartMark(
                FOLLOW_THROUGH,
                0.0,
                "This follows from your own earlier value, but that value makes the step "
                "trivial, so it earns nothing here.",
            )
        return PartMark(
            FOLLOW_THROUGH,
            FOLLOW_THROUGH_CREDIT,
            "Right step from your own earlier value: follow-through credit.",
        )

    def _trivial(self, target: Quantity, number: float, own: Interval) -> bool:
        """Whether the step shows nothing: it is 0, copies a number, or starts from a dead value."""
        if own.lo <= 0 <= own.hi:
            return True
        if any(abs(number - value) <= self.half for _, value in self.wrong):
            return True
        return any(
            self._dead(quantity, value)
            and not _same(own, self._bounds(target, [w for w in self.wrong if w[0] != quantity]))
            for quantity, value in self.wrong
        )

    def _dead(self, quantity: Quantity, value: float) -> bool:
        """Whether going on from this value is trivial: 0, ±1, or beyond an activation's range."""
        bounds = self.ranges.get(quantity.node) if quantity.kind == "value" else None
        outside = bounds is not None and not bounds[0] < value < bounds[1]
        return outside or value in (0, 1, -1)

    def _diagnose(self, target: Quantity, number: float, judged: PartMark) -> PartMark:
        """Name the misconception that, from the learner's own values, gives this number."""
        if judged.verdict != WRONG and not self.wrong:
            return judged  # the answer's own list, drawn up from the right values, knows it
        start = execute(self.program, self.leaves, given=by_array(self.written))
        near = [
            (abs(found[target] - number), op, bend)
            for op, bend, found in bent_values(
                self.program, start, [*self.written, (target, number)]
            )
            if isfinite(found.get(target, inf))
        ]
        fitting = [
            (f"misconception:{op}.{bend.name}", bend.remark)
            for _, op, bend in sorted(near, key=lambda entry: entry[0])[:3]
            if self._inside(number, self._bounds(target, self.written, (op, bend.name)))
        ]
        if not fitting:
            return judged
        verdict, remark = fitting[0][0], either([remark for _, remark in fitting])
        own = " Going on from your own values." if self.wrong and verdict != judged.verdict else ""
        return PartMark(verdict, 0.0, remark + own)

    def _bounds(
        self,
        target: Quantity,
        given: Any,
        bend: tuple[str, str] | None = None,
    ) -> Interval:
        """Bounds on `target` when some values are the learner's own, each as exact as written."""
        leaves = {name: Interval(leaf, leaf, self.half) for name, leaf in self.leaves.items()}
        own = [
            (quantity, Interval(value - self.half, value + self.half, self.half))
            for quantity, value in given
        ]
        stop = self.program.position(target.array) + 1
        arrays = execute(self.program, leaves, stop=stop, bend=bend, given=by_array(own))
        return at(arrays[target.array], target.index)[()]

    def _inside(self, number: float, bounds: Interval) -> bool:
        slack = self.half * (1 + 1e-9)
        return bool(bounds.lo - slack <= number <= bounds.hi + slack)


def _same(a: Interval, b: Interval) -> bool:
    """Whether two bounds agree, so that what differs between them did not matter."""
    return bool(abs(a.lo - b.lo) < 1e-12 and abs(a.hi - b.hi) < 1e-12)
