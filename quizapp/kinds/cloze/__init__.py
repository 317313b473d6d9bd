"""A passage with blanks: fields inside it on a page, one after the other in a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from engine import Unreadable
from engine.answers.cloze import ClozeAnswer, numbered
from quizapp.presenting.amounts import as_asked

from .._base import AnyScreen, Kind, kind, listed

SIGNS = "①②③④⑤⑥⑦⑧⑨"
GAP = "\ue000"  # stands where a field goes while Markdown is turned into a page
# What is no place for a field: code, an escaped dollar, a formula.
_PASSAGE = re.compile(
    r"```.*?```|`[^`]*`|\\\$|(?P<math>\$\$.+?\$\$|\$[^$]+\$)|\[\[(?P<gap>[1-9])\]\]", re.DOTALL
)
ONLY_KEY = re.compile(r"\* Blank \d+: (?:\*\*[^*]+\*\*|`[^`]+`)\.")  # which stands in the gap too
_MARK = re.compile(r"\[\[([1-9])\]\]")


@dataclass(frozen=True)
class Piece:
    """One blank as the terminal asks for it."""

    answer: ClozeAnswer
    number: int

    @property
    def symbols(self) -> tuple[str, ...]:
        return self.answer.blanks[self.number - 1].symbols

    def read(self, raw: str) -> Any:
        return self.answer.read_blank(self.number, raw)

    def write(self) -> str:
        return self.answer.key[self.number - 1]


@kind
class Cloze(Kind):
    """Fill in the blanks."""

    name = "Fill in the blanks"
    seconds = 50.0

    def how(self, answer: Any) -> str:
        said = ["Fill in each blank; `-` leaves one empty."]
        if answer.words:
            said.append(f"The words to choose from: {', '.join(answer.shown)}.")
        return " ".join([*said, self.formulas(answer)]).strip()

    def how_in_one(self, answer: Any) -> str:
        return f"Each blank after its number, like `1: …; 2: …`. {self.how(answer)}"

    def formulas(self, answer: Any) -> str:
        """The symbols that formulas are written with (Markdown); "" where none are asked for."""
        names = dict.fromkeys(name for blank in answer.blanks for name in blank.symbols)
        return f"Formulas in {', '.join(f'`{name}`' for name in names)}." if names else ""

    def show(self, screen: AnyScreen, answer: Any) -> None:
        screen.markdown(self.signed(answer))
        screen.line()

    def solution(self, answer: Any) -> str:
        lines = zip(SIGNS, self._right(answer), strict=False)
        return listed(f"{sign} {text}" for sign, text in lines)

    def key(self, answer: Any) -> str:
        return " · ".join(self._right(answer))

    def given(self, answer: Any, text: str) -> str:
        return " · ".join(piece or "–" for piece in self.typed_pieces(answer, text))

    def reason(self, remark: str) -> str:
        said = (line for line in remark.split("\n") if not ONLY_KEY.fullmatch(line))
        return "\n".join(said).strip()

    def choices(self, answer: Any) -> list[str]:
        return list(answer.shown)

    def passage(self, answer: Any) -> str:
        return str(answer.passage)

    def fields(self, text: str) -> list[str]:
        pieces = sorted(numbered(text))
        return [field for n, _, piece in pieces for field in (f"{n}:", piece)] or [text]

    def joined(self, fields: Sequence[str]) -> str:
        text = " ".join(fields).strip()
        pieces = numbered(text)
        return "" if pieces and not any(piece for _, _, piece in pieces) else text

    def blanks(self, answer: Any) -> list[tuple[str, Any]]:
        return [(SIGNS[n - 1], Piece(answer, n)) for n in range(1, len(answer.blanks) + 1)]

    def typed_pieces(self, answer: Any, text: str) -> list[str]:
        found = {number: piece for number, _, piece in numbered(text)}
        return [found.get(n, "") for n in range(1, len(answer.blanks) + 1)]

    def from_pieces(self, pieces: Sequence[str]) -> str:
        return "; ".join(f"{n}: {text}" for n, text in enumerate(pieces, 1))

    def key_sheet(self, answer: Any) -> dict[str, Any] | None:
        if any(blank.formula for blank in answer.blanks):
            return None  # a formula takes a parser
        from .packing import sheet

        return sheet(answer)

    def signed(self, answer: Any) -> str:
        """The passage with ① ② … for its blanks (Markdown)."""
        return _PASSAGE.sub(
            lambda match: SIGNS[int(match["gap"]) - 1] if match["gap"] else _signed(match),
            answer.passage,
        )

    def page(self, answer: Any) -> Iterator[tuple[Any, int]]:
        """The passage as pieces of a page, each with the blank whose field comes after it, or 0."""
        from quizapp.presenting.markup import render

        placed: list[int] = []

        def gap(number: int) -> str:
            placed.append(number)
            return GAP

        def put(match: re.Match[str]) -> str:
            return gap(int(match["gap"])) if match["gap"] else _beside(match, gap)

        whole = render(_PASSAGE.sub(put, answer.passage))
        yield from zip(whole.split(GAP), [*placed, 0], strict=True)

    def is_unread(self, answer: Any, number: int, text: str) -> bool:
        """Whether the text in this blank is what keeps the whole from being read."""
        try:
            answer.read_blank(number, text)
        except Unreadable:
            return True
        return not text

    def _right(self, answer: Any) -> list[str]:
        """What is right in each blank (Markdown)."""
        return [
            f"`{text}`" if blank.formula
            else as_asked(blank.value, blank.answer) if blank.value is not None else text
            for blank, text in zip(answer.blanks, answer.key, strict=True)
        ]  # fmt: skip


def _signed(match: re.Match[str]) -> str:
    """A formula or code with ① ② … for its blanks."""
    sign = "\\text{%s}" if match["math"] else "%s"
    return _MARK.sub(lambda mark: sign % SIGNS[int(mark[1]) - 1], match[0])


def _beside(match: re.Match[str], gap: Callable[[int], str]) -> str:
    """A formula or code, and the fields of its blanks after it, in place of one that ends it."""
    text, numbers = match[0], [int(number) for number in _MARK.findall(match[0])]
    if not numbers:
        return text
    if text.startswith(("```", "$$")):
        return f"{_signed(match)}\n\n{' '.join(map(gap, numbers))}\n\n"
    if len(numbers) == 1 and text.endswith("]]$"):
        before = text[1 : text.rindex("[[")].strip()
        return f"${before}$ {gap(*numbers)}" if before else gap(*numbers)
    return f"{_signed(match)} {' '.join(map(gap, numbers))}"
