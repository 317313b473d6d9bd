"""A passage with blanks to fill in: words, numbers or formulas, in a sentence or a line of code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from ..errors import BadQuestion, Unreadable
from ..formula.lookalikes import place, unified
from ._base import CORRECT, WRONG, Answer, Misconception, PartMark, answer, nonblank
from ._blank import Blank, WrongBlank
from ._words import Words, plain
from .number import NumberAnswer

MOST, MOST_WORDS = 9, 12
GIVEN_UP = "-"  # what a blank holds that the learner leaves empty
HOW = "Write each blank after its number, like 1: word; 2: 0.37."
_MARK = re.compile(r"\[\[([0-9]+)\]\]")
_NUMBERED = re.compile(r"(?:^|(?<=[\s;]))([1-9]):")


@answer
@dataclass(frozen=True)
class ClozeAnswer(Answer):
    """`passage` with `[[1]]`, `[[2]]` … where its `blanks` stand, in order.

    Typed as `1: chain rule; 2: 0.25`: every blank after its number; `-` leaves one empty. `words`
    lists what the blanks of words are filled from. Every right blank earns its share, and half of
    it where a number has too few digits to tell.
    """

    kind: ClassVar[str] = "cloze"

    passage: str
    blanks: tuple[Blank, ...]
    words: tuple[str, ...] = ()

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The word list in the order of the alphabet, which gives nothing away."""
        return tuple(sorted(self.words, key=str.casefold))

    def read(self, raw: str) -> tuple[Any, ...]:
        nonblank(raw)
        pieces = numbered(raw)
        if not pieces:
            raise Unreadable(HOW)
        if sorted(number for number, _, _ in pieces) != list(range(1, len(self.blanks) + 1)):
            raise Unreadable(f"Fill in blanks 1 to {len(self.blanks)}, each of them once.")
        if not any(text for _, _, text in pieces):
            raise Unreadable("Nothing was entered.")
        return tuple(self._read(*piece) for piece in sorted(pieces))

    def as_it_is(self, raw: str) -> str:
        given = {number: text for number, _, text in numbered(raw)}
        wanted = range(1, len(self.blanks) + 1)
        if not any(given.values()) or not given.keys() <= set(wanted):
            return raw
        return self._written([given.get(number) or GIVEN_UP for number in wanted])

    def read_blank(self, number: int, raw: str) -> Any:
        """The text of one blank (from 1), None if it was left empty; raises `Unreadable`."""
        expected = self.blanks[number - 1].answer
        if unified(raw).strip() == GIVEN_UP:
            return None
        given = expected.read(raw)
        listed = self.words if isinstance(expected, Words) else ()
        if listed and plain(raw) not in map(plain, listed):
            raise Unreadable(f"Choose from: {', '.join(self.shown)}.")
        return given

    def judge(self, response: tuple[Any, ...]) -> PartMark:
        marks = self.judge_blanks(response)
        count, right = len(marks), sum(mark.credit == 1 for mark in marks)
        tried = [mark for mark, given in zip(marks, response, strict=True) if given is not None]
        told = [f"* Blank {n}: {_told(mark, blank)}"
                for n, (mark, blank) in enumerate(zip(marks, self.blanks, strict=True), 1)
                if mark.credit < 1 or mark.remark]  # fmt: skip
        if right == count:
            return PartMark(CORRECT, 1.0, "\n".join(told))
        named = next((mark for mark in marks if mark.verdict.startswith("misconception")), None)
        if named and len(tried) == 1:
            return PartMark(named.verdict, 0.0, named.remark)
        remark = "\n".join([f"{right} of {count} blanks are correct.", "", *told])
        earned = sum(mark.credit for mark in marks)
        if named and not earned:
            return PartMark(named.verdict, 0.0, remark)
        return PartMark(WRONG, earned / count, remark)

    def judge_blanks(self, response: tuple[Any, ...]) -> list[PartMark]:
        """The mark of every blank on its own."""
        empty = PartMark(WRONG, 0.0)
        return [
            empty if given is None else blank.answer.judge(given)
            for blank, given in zip(self.blanks, response, strict=True)
        ]

    def write(self) -> str:
        return self._written([blank.answer.write() for blank in self.blanks])

    @property
    def key(self) -> list[str]:
        return [blank.answer.write() for blank in self.blanks]

    @property
    def misconceptions(self) -> tuple[Misconception, ...]:
        found = []
        for index, blank in enumerate(self.blanks):
            for entry in blank.wrong:
                pieces = [GIVEN_UP] * len(self.blanks)
                pieces[index] = entry.written
                text = self._written(pieces)
                found.append(Misconception(entry.name, entry.written, text, entry.remark))
        return tuple(found)

    def near_misses(self) -> tuple[str, ...]:
        found = []
        for index, blank in enumerate(self.blanks):
            others = [entry for entry in self.words if entry not in blank.accept]
            near = others if self.words and blank.accept else blank.answer.near_misses()
            for text in (*near, GIVEN_UP):
                pieces = self.key
                pieces[index] = text
                found.append(self._written(pieces))
        return tuple(text for text in found if set(text) - set(" -;:123456789"))

    @classmethod
    def samples(cls) -> tuple[ClozeAnswer, ...]:
        product = WrongBlank("product_rule", "That rule is for products.", text="product rule")
        rule = Blank(accept=("chain rule", "the chain rule"), slips=1, wrong=(product,))
        input_slope = WrongBlank("input_slope", "That takes the input.", formula="z*(1-z)")
        slope = Blank(formula="y*(1-y)", symbols=("y", "z"), wrong=(input_slope,))
        quarter = Blank(value=0.25, decimals=2, wrong=(WrongBlank("half", "Half.", value=0.5),))
        return (
            cls("By the [[1]] the slope is at most [[2]].", (rule, quarter)),
            cls("$\\sigma' = [[1]]$ by the [[2]].", (slope, rule)),
            cls("`w -= [[1]]` is a [[2]].", (quarter, Blank(accept=("step",))), ("step", "jump")),
            cls("It is [[1]].", (Blank(accept=("résumé", "CV")),)),
        )

    def check(self) -> None:
        if not 1 <= len(self.blanks) <= MOST:
            raise BadQuestion(f"Give 1 to {MOST} blanks.", ("blanks",))
        marks = [int(number) for number in _MARK.findall(self.passage)]
        if marks != list(range(1, len(self.blanks) + 1)):
            raise BadQuestion(
                f"Mark the blanks in the text as [[1]] to [[{len(self.blanks)}]], once each and "
                "in order.",
                ("passage",),
            )
        names: set[str] = set()
        for index, blank in enumerate(self.blanks):
            try:
                blank.check()
            except BadQuestion as error:
                raise BadQuestion(str(error), ("blanks", index, *error.where)) from None
            for n, entry in enumerate(blank.wrong):
                if entry.name in names:
                    raise BadQuestion("Names are unique.", ("blanks", index, "wrong", n, "name"))
                names.add(entry.name)
        self._check_words()

    def _check_words(self) -> None:
        listed = [plain(word) for word in self.words]
        if len(listed) > MOST_WORDS or len(set(listed)) < len(listed) or "" in listed:
            raise BadQuestion(f"List at most {MOST_WORDS} different words.", ("words",))
        for index, blank in enumerate(self.blanks):
            texts = [*blank.accept[:1], *(entry.text for entry in blank.wrong if entry.text)]
            for text in texts if self.words else ():
                if plain(text) not in listed:
                    said = f"Blank {index + 1} takes “{text}”, which isn't in the list of words."
                    raise BadQuestion(f"{said} Add it there.", ("blanks", index))

    def _read(self, number: int, start: int, text: str) -> Any:
        if not text:
            raise Unreadable(f"Blank {number} is still empty.", start)
        try:
            return self.read_blank(number, text)
        except Unreadable as error:
            place = None if error.at is None else start + error.at
            raise Unreadable(f"Blank {number}: {error}", place) from None

    @staticmethod
    def _written(pieces: list[str]) -> str:
        return "; ".join(f"{n}: {text}" for n, text in enumerate(pieces, 1))


def numbered(raw: str) -> list[tuple[int, int, str]]:
    """The number of each blank of a response, where its text begins, and the text; [] for none."""
    marks = list(_NUMBERED.finditer(unified(raw)))
    if not marks or raw[: place(raw, marks[0].start())].strip(" \t\r\n;"):
        return []
    found = []
    ends = [*(place(raw, after.start()) for after in marks[1:]), len(raw)]
    for mark, end in zip(marks, ends, strict=True):
        start = place(raw, mark.end())
        piece = raw[start:end]
        text = piece.strip().rstrip(";").strip()
        found.append((int(mark[1]), start + piece.index(text), text))
    return found


def _told(mark: PartMark, blank: Blank) -> str:
    """The remark on one blank: what is correct there, and why the answer was not."""
    if mark.credit == 1:
        return mark.remark
    expected = blank.answer
    right = expected.shown if isinstance(expected, NumberAnswer) else expected.write()
    typed = right.replace("\u2212", "-")  # code shows what to type
    right = f"`{typed}`" if blank.formula else f"**{right}**"
    named = mark.verdict.startswith("misconception") or blank.formula
    return f"{right}. {mark.remark if named else ''}".strip()
