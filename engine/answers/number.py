"""A number, right to the stated decimals; inside its rounding envelope the method was right."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from ..errors import BadQuestion
from ..readings.decimals import fixed
from ._base import CORRECT, ROUNDED, WRONG, Answer, Misconception, PartMark, answer
from ._named_wrong import check_wrong
from ._read_number import read_number, write_number

SLACK = 1e-6  # of the unit of the last digit: the width of a float, not of a mistake


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
    """`value` to `decimals` digits after the point; with 0 decimals a whole number, exactly.

    Accepted: within half a unit of the last digit. A computed answer also has an envelope
    `lower..upper`: what a learner who rounds every intermediate may end with (`rounded`).
    """

    kind: ClassVar[str] = "number"

    value: float
    decimals: int
    unit: str = ""
    wrong: tuple[WrongNumber, ...] = ()
    lower: float | None = None
    upper: float | None = None

    def read(self, raw: str) -> float:
        return read_number(raw, self.unit, whole=self.is_whole)

    def judge(self, response: float) -> PartMark:
        if abs(response - self.value) <= self.reach:
            return PartMark(CORRECT, 1.0)
        low, high = self.envelope or (self.value, self.value)
        if low - self._unit * SLACK <= response <= high + self._unit * SLACK:
            return PartMark(ROUNDED, 1.0, self.remarks["rounded"])
        if named := self._named(response):
            return PartMark(f"misconception:{named.name}", 0.0, named.remark, named.also)
        return PartMark(WRONG, 0.0, self._remark(response))

    def write(self) -> str:
        return write_number(self.value, whole=self.is_whole)

    @property
    def key(self) -> float:
        return self.value

    @property
    def is_whole(self) -> bool:
        """Whether a whole number is asked for, in which a point may group thousands."""
        return self.decimals == 0

    @property
    def shown(self) -> str:
        """The key to the stated digits, with its unit."""
        return f"{fixed(self.value, self.decimals)}{' ' if self.unit else ''}{self.unit}"

    @property
    def remarks(self) -> dict[str, str]:
        """What is said of a rounded number, of one with the other sign, and of any other."""
        return {
            "rounded": f"Correct, rounded: the key is {self.shown}.",
            "sign": f"The size is right, the sign is not: the key is {self.shown}.",
            "remark": f"The key is {self.shown}.",
        }

    @property
    def envelope(self) -> tuple[float, float] | None:
        if self.decimals == 0 and self.lower is None:
            return None
        low, high = self.value - self.reach, self.value + self.reach
        return (
            low if self.lower is None else min(low, self.lower),
            high if self.upper is None else max(high, self.upper),
        )

    @property
    def misconceptions(self) -> tuple[Misconception, ...]:
        return tuple(
            Misconception(
                entry.name,
                entry.value,
                write_number(entry.value, whole=self.is_whole),
                entry.remark,
                entry.also,
            )
            for entry in self.wrong
        )

    @property
    def _unit(self) -> float:
        """One unit of the last stated digit."""
        return float(f"1e-{self.decimals}")

    @property
    def reach(self) -> float:
        """How far from the key is still the key: half a unit, nothing for a whole number."""
        return self._unit * (0.5 + SLACK if self.decimals else SLACK)

    def _named(self, response: float) -> WrongNumber | None:
        """The nearest wrong answer within reach."""
        nearest = min(self.wrong, key=lambda entry: abs(entry.value - response), default=None)
        return nearest if nearest and abs(nearest.value - response) <= self.reach else None

    def _remark(self, response: float) -> str:
        """What can be said of a wrong number without guessing how it came about."""
        for digits in range(self.decimals - 1, -1, -1):
            short = round(self.value, digits)
            if short and abs(response - short) <= self._unit * SLACK:
                asked = f"Please give {self.decimals}: the key is {self.shown}."
                return f"Right to {digits} decimal{'s' * (digits != 1)}? {asked}"
        if abs(response + self.value) <= self.reach:
            return self.remarks["sign"]
        return self.remarks["remark"]

    def near_misses(self) -> tuple[str, ...]:
        low, high = self.envelope or (self.value, self.value)
        return tuple(
            write_number(near, whole=self.is_whole)
            for near in (low - self._unit, high + self._unit)
        )

    @classmethod
    def samples(cls) -> tuple[NumberAnswer, ...]:
        tanh = WrongNumber(0.5, "slope_of_tanh", "That is half the slope of tanh at 0.")
        return (
            cls(0.25, 2, wrong=(tanh,)),
            cls(9.0, 0, "weights"),
            cls(2480.0, 0, wrong=(WrongNumber(2.125, "one_gate", "That is one gate of four."),)),
            cls(-0.01234567, 4, lower=-0.0125, upper=-0.0122),
            cls(1e-7, 9),
            cls(123456.789, 3),
        )

    def check(self) -> None:
        if not 0 <= self.decimals <= 12:
            raise BadQuestion("decimals is a count from 0 to 12.", ("decimals",))
        if not math.isfinite(self.value):
            raise BadQuestion("The value must be a finite number.", ("value",))
        if self.decimals == 0 and self.value != round(self.value):
            raise BadQuestion("With 0 decimals the value is a whole number.", ("value",))
        check_wrong(self.wrong, "value", lambda entry: self.judge(entry.value).verdict)
