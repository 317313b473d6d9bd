"""Why a number is wrong: the misconceptions that give it, going on from the learner's own values.

One that fits is named; of several the learner's later answers may tell which. Where none fits
alone, two at once may, but only where chance hardly would.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import isfinite
from typing import Any, NamedTuple

from ..answers._base import WRONG, PartMark
from ..graph.bent import at, bends, by_array, either, rerun
from ..graph.program import Bent, execute
from ..graph.quantity import Quantity
from ..ops._base import Bend
from .slips import digits_slipped, sign_slipped
from .worksheet import Worksheet

NEAREST = 3  # misconceptions that are weighed closely
MOST = 12  # misconceptions of which pairs are tried
CHANCE = 0.01  # of some pair being as near as one unit to any number
SIGN = " Or only the sign slipped."


class Suspect(NamedTuple):
    """A misconception: the op, its wrong rule, and the first place where that applies."""

    op: str
    bend: Bend
    position: int

    @property
    def name(self) -> str:
        return f"{self.op}.{self.bend.name}"

    @property
    def bent(self) -> tuple[str, str]:
        return self.op, self.bend.name


def diagnose(sheet: Worksheet, target: Quantity, number: float, judged: PartMark) -> PartMark:
    """The mark of a wrong number with the misconception behind it, where one can be named."""
    inquiry = _Inquiry(sheet, target, number)
    slipped = digits_slipped(number, inquiry.right, sheet.decimals)
    if judged.verdict != WRONG and not sheet.wrong:  # the answer's own list knows it
        names = (judged.verdict.partition(":")[2], *judged.also)
        fitting = [inquiry.suspects[name] for name in names if name in inquiry.suspects]
    else:
        fitting = inquiry.alone()
    if fitting and slipped and not inquiry.exact(fitting[0]):
        return PartMark(WRONG, 0.0, judged.remark if judged.verdict == WRONG else "")
    if not fitting:
        pair = () if slipped or judged.verdict != WRONG else inquiry.together()
        return _double(pair) if pair else judged
    fitting = _shown_later(sheet, target, fitting)
    verdict = f"misconception:{fitting[0].name}"
    own = " Going on from your own values." if sheet.wrong and verdict != judged.verdict else ""
    sign = SIGN if sign_slipped(number, inquiry.right, sheet.half) else ""
    return PartMark(
        verdict,
        0.0,
        either([suspect.bend.remark for suspect in fitting]) + own + sign,
        tuple(suspect.name for suspect in fitting[1:]),
    )


class _Inquiry:
    """One wrong number, and what every misconception before it would have made of it."""

    def __init__(self, sheet: Worksheet, target: Quantity, number: float) -> None:
        self.sheet, self.target, self.number = sheet, target, number
        self.given = by_array([*sheet.written, (target, number)])
        self.stop = sheet.program.position(target.array) + 1
        self.start = execute(sheet.program, sheet.exercise.leaves, given=by_array(sheet.written))
        self.right = at(self.start[target.array], target.index)
        found = (Suspect(*each) for each in bends(sheet.program, self.stop))
        self.suspects = {suspect.name: suspect for suspect in found}
        self.values = {name: self._value([each]) for name, each in self.suspects.items()}
        self.effective = [  # one that does not change the blank explains nothing in it
            name
            for name, value in self.values.items()
            if isfinite(value) and abs(value - self.right) > sheet.half
        ]

    def alone(self) -> list[Suspect]:
        """The misconceptions each of which explains the number, the nearest first."""
        nearest = sorted(self.effective, key=lambda name: abs(self.values[name] - self.number))
        return [
            suspect
            for suspect in map(self.suspects.__getitem__, nearest[:NEAREST])
            if self.sheet.inside(self.number, self._bounds([suspect.bent]))
        ]

    def together(self) -> tuple[Suspect, ...]:
        """The only two misconceptions that explain it between them; () where none or chance may."""
        if not 2 <= len(self.effective) <= MOST:
            return ()
        effective = map(self.suspects.__getitem__, self.effective)
        made = {pair: self._value(pair) for pair in combinations(effective, 2)}
        values = [value for value in made.values() if isfinite(value)]
        unit = 2 * self.sheet.half
        if not values or len(values) * 2 * unit > CHANCE * (max(values) - min(values)):
            return ()
        place = _place(self.number, unit)
        single = {_place(value, unit) for value in self.values.values()}
        near = [pair for pair, value in made.items() if abs(value - self.number) <= unit]
        return near[0] if len(near) == 1 and place is not None and place not in single else ()

    def exact(self, suspect: Suspect) -> bool:
        """Whether the number is that of the misconception to the very digits kept."""
        return abs(self.values[suspect.name] - self.number) <= self.sheet.half * (1 + 1e-9)

    def _value(self, held: Sequence[Suspect]) -> float:
        first = min(suspect.position for suspect in held)
        bent = [suspect.bent for suspect in held]
        found = rerun(self.sheet.program, self.start, self.given, first, self.stop, bent)
        value: Any = at(found[self.target.array], self.target.index)
        return float(value)

    def _bounds(self, bent: Bent) -> Any:
        return self.sheet.bounds(self.target, self.sheet.written, bent)


def _shown_later(sheet: Worksheet, target: Quantity, fitting: list[Suspect]) -> list[Suspect]:
    """Of several that fit, those that also explain what is wrong further on."""
    asked = sheet.exercise.asked
    later = [q for q in asked[asked.index(target) + 1 :] if q in sheet.numbers]
    wrong = [q for q in later if not sheet.follow([q])] if len(fitting) > 1 else []
    if not wrong:
        return fitting
    return [each for each in fitting if sheet.follow(wrong, [each.bent])] or fitting


def _place(number: float, unit: float) -> int | None:
    """Which multiple of the unit is nearest; None where it is too far away for there to be one."""
    count = number / unit  # may overflow where the number itself does not
    return round(count) if isfinite(count) else None


def _double(pair: Sequence[Suspect]) -> PartMark:
    first, second = sorted(pair, key=lambda suspect: suspect.position)
    return PartMark(
        f"misconception:{first.name}",
        0.0,
        f"Two at once: {first.bend.remark} And: {second.bend.remark}",
    )
