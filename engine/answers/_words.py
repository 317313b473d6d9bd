"""Words as people type them: case, accents, hyphens and spacing aside, with a few slips allowed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ..errors import BadQuestion
from ._base import CORRECT, NAMED, WRONG, PartMark, nonblank

SHORTEST_WITH_SLIPS = 5  # letters for each slip; in shorter words a slip makes another word
_ASIDE = re.compile(r"[\s\-‐‑‒–—_'’`]+")
# Spellings of the same word. Each pair only has to lead to one text, so it does no harm where it
# meets other words. The browser's copy is in quizapp/kinds/cloze/marking.js.
_SPELLINGS = tuple((re.compile(pattern, re.ASCII), text) for pattern, text in (
    (r"(ward)s\b", r"\1"),
    (r"(\w\w\w)is(e|es|ed|er|ing|ation|able)\b", r"\1iz\2"),
    (r"(\w\w\w)ys(e|es|ed|er|ing)\b", r"\1yz\2"),
    (r"(\w\w\w)our", r"\1or"),
    (r"(\w\w)ll(ed|er|ing)\b", r"\1l\2"),
    (r"(cent|met)red\b", r"\1ered"),
    (r"(cent|met)re(s?)\b", r"\1er\2"),
))  # fmt: skip
_PLURALS = tuple((re.compile(pattern, re.ASCII), text) for pattern, text in (
    (r"(ss|x|z|ch|sh|bias)es$", r"\1"), (r"(\w\w)ies$", r"\1y"), (r"(\w\w[^aisu\W])s$", r"\1"),
))  # fmt: skip


@dataclass(frozen=True)
class WrongWords:
    """Wrong words worth naming; they are refused however close they are to the right ones."""

    text: str
    name: str
    remark: str


@dataclass(frozen=True)
class Words:
    """Any of the spellings in `accept`; in a long one up to `slips` letters may be off."""

    accept: tuple[str, ...]
    slips: int = 0
    wrong: tuple[WrongWords, ...] = ()

    def read(self, raw: str) -> str:
        return nonblank(raw)

    def judge(self, response: str) -> PartMark:
        given = plain(response)
        spellings = [plain(text) for text in self.accept]
        if singular(given) in map(singular, spellings):
            return PartMark(CORRECT, 1.0)
        for entry in self.wrong:
            if singular(given) == singular(plain(entry.text)):
                return PartMark(f"{NAMED}{entry.name}", 0.0, entry.remark)
        for text, spelling in zip(self.accept, spellings, strict=True):
            if apart(given, spelling) <= self.slips_in(spelling):
                return PartMark(CORRECT, 1.0, f"It is spelt “{text}”.")
        return PartMark(WRONG, 0.0)

    def slips_in(self, spelling: str) -> int:
        """How many letters of a word may be misspelt: none if it is short."""
        return min(self.slips, len(spelling) // SHORTEST_WITH_SLIPS)

    def write(self) -> str:
        return self.accept[0]

    def near_misses(self) -> tuple[str, ...]:
        named = tuple(entry.text for entry in self.wrong)
        return (*named, self.accept[0] + "q" * (self.slips + 1), "not " + self.accept[0])

    def check(self) -> None:
        if any(not plain(text) for text in self.accept):
            raise BadQuestion("An accepted spelling has no letters.", ("accept",))
        if not 0 <= self.slips <= 2:
            raise BadQuestion("Allow 0, 1 or 2 slips.", ("slips",))


def plain(text: str) -> str:
    """What is compared: small letters without accents, hyphens and spaces, in one spelling."""
    letters = unicodedata.normalize("NFKD", text)
    words = "".join(c for c in letters if not unicodedata.combining(c)).lower()
    for pattern, spelling in _SPELLINGS:
        words = pattern.sub(spelling, words)
    return _ASIDE.sub("", words)


def singular(text: str) -> str:
    """One for several, in what `plain` made: the number makes no difference in a blank."""
    for pattern, ending in _PLURALS:
        text = pattern.sub(ending, text)
    return text


def apart(one: str, other: str) -> int:
    """How many letters to put in, leave out, change or swap with a neighbour; at most 3."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return min(row[-1], 3)
