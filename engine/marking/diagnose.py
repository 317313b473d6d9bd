"""Why a number is wrong: the misconceptions that give it, going on from the learner's own values.

One that fits is named; of several the learner's later answers may tell which. Where none fits
alone, two at once may, but only where chance hardly would.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, compress
from math import isclose, isfinite
from typing import NamedTuple

from ..answers._base import NAMED, WRONG, PartMark
from ..answers.number import TELLING, WrongNumber
from ..graph.bent import at, bends, bends_at, between, by_array, consequences, either
from ..graph.quantity import Quantity, label, split, symbol
from ..ops._base import Bend
from ..readings.digits import unit
from ..readings.interval import Interval
from ..readings.rounding import Rounding
from .slips import digits_slipped
from .tolerance import digits_typed, far_apart, inside, vague
from .worksheet import Worksheet

NEAREST = 3  # misconceptions that are weighed closely
MOST = 12  # misconceptions that are tried in pairs
CHANCE = 0.01  # of some pair being as near as one unit to any number
SPREAD = 3  # times as far apart as single misconceptions pairs of them may lie
CLEAR = 5  # units of the last digit by which a rare misconception must show: no draw avoids it
FAR = 0.05  # part of the right number by which it must show to one who rounds on the way
TWICE = "Two at once:"  # how the remark on two mistakes begins
SIGN = " It may also be just a slip with the sign."


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
    """The mark of a wrong number, with the misconception behind it if one can be named."""
    inquiry = _Inquiry(sheet, target, number)
    plain, few = judged.verdict == WRONG, inquiry.digits < TELLING
    slipped = digits_slipped(number, inquiry.right, inquiry.digits)
    if not plain and not sheet.wrong:  # the answer's own list knows it
        names = (judged.verdict.partition(":")[2], *judged.also)
        fitting = [inquiry.suspects[name] for name in names if name in inquiry.suspects]
    else:
        fitting = inquiry.alone()
    if few:  # then only the very number tells anything
        fitting = [each for each in fitting if isclose(inquiry.values[each.name], number)]
    if fitting and slipped and not inquiry.exact(fitting[0]):
        return PartMark(WRONG, 0.0, judged.remark if plain else "")
    if not fitting:
        pair = () if slipped or few or not plain else inquiry.together()
        return _double(pair) if pair else judged if plain else PartMark(WRONG, 0.0)
    fitting = _shown_later(sheet, target, fitting)
    verdict = f"{NAMED}{fitting[0].name}"
    own = " Going on from your own values." if sheet.wrong and verdict != judged.verdict else ""
    remarks = dict.fromkeys(suspect.bend.remark for suspect in fitting)
    sign = SIGN if len(remarks) == 1 and inquiry.sign_slipped else ""
    return PartMark(
        verdict,
        0.0,
        either(list(remarks)) + inquiry.where(fitting) + own + sign,
        tuple(suspect.name for suspect in fitting[1:]),
    )


def there(sheet: Worksheet, array: str) -> str:
    """A sentence on the number where a wrong rule was applied."""
    assert sheet.exercise.graph is not None
    quantity = Quantity(*split(array.partition("@")[0]))
    return f" That was at ${label(quantity, (), symbol(sheet.exercise.graph.names[-1]))}$."


def wrong_numbers(sheet: Worksheet, target: Quantity, number: float) -> tuple[WrongNumber, ...]:
    """What each misconception makes of the learner's own values in this blank."""
    inquiry = _Inquiry(sheet, target, number)
    return tuple(WrongNumber(inquiry.values[name], name, "") for name in inquiry.effective)


class _Inquiry:
    """One wrong number, and what every misconception before it would have made of it."""

    def __init__(self, sheet: Worksheet, target: Quantity, number: float) -> None:
        self.sheet, self.target, self.number = sheet, target, number
        program, written = sheet.program, [(own.quantity, own.number) for own in sheet.written]
        own = by_array(written)
        whole = {name for name, each in own.items()
                 if name != target.array and len(each) == sheet.values[name].size}  # fmt: skip
        self.whole, self.between = whole, sorted(between(program, whole, target.array))
        made = {name for place in self.between for name in program.instructions[place].outputs}
        self.given = {name: each for name, each in own.items() if name in made}
        self.now = sheet.now
        self.right = at(self.now[target.array], target.index)
        self.digits = digits_typed(number, sheet.digits)
        self.unit = unit(self.right, self.digits)
        found = (Suspect(*each) for each in bends(sheet.program, self.between))
        self.suspects = {suspect.name: suspect for suspect in found}
        alone = [(each,) for each in self.suspects.values()]
        self.values = dict(zip(self.suspects, self._values(alone), strict=True))
        self.effective = [  # one that does not change the blank explains nothing in it
            name
            for name, value in self.values.items()
            if isfinite(value) and abs(value - self.right) > self.unit / 2
        ]
        rare = [name for name in self.effective if self.suspects[name].bend.rare]
        self.effective = [name for name in self.effective if name not in rare]
        self.rare = [name for name in rare if self._shows(self.suspects[name])]

    def alone(self) -> list[Suspect]:
        """The misconceptions that each explain the number on their own, nearest first."""
        nearest = sorted(
            self.effective + self.rare, key=lambda name: abs(self.values[name] - self.number)
        )
        return [
            suspect
            for suspect in map(self.suspects.__getitem__, nearest[:NEAREST])
            if self.exact(suspect) or self._fits(suspect)
        ]

    def _shows(self, suspect: Suspect) -> bool:
        """Whether a rare misconception is far enough from what is right to be told from it."""
        off, clear = abs(self.values[suspect.name] - self.right), CLEAR * self.unit
        return off > FAR * abs(self.right) + clear or (off > clear and self.exact(suspect))

    def _fits(self, suspect: Suspect) -> bool:
        """Whether rounding by one way to compute may lead from the misconception to the number.

        Bounds around all forms of the rules would reach to the right number where one form goes
        by what the misconception made wrong, and another does not.
        """
        return (
            not isclose(abs(self.values[suspect.name]), 1)  # e/e is 1 however e was rounded
            and self._is_near(suspect)
            and self._inside(suspect)
            and any(self._inside(suspect, form) for form in range(self.sheet.most_forms + 1))
        )

    def _is_near(self, suspect: Suspect) -> bool:
        """Whether some bounds around what it gives hold the number and may tell anything."""
        if far_apart(self.number, self.values[suspect.name], self.digits):
            return False
        return inside(self.number, self._bounds(suspect, either=True), self.digits)

    def _inside(self, suspect: Suspect, form: int | None = None) -> bool:
        bounds = self._bounds(suspect, form)
        return inside(self.number, bounds, self.digits) and not vague(bounds)

    def _bounds(self, suspect: Suspect, form: int | None = None, either: bool = False) -> Interval:
        rounding = Rounding(self.digits, either=either)
        return self.sheet.bounds(
            self.target, self.sheet.written, rounding, [suspect.bent], form=form
        )

    def where(self, fitting: Sequence[Suspect]) -> str:
        """At which number on the way it was, where a rule of several places applies to one here."""
        program, ops = self.sheet.program, {suspect.op for suspect in fitting}
        held = {(suspect.op, suspect.bend) for suspect in fitting}
        places = [place for place in self.between
                  for bend in bends_at(program, place)
                  if (program.instructions[place].op.name, bend) in held]  # fmt: skip
        rules = {program.instructions[place].rule for place in places}
        alike = sum(step.op.name in ops and step.rule in rules for step in program.instructions)
        if len(set(places)) != 1 or alike == 1:
            return ""
        made = program.instructions[places[0]].outputs
        asked = {quantity.array for quantity in self.sheet.keys}
        return there(self.sheet, made[0]) if asked.isdisjoint(made) else ""

    @property
    def sign_slipped(self) -> bool:
        """Whether with the other sign it would be right, as rounded on the way."""
        rounding = Rounding(self.digits)
        bounds = self.sheet.bounds(self.target, self.sheet.written, rounding)
        return inside(-self.number, bounds, self.digits) and not vague(bounds)

    def together(self) -> tuple[Suspect, ...]:
        """The only two misconceptions that explain it between them; () where none or chance may."""
        alone, count = [self.values[name] for name in self.effective], len(self.effective)
        off = (abs(value - self.number) for value in (self.right, *self.values.values()))
        if not 2 <= count <= MOST or not all(each > self.unit for each in off):
            return ()
        if count * (count - 1) * self.unit > CHANCE * SPREAD * (max(alone) - min(alone)):
            return ()  # so many would lie too close, even spread out like that
        pairs = list(combinations(map(self.suspects.__getitem__, self.effective), 2))
        made = self._values(pairs)
        values = [value for value in made if isfinite(value)]
        if not values or len(values) * 2 * self.unit > CHANCE * (max(values) - min(values)):
            return ()
        near = (abs(value - self.number) <= self.unit for value in made)
        fitting = list(compress(pairs, near))
        return fitting[0] if len(fitting) == 1 else ()

    def exact(self, suspect: Suspect) -> bool:
        """Whether the number equals the misconception's in every digit that was written."""
        value = self.values[suspect.name]
        return abs(value - self.number) <= unit(value, self.digits) / 2 * (1 + 1e-9)

    def _values(self, together: Sequence[tuple[Suspect, ...]]) -> list[float]:
        """What each of these makes of the blank, all of one holding at once."""
        known = self.sheet.shared(self.target.array)
        wanted = [tuple(suspect.bent for suspect in held) for held in together]
        if new := [bent for bent in wanted if bent not in known]:
            program, between = self.sheet.program, self.between
            found = consequences(program, self.now, new, between, self.whole, self.given)
            known.update(zip(new, found, strict=True))
        return [known[bent].entry(self.target) for bent in wanted]


def _shown_later(sheet: Worksheet, target: Quantity, fitting: list[Suspect]) -> list[Suspect]:
    """Of several that fit, those that also explain what is wrong further on."""
    asked = sheet.exercise.asked
    later = [q for q in asked[asked.index(target) + 1 :] if q in sheet.numbers]
    wrong = [q for q in later if not sheet.follow([q])] if len(fitting) > 1 else []
    if not wrong:
        return fitting
    return [each for each in fitting if sheet.follow(wrong, [each.bent])] or fitting


def _double(pair: Sequence[Suspect]) -> PartMark:
    first, second = sorted(pair, key=lambda suspect: suspect.position)
    return PartMark(
        f"{NAMED}{first.name}",
        0.0,
        f"{TWICE} {first.bend.remark} And: {second.bend.remark}",
    )
