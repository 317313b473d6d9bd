"""Typing errors: a word is read as an expected one, if it is only a slip away from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .same_meaning import common_words, root_of

_WORD = re.compile(r"[a-z]+")
_LONG = 5  # letters of a word that may be mistyped
_SHORTEST = 4  # letters that a mistyped word has
# Words that look like others and are meant as they stand.
_REAL_WORDS = """
later other those these there where right eight light lower power write wrote stack start state
stage still image imagine value valid while whole scope lines large latter small smell steps
stops three tree since sense shape share scale score store bases basis number never under below
above about after along among being could would should
"""
_REAL = frozenset(_REAL_WORDS.split())


class ExpectedWords:
    """The words that were to be expected in an answer, by their first letter."""

    def __init__(self, texts: Iterable[str]) -> None:
        words = {word for text in texts for word in _WORD.findall(text.lower())}
        words |= common_words()
        self._stems = {root_of(word) for word in words}
        self._words = sorted(word for word in words - _REAL if len(word) >= _LONG)
        self.meant = lru_cache(maxsize=4096)(self._meant)

    def expects(self, root: str) -> bool:
        """Whether a word with this stem was to be expected."""
        return root in self._stems

    def _meant(self, word: str, root: str) -> str:
        """The expected word that a word is a slip away from; "" for none."""
        if len(word) < _SHORTEST or word in _REAL or root in self._stems or not word.isalpha():
            return ""
        near = (o for o in self._words if o[0] == word[0] or o[:2] == word[1::-1])
        return next((o for o in near if slips(word, o, 2 if len(o) > 7 else 1)), "")


def slips(word: str, other: str, most: int) -> bool:
    """Whether at most that many letters are wrong, missing, too many or swapped."""
    if abs(len(word) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        older, before, row = before, row, [i] + [0] * len(other)
        for j, wanted in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                row[j] = min(row[j], older[j - 2] + 1)
        if min(row) > most:
            return False
    return row[-1] <= most
