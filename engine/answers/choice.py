"""One of several options; every option says why it is right or wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Self

from ..draw import Draw
from ..errors import BadQuestion, Unreadable
from ._base import CORRECT, NAMED, WRONG, Misconception, PartMark, answer
from ._named_wrong import NAME
from ._read_text import words
from ._shuffled import Shuffled

MOST = 9


@dataclass(frozen=True)
class Option:
    """A text to choose. `name` (snake_case) makes a wrong option a misconception of that name.

    `pinned` keeps it last, as "none of these" has to be.
    """

    text: str
    correct: bool = False
    remark: str = ""
    name: str = ""
    pinned: bool = field(default=False, repr=False)  # a fingerprint holds the order itself


@dataclass(frozen=True)
class OptionsAnswer(Shuffled):
    """What choosing one option and choosing several have in common."""

    options: tuple[Option, ...]

    def shuffled(self, draw: Draw | None) -> Self:
        places = range(len(self.options))
        free = [place for place in places if not self.options[place].pinned]
        last = [place for place in places if self.options[place].pinned]
        order = [*draw.shuffled(free), *last] if draw else places
        return self.in_order(order, options=tuple(self.options[place] for place in order))

    def check(self) -> None:
        """Two to nine options with different texts, each with a remark."""
        if not 2 <= len(self.options) <= MOST:
            raise BadQuestion(f"Give 2 to {MOST} options.", ("options",))
        for index, option in enumerate(self.options):
            if not option.text.strip():
                raise BadQuestion("This option has no text.", ("options", index, "text"))
            if option.text.strip() in [other.text.strip() for other in self.options[:index]]:
                raise BadQuestion("This option is there already.", ("options", index, "text"))
            if not option.remark.strip():
                raise BadQuestion(
                    "Say in a sentence why this is right or wrong.", ("options", index, "remark")
                )
            if option.name and (option.correct or not NAME.fullmatch(option.name)):
                raise BadQuestion(
                    "Only a wrong option has a name, in snake_case.", ("options", index, "name")
                )
            if option.name in [other.name for other in self.options[:index] if other.name]:
                raise BadQuestion("Names are unique.", ("options", index, "name"))


@answer
@dataclass(frozen=True)
class ChoiceAnswer(OptionsAnswer):
    """Exactly one option is correct. Typed as its number from 1, or its letter."""

    kind: ClassVar[str] = "choice"

    def read(self, raw: str) -> int:
        found = words(raw)
        if len(found) > 1:
            raise Unreadable("Choose one option only.", found[1][1])
        return self.pick(*found[0], len(self.options))

    def text_of(self, response: int, *, stored: bool) -> str:
        return self.word(response, stored=stored)

    def judge(self, response: int) -> PartMark:
        option = self.options[response]
        if option.correct:
            return PartMark(CORRECT, 1.0, option.remark)
        verdict = f"{NAMED}{option.name}" if option.name else WRONG
        return PartMark(verdict, 0.0, option.remark)

    def write(self) -> str:
        return str(self.key)

    @property
    def key(self) -> int:
        return next(n for n, option in enumerate(self.options, 1) if option.correct)

    @property
    def misconceptions(self) -> tuple[Misconception, ...]:
        return tuple(
            Misconception(option.name, n, str(n), option.remark)
            for n, option in enumerate(self.options, 1)
            if option.name
        )

    def near_misses(self) -> tuple[str, ...]:
        return tuple(str(n) for n, option in enumerate(self.options, 1) if not option.correct)

    @classmethod
    def samples(cls) -> tuple[ChoiceAnswer, ...]:
        return (
            cls(
                (
                    Option("$a$", remark="That is the output, not its slope."),
                    Option("$a(1-a)$", True, "Yes."),
                    Option("$1-a^2$", remark="That is the slope of tanh.", name="slope_of_tanh"),
                )
            ),
        )

    def check(self) -> None:
        super().check()
        if sum(option.correct for option in self.options) != 1:
            raise BadQuestion("Exactly one option is correct: mark one.", ("options",))
