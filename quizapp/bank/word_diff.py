"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED, LEFT_OUT = "same", "added", "removed", "where"
AROUND = 2  # unchanged lines shown beside a change
ALIKE = 0.4  # how similar two lines are if one is the other, edited
NEAR = 5  # lines among which the edited one is looked for
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class DiffLine:
    """One line of a comparison: words, each the same, added or removed."""

    kind: str
    words: tuple[tuple[str, str], ...]  # kind, text


def word_diff(before: str, after: str) -> list[DiffLine]:
    """The changed lines, with a few of their neighbours; a changed line shows its changed words."""
    old, new = before.splitlines(), after.splitlines()
    groups = SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND)
    found: list[DiffLine] = []
    for group in groups:
        if found or group[0][1]:
            found.append(DiffLine(LEFT_OUT, ((SAME, "…"),)))
        for tag, start, end, first, last in group:
            if tag == "equal":
                found += [DiffLine(SAME, ((SAME, line),)) for line in old[start:end]]
            else:
                found += _changed(old[start:end], new[first:last])
    return found


def _changed(old: list[str], new: list[str]) -> Iterator[DiffLine]:
    """Lines that were replaced: pair by pair where they are alike."""
    at = 0
    for before in old:
        near = range(at, min(at + NEAR, len(new)))
        found = next((number for number in near if _is_alike(before, new[number])), None)
        if found is None:
            yield DiffLine(REMOVED, ((SAME, before),))
            continue
        yield from (DiffLine(ADDED, ((SAME, line),)) for line in new[at:found])
        gone, come = _words(before, new[found])
        yield DiffLine(REMOVED, gone)
        yield DiffLine(ADDED, come)
        at = found + 1
    yield from (DiffLine(ADDED, ((SAME, line),)) for line in new[at:])


def _is_alike(before: str, after: str) -> bool:
    compared = SequenceMatcher(None, before, after, autojunk=False)
    return compared.quick_ratio() >= ALIKE and compared.ratio() >= ALIKE


def _words(before: str, after: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    gone, come = [], []
    for tag, start, end, first, last in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        kinds = (SAME, SAME) if tag == "equal" else (REMOVED, ADDED)
        gone.append((kinds[0], "".join(old[start:end])))
        come.append((kinds[1], "".join(new[first:last])))
    return tuple(tuple(word for word in side if word[1]) for side in (gone, come))
