"""A text with the words that earned its points, and each point as it was found in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.short_answers.findings import SURE

SIGNS = {  # state -> look, sign, words
    "said": ("right", "✓", "Said"),
    "partly": ("nearly", "◐", "Partly"),
    "contradicted": ("wrong", "✗", "You said the opposite"),
    "not found": ("nearly", "○", "Missed"),
}
NOTHING = ("not found", 0.0)
NONE: Mapping[int, str] = {}
_CALL = r"[\w.'’]{0,40}[({][^(){}\n]{0,80}[)}]"
_TERM = rf"(?:{_CALL}|\\?[\w.'’∂∇σηδθλ²√]{{1,40}})"
_SIGN = r"(?:<-|->|:=|[<>≤≥=+*/·×^←→−]|(?<=\s)-(?=\s))"
_FORMULA = re.compile(  # a number within it would read as a part of it
    rf"\$\$?[^$\n]{{1,200}}\$\$?|(?<![\w.'’])(?:{_TERM}(?: ?{_SIGN} ?-?{_TERM}){{1,40}}"
    r"|\w[\w.'’]{0,40}\([^()\n]{0,80}[+*/^=<>][^()\n]{0,80}\))"
)
CONFIRMED = ("right", "✓", "Said, as you confirmed")


@dataclass(frozen=True)
class PointShown:
    """A point of the rubric beside a text; `asked` where its writer is to decide.

    `opinion` is what the examiner of the installation's own thinks, if there is one.
    """

    number: int
    point: str
    asked: bool
    look: str
    sign: str
    words: str
    bonus: bool = False
    opinion: str = ""


def pieces(text: str, points: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The text in pieces, each with the numbers of the points that it is evidence of."""
    whole = [found.span() for found in _FORMULA.finditer(text)]
    numbers: list[set[int]] = [set() for _ in text]
    for number, point in enumerate(points, 1):
        if point["state"] == "not found":
            continue
        for start, end in point["spans"]:
            start, end = _widened(start, min(end, len(text)), whole)
            for at in range(start, end):
                numbers[at].add(number)
    found: list[tuple[str, str]] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or numbers[at] != numbers[start]:
            found.append((text[start:at], " ".join(map(str, sorted(numbers[start])))))
            start = at
    return found


def _widened(start: int, end: int, whole: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """A stretch of a text with all of each formula that it has a part of."""
    cut = [span for span in whole if span[0] < end and start < span[1]]
    return min([start, *(a for a, _ in cut)]), max([end, *(b for _, b in cut)])


def shown(
    answer: Any, points: Sequence[Mapping[str, Any]], ticked: Sequence[int], *, marked: bool,
    opinions: Mapping[int, str] = NONE,
) -> list[PointShown]:  # fmt: skip
    """Every point as the page shows it; `ticked` (from 0) are those its writer confirmed."""
    rows = []
    for n, entry in enumerate(answer.rubric):
        state, confidence = NOTHING
        if points:
            state, confidence = points[n]["state"], points[n]["confidence"]
        sure = confidence >= SURE
        look = SIGNS[state] if sure else CONFIRMED if n in ticked else SIGNS["not found"]
        asked, opinion = not sure and not marked, opinions.get(n, "")
        rows.append(PointShown(n + 1, entry.told, asked, *look, entry.bonus, opinion))
    return rows
