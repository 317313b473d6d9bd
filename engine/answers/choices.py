"""Several options may be right: right ticks earn their share, wrong ones cost theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..errors import BadQuestion, Unreadable
from ._base import CORRECT, NAMED, WRONG, Misconception, PartMark, answer
from ._read_text import words
from .choice import Option, OptionsAnswer

NONE = "none"


@answer
@dataclass(frozen=True)
class ChoicesAnswer(OptionsAnswer):
    """At least one option is correct. Typed as numbers or letters, `1 3` or `a,c`, or `none`.

    Credit is the share of the right options ticked minus the share of the wrong ones ticked, at
    least 0. So ticking everything earns as little as ticking nothing.
    """

    kind: ClassVar[str] = "choices"

    def read(self, raw: str) -> tuple[int, ...]:
        found = words(raw)
        if len(found) == 1 and found[0][0].lower() == NONE:
            return ()
        picks = [self.pick(word, at, len(self.options)) for word, at in found]
        for place, (word, at) in enumerate(found):
            if picks[place] in picks[:place]:
                raise Unreadable(f"“{word}” is there twice.", at)
        return tuple(sorted(picks))

    def text_of(self, response: tuple[int, ...], *, stored: bool) -> str:
        return " ".join(sorted(self.word(index, stored=stored) for index in response)) or NONE

    def earned(self, index: int) -> str:
        """What ticking that option adds to the credit: `+33%`, or `−50%` of a wrong one."""
        right = self.options[index].correct
        alike = sum(option.correct == right for option in self.options)
        return f"{'+' if right else '−'}{1 / alike:.0%}"

    def judge(self, response: tuple[int, ...]) -> PartMark:
        ticked = set(response)
        right = {index for index, option in enumerate(self.options) if option.correct}
        hits, misses = len(ticked & right), len(ticked - right)
        if hits == len(right) and not misses:
            return PartMark(CORRECT, 1.0)
        lost = misses / (len(self.options) - len(right)) if misses else 0.0
        credit = max(0.0, hits / len(right) - lost)
        named = [self.options[index] for index in response if self.options[index].name]
        verdict = f"{NAMED}{named[0].name}" if named and not credit else WRONG
        if named and len(ticked) == 1:
            return PartMark(verdict, credit, named[0].remark)
        wrong = f", and {misses} wrong {'one' if misses == 1 else 'ones'}" if misses else ""
        counted = f"You ticked {hits} of the {len(right)} correct options{wrong}."
        told = [f"* {self.told(index, index in ticked)}" for index in sorted(ticked | right)]
        return PartMark(verdict, credit, "\n".join([counted, "", *told]))

    def told(self, index: int, ticked: bool) -> str:
        """What ticking that option earned, or that it was missed (Markdown)."""
        option = self.options[index]
        earned = self.earned(index) if ticked else "Not ticked"
        text = option.text.strip()
        said = f"{earned}: {text}{'' if text.endswith(('.', '?', '!')) else '.'}"
        return said if ticked and option.correct else f"{said} {option.remark.strip()}"

    def write(self) -> str:
        return " ".join(map(str, self.key))

    @property
    def key(self) -> list[int]:
        return [n for n, option in enumerate(self.options, 1) if option.correct]

    @property
    def misconceptions(self) -> tuple[Misconception, ...]:
        return tuple(
            Misconception(option.name, [n], str(n), option.remark)
            for n, option in enumerate(self.options, 1)
            if option.name
        )

    def near_misses(self) -> tuple[str, ...]:
        key = set(self.key)
        flipped = [key ^ {n} for n in range(1, len(self.options) + 1)]
        return tuple(" ".join(map(str, sorted(picks))) or NONE for picks in flipped)

    @classmethod
    def samples(cls) -> tuple[ChoicesAnswer, ...]:
        return (
            cls(
                (
                    Option("sigmoid", True, "Saturates on both sides."),
                    Option("ReLU", remark="Saturates on one side only.", name="both_sides"),
                    Option("tanh", True, "Saturates on both sides."),
                    Option("all of them", remark="ReLU does not.", pinned=True),
                )
            ),
            cls((Option("yes", True, "Yes."), Option("no", remark="No."))),
        )

    def check(self) -> None:
        super().check()
        if not any(option.correct for option in self.options):
            raise BadQuestion("At least one option is correct: mark it.", ("options",))
