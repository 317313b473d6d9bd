"""A number to the digits asked for; judged at the learner's own precision where that is coarser."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import floor, log10
from typing import ClassVar

from ..errors import BadQuestion
from ..readings.decimals import fixed
from ..readings.digits import count, minus, to_digits, unit
from ._base import (
    CORRECT,
    IMPRECISE,
    NAMED,
    ROUNDED,
    WRONG,
    Answer,
    Misconception,
    PartMark,
    answer,
)
from ._decimal_point import point_is_off
from ._named_wrong import check_wrong
from ._read_number import Typed, read_number, write_number

SLACK = 1e-6  # of the unit of the last digit: the width of a float, not of a mistake
TELLING = 2  # digits: with fewer, too many numbers look the same


@dataclass(frozen=True)
class WrongNumber:
    """A wrong answer worth naming; `also` names other mistakes that lead to the same number."""

    value: float
    name: str
    remark: str
    also: tuple[str, ...] = ()


@answer
@dataclass(frozen=True)
class NumberAnswer(Answer):
    """`value` to `decimals` digits after the point, or to so many significant `digits`.

    With 0 decimals it is a whole number, exactly. Otherwise half a unit of the last digit is
    `correct`, and `lower..upper` is what a right method may end with (`rounded`): for a computed
    answer the bounds on rounding on the way, for one that does not end within the digits asked for
    one unit of the last. A number typed with fewer digits is judged by those, and `imprecise`
    where they cannot tell it from a mistake.
    """

    kind: ClassVar[str] = "number"

    value: float
    decimals: int | None = None
    unit: str = ""
    wrong: tuple[WrongNumber, ...] = ()
    lower: float | None = None
    upper: float | None = None
    digits: int | None = field(default=None, repr=False)  # not in what fingerprints were made of

    def read(self, raw: str, names: Mapping[str, float] | None = None) -> Typed:
        """The number that the text works out to; `names` may be used in its arithmetic."""
        typed = read_number(raw, self.unit, whole=self.is_whole, names=names)
        return typed if float(self.value).is_integer() else typed.rounded

    def judge(self, response: float) -> PartMark:
        if abs(response - self.value) <= self.reach:
            return PartMark(CORRECT, 1.0)
        if self.holds(response):
            return PartMark(ROUNDED, 1.0, self.remarks["rounded"])
        own = getattr(response, "unit", 0.0)
        coarse = own > self.step * (1 + SLACK) and not self.is_whole
        near = coarse and abs(response - self.value) <= own / 2 * (1 + SLACK)
        if near and self.told(response):
            return self.coarse(response, self.wrong)
        if named := self.named(response):
            return PartMark(f"{NAMED}{named.name}", 0.0, named.remark, named.also)
        return PartMark(WRONG, 0.0, self.plainly(response))

    def plainly(self, response: float) -> str:
        """The remark on a wrong number that says nothing of why."""
        off = not self.is_whole and point_is_off(response, self.value, self.holds)
        return self.remarks["sign" if self.holds(-response) else "point" if off else "remark"]

    def holds(self, response: float) -> bool:
        """Whether a number lies in the envelope, at the precision asked for."""
        low, high = self.envelope or (self.value, self.value)
        return low - self.step * SLACK <= response <= high + self.step * SLACK

    def coarse(self, response: float, wrong: tuple[WrongNumber, ...]) -> PartMark:
        """The mark of a number that is right as far as its digits go, beside the `wrong` ones."""
        digits = self.told(response)
        if digits < TELLING or self.mistakable(response, wrong):
            return self.imprecise
        return PartMark(ROUNDED, 1.0, self.coarse_remark(digits))

    def mistakable(self, response: float, wrong: tuple[WrongNumber, ...]) -> bool:
        """Whether its digits leave open that one of the `wrong` ones is meant."""
        own = getattr(response, "unit", 0.0)
        return any(abs(each.value - response) <= own * (0.5 + SLACK) for each in wrong)

    @property
    def imprecise(self) -> PartMark:
        """The mark of a number with too few digits to tell whether it is right."""
        return PartMark(IMPRECISE, 0.5, self.remarks["imprecise"])

    def coarse_remark(self, digits: int) -> str:
        """The remark on a number that is correct, but to fewer digits than were asked for."""
        return f"Correct to {digits} digits: the value is {self.shown}."

    def told(self, response: float) -> int:
        """How many digits of the value are in a number: of 0.65, 0.7 has one and 1 has none."""
        digits = getattr(response, "digits", None) or 0
        off = abs(response - self.value) / (1 + SLACK)
        right = (n for n in range(digits, 0, -1) if off <= unit(self.value, n) / 2)
        return next(right, 0)

    def write(self) -> str:
        return write_number(self.value, whole=self.is_whole)

    @property
    def key(self) -> float:
        return self.value

    @property
    def is_whole(self) -> bool:
        """Whether a whole number is asked for, so that a point may group thousands."""
        return self.decimals == 0

    @cached_property
    def shown(self) -> str:
        """The correct value as far as it is asked for, with its unit, for reading."""
        return f"{minus(self.rounded(self.value))}{' ' if self.unit else ''}{self.unit}"

    def rounded(self, number: float) -> str:
        """A number to as many digits as are asked for; shorter where that is all of it."""
        if self.digits is None:
            return fixed(number, self.decimals or 0)
        exact = count(number) <= self.digits
        return to_digits(number, count(number) if exact else self.digits)

    @cached_property
    def remarks(self) -> dict[str, str]:
        """The remark on a rounded number, on one with one thing wrong, and on any other."""
        return {
            "rounded": f"The value itself is {self.shown}.",
            "sign": f"The size is right, the sign is not: the correct value is {self.shown}.",
            "point": f"The digits are right, the point is not: the correct value is {self.shown}.",
            "remark": f"The correct value is {self.shown}.",
            "imprecise": "With so few digits we can't tell whether this is correct. "
            "Give one more digit.",
        }

    @cached_property
    def envelope(self) -> tuple[float, float] | None:
        if self.decimals == 0 and self.lower is None:
            return None
        ends = count(self.value) <= self.digits if self.digits else self._ends
        reach = self.reach if ends or self.lower is not None else self.step
        low, high = self.value - reach, self.value + reach
        return (
            low if self.lower is None else min(low, self.lower),
            high if self.upper is None else max(high, self.upper),
        )

    @property
    def misconceptions(self) -> tuple[Misconception, ...]:
        return tuple(
            Misconception(
                w.name, w.value, write_number(w.value, whole=self.is_whole), w.remark, w.also
            )
            for w in self.wrong
        )

    @cached_property
    def step(self) -> float:
        """One unit of the last digit asked for."""
        if self.digits is not None:
            return unit(self.value, self.digits)
        return float(f"1e-{self.decimals}")

    @property
    def _ends(self) -> bool:
        """Whether the value is a decimal number that ends within the digits asked for."""
        return abs(self.value - round(self.value, self.decimals)) <= self.step * SLACK

    @property
    def reach(self) -> float:
        """How far from the key is still the key: half a unit, nothing for a whole number."""
        return self.step * (SLACK if self.is_whole else 0.5 + SLACK)

    def named(self, response: float) -> WrongNumber | None:
        """The nearest wrong answer within half a unit of the digits typed or asked for."""
        nearest = min(self.wrong, key=lambda entry: abs(entry.value - response), default=None)
        typed = getattr(response, "digits", None)
        if nearest is None or (typed or TELLING) < min(TELLING, count(nearest.value)):
            return None
        own = 0.0 if self.is_whole else getattr(response, "unit", 0.0)
        half = max(self.step_at(nearest.value), own) * (SLACK if self.is_whole else 0.5 + SLACK)
        return nearest if abs(nearest.value - response) <= half else None

    def step_at(self, number: float) -> float:
        """One unit of the last digit asked for, of another number than the key."""
        return self.step if self.digits is None else unit(number, self.digits)

    def near_misses(self) -> tuple[str, ...]:
        low, high = self.envelope or (self.value, self.value)
        beyond = self.step or 1.0
        ends = (low - beyond, high + beyond)
        if self.is_whole:
            return tuple(write_number(near, whole=True) for near in ends)
        places = max(0, 1 - floor(log10(beyond)))  # one more, so that none seems imprecise
        return tuple(fixed(near, places) for near in ends)

    @classmethod
    def samples(cls) -> tuple[NumberAnswer, ...]:
        tanh = WrongNumber(0.5, "slope_of_tanh", "That is half the slope of tanh at 0.")
        return (
            cls(0.25, 2, wrong=(tanh,)),
            cls(9.0, 0, "weights"),
            cls(2480.0, 0, wrong=(WrongNumber(2.125, "one_gate", "That is one gate of four."),)),
            cls(-0.01234567, digits=3, lower=-0.0125, upper=-0.0122),
            cls(1e-7, 9),
            cls(123456.789, 3),
        )

    def check(self) -> None:
        if (self.decimals is None) == (self.digits is None):
            raise BadQuestion("Say either how many decimals or how many significant digits.")
        if self.digits is not None and not 2 <= self.digits <= 12:
            raise BadQuestion("digits is a count from 2 to 12.", ("digits",))
        if self.decimals is not None and not 0 <= self.decimals <= 12:
            raise BadQuestion("decimals is a count from 0 to 12.", ("decimals",))
        if not math.isfinite(self.value):
            raise BadQuestion("The value must be a finite number.", ("value",))
        if self.decimals == 0 and self.value != round(self.value):
            raise BadQuestion("With 0 decimals the value is a whole number.", ("value",))
        if self.value and not self.digits and abs(self.value) < self.step / 2:
            what = f"To {self.decimals} decimals this is 0: ask for more, or for digits."
            raise BadQuestion(what, ("value",))
        for name, bound, beyond in (("lower", self.lower, 1), ("upper", self.upper, -1)):
            if bound is not None and (bound - self.value) * beyond > 0:
                raise BadQuestion("The bounds go from lower to upper around the value.", (name,))
        check_wrong(self.wrong, "value", lambda entry: self.judge(entry.value).verdict)
