"""True or false, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..errors import BadQuestion, Unreadable
from ._base import CORRECT, WRONG, Answer, PartMark, answer
from ._read_text import words

WORDS = {"true": True, "t": True, "yes": True, "y": True}
WORDS |= {"false": False, "f": False, "no": False, "n": False}


@answer
@dataclass(frozen=True)
class TrueFalseAnswer(Answer):
    """Whether the statement holds; the remark says why, whatever was answered."""

    kind: ClassVar[str] = "true_false"

    truth: bool
    remark: str = ""

    def read(self, raw: str) -> bool:
        found = words(raw)
        for word, at in found:
            if word.lower() not in WORDS or len(found) > 1:
                raise Unreadable("Answer true or false.", at)
        return WORDS[found[0][0].lower()]

    def judge(self, response: bool) -> PartMark:
        if response == self.truth:
            return PartMark(CORRECT, 1.0, self.remark)
        return PartMark(WRONG, 0.0, self.remark)

    def write(self) -> str:
        return "true" if self.truth else "false"

    @property
    def key(self) -> bool:
        return self.truth

    def near_misses(self) -> tuple[str, ...]:
        return ("false", "F", "no") if self.truth else ("true", "T", "yes")

    @classmethod
    def samples(cls) -> tuple[TrueFalseAnswer, ...]:
        return (cls(True, "Its slope is at most 1/4."), cls(False, "It is 0 for z < 0."))

    def check(self) -> None:
        if not self.remark.strip():
            raise BadQuestion("Say in a sentence why it is true or false.", ("remark",))
