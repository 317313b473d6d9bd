"""Who does what: of several things that are compared, the one that a word is said of.

"L1 gives zeros and L2 small weights" says `zeros` of L1. The nearest of them before a word counts,
or the nearest after it, unless it is only there to be told apart ("unlike L2", "than L2").
"""

from __future__ import annotations

from collections.abc import Sequence

from .phrasing import phrasing
from .tokens import ReadWord

_ASIDE = {"unlike", "than", "not", "versus", "vs", "from", "against", "contrast", "to"}
_LINKS = {"for", "in", "at", "during", "with", "by", "of", "on", "the"}
_PRONOUNS = {"it", "its", "they"}
_BEHIND = 3  # tokens after which something may be named with such a word
_BEFORE = 2  # tokens in which such a word stands before the thing


def owner(text: Sequence[ReadWord], at: int, end: int, roles: Sequence[str]) -> tuple[int, bool]:
    """The index of the role that the words from `at` to `end` belong to, and whether that is clear.

    It is -1 where none is named.
    """
    named = _named(text, roles)
    here = [place for place in named if text[place[0]].sentence == text[at].sentence]
    inside = [place for place in here if at <= place[0] <= end]
    behind = [place for place in here if end < place[0] <= end + _BEHIND
              and text[place[0]].clause == text[end].clause
              and text[place[0] - 1].text in _LINKS]  # fmt: skip
    before = [place for place in here if place[0] <= at]
    same = [place for place in before if text[place[0]].clause == text[at].clause]
    for found in (behind, same, inside):
        if found:
            chosen = min(found) if found is behind else max(found)
            others = {index for _, index in (*same, *inside, *behind)}
            return chosen[1], len(others) < 2
    if before:
        return max(before)[1], False
    after = [place for place in here if place[0] > end]
    if after:
        return min(after)[1], text[min(after)[0]].clause == text[end].clause
    earlier = [place for place in named if place[0] < at]
    return (max(earlier)[1], False) if earlier else (-1, False)


def _named(text: Sequence[ReadWord], roles: Sequence[str]) -> list[tuple[int, int]]:
    """The place and the index of every role that is named, but not to be told apart.

    An "it" is the one that was named last, if any was.
    """
    found = []
    for index, role in enumerate(roles):
        (slot, *_) = phrasing(role).slots
        for at, end in slot.places(text):
            before = {token.text for token in text[max(0, at - _BEFORE) : at]}
            if not before & _ASIDE:
                found.append((end, index))
    named, last = [], -1
    for end, index in sorted(found):
        if text[end].text in _PRONOUNS:
            named.append((end, index if last < 0 else last))
        else:
            last = index
            named.append((end, index))
    return named
