"""Several options may be right: all of them and nothing else, or no credit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..errors import BadQuestion, Unreadable
from ._base import CORRECT, WRONG, Answer, PartMark, answer
from ._read_text import pick, words
from .choice import Option, check_options


@answer
@dataclass(frozen=True)
class ChoicesAnswer(Answer):
    """At least one option is correct. Typed as numbers or letters, `1 3` or `a,c`, or `none`.

    All or nothing: with credit for each tick, ticking everything would always earn some.
    """

    kind: ClassVar[str] = "choices"

    options: tuple[Option, ...]

    def read(self, raw: str) -> tuple[int, ...]:
        found = words(raw)
        if len(found) == 1 and found[0][0].lower() == "none":
            return ()
        picks = [pick(word, at, len(self.options)) for word, at in found]
        for place, (word, at) in enumerate(found):
            if picks[place] in picks[:place]:
                raise Unreadable(f"“{word}” is there twice.", at)
        return tuple(sorted(picks))

    def judge(self, response: tuple[int, ...]) -> PartMark:
        right = {index for index, option in enumerate(self.options) if option.correct}
        ticked = set(response)
        if ticked == right:
            return PartMark(CORRECT, 1.0)
        amiss = [self.options[index].remark for index in sorted(ticked ^ right)]
        counted = (
            f"Ticked {len(ticked & right)} of the {len(right)} right ones, "
            f"and {len(ticked - right)} wrong."
        )
        return PartMark(WRONG, 0.0, "\n".join([counted, "", *(f"* {text}" for text in amiss)]))

    def write(self) -> str:
        return " ".join(map(str, self.key))

    @property
    def key(self) -> list[int]:
        return [n for n, option in enumerate(self.options, 1) if option.correct]

    def near_misses(self) -> tuple[str, ...]:
        key = set(self.key)
        flipped = [key ^ {n} for n in range(1, len(self.options) + 1)]
        return tuple(" ".join(map(str, sorted(picks))) or "none" for picks in flipped)

    @classmethod
    def samples(cls) -> tuple[ChoicesAnswer, ...]:
        return (
            cls(
                (
                    Option("sigmoid", True, "Saturates on both sides."),
                    Option("ReLU", remark="Saturates on one side only."),
                    Option("tanh", True, "Saturates on both sides."),
                )
            ),
            cls((Option("yes", True, "Yes."), Option("no", remark="No."))),
        )

    def check(self) -> None:
        check_options(self.options)
        if not any(option.correct for option in self.options):
            raise BadQuestion("At least one option is correct: mark it.", ("options",))
        for index, option in enumerate(self.options):
            if option.name:
                raise BadQuestion(
                    "Options are named where one is chosen, not several.",
                    ("options", index, "name"),
                )
