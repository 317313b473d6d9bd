"""What in a text counts as an answer: not a list of keywords, nor a copy of what was asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby

from .spelling import ExpectedWords
from .tokens import ReadWord, tokens

STUFFED = "This reads like a list of keywords. Say in sentences how they belong together."
COPIED = "This repeats what we wrote. Answer in your own words."
ITEMS = 5  # words apart, each between two commas, from which they are a list
MANY = 7  # words from which a list counts as one
FEW_LINKS = 0.1  # share of the words that carry a sentence, below which it is a list
_VERBS_WORDS = """
give gives use uses used using get gets make makes become becomes need needs take takes help
helps go goes lead leads not no never cannot all every each because say says let lets see sees
know knows want wants show shows put puts change changes computes compute calculate
"""
_VERBS = frozenset(_VERBS_WORDS.split())
ALIKE = 0.85  # share of a sentence's ideas from which it is a copy


def counted(
    text: str, asked: str, points: Sequence[str], known: ExpectedWords
) -> tuple[list[ReadWord], str]:
    """The tokens that count, and why others don't."""
    every = tokens(text, known)
    if stuffed(every, text):
        return [], STUFFED
    lines = [list(group) for _, group in groupby(every, key=lambda token: token.sentence)]
    copies = _lines(asked)
    left = [line for line in lines if any(_repeats(line, copy) for copy in copies)]
    pasted = [line for line in lines if any(_is_paste(line, point) for point in points)]
    if len(pasted) > 1:
        left += pasted
    kept = [token for line in lines if line not in left for token in line]
    return kept, COPIED if left and not kept else ""


def stuffed(every: Sequence[ReadWord], text: str) -> bool:
    """Whether a text is a list of keywords: many words, and almost none that link them."""
    clauses = Counter((token.sentence, token.clause) for token in every)
    if len(clauses) >= ITEMS and max(clauses.values()) == 1:
        return True
    if len(every) < MANY or any(token.text in ("=", "\\leftarrow", "+") for token in every):
        return False
    links = sum(token.is_empty or token.text in _VERBS for token in every)
    repeated = len(every) / len({token.idea for token in every})
    return links / len(every) <= FEW_LINKS or (len(every) > 30 and repeated > 4)


def _repeats(line: Sequence[ReadWord], copy: Sequence[str]) -> bool:
    """Whether a sentence has hardly a word that the other one has not."""
    said = {token.text for token in line}
    return len(said) > 4 and len(said & set(copy)) / len(said) >= ALIKE


def _is_paste(line: Sequence[ReadWord], point: str) -> bool:
    """Whether a sentence is a point of the rubric, word by word."""
    words = [token.text for token in tokens(point)]
    if len(words) < 2:
        return False
    return SequenceMatcher(None, [token.text for token in line], words).ratio() > 0.92


def _lines(text: str) -> list[list[str]]:
    found = groupby(tokens(text), key=lambda token: token.sentence)
    return [[token.text for token in line] for _, line in found]
