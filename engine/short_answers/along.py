"""Which way a step goes: along the gradient, where a point says that it goes against it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .tokens import ReadWord

_WAY = re.compile(r"\b(opposite (direction|way)|the opposite|against the gradient)\b")
_ALONG = re.compile(
    r"\b(?:along|follow(?:s|ing)?|with|(?:direction|way) of|direction)"
    r" (?:(?:the|its|a|that|this) )?gradients?\b"
    r"|\b(?:gradient'?s?|this|that|the same|its) (?:direction|way)\b"
    r"|\b(?:direction|way) (?:in )?(?:(?:that|which|where) )?(?:(?:the|a) )?gradients?"
    r" (?:points?|shows?)\b"
)
_GOES_WORDS = """
go goes going move moves moving step steps stepping walk walks walking follow follows following
update updates updated change changes changed take
"""
_GOES = frozenset(_GOES_WORDS.split())
_AGAINST_WORDS = """
opposite opposed opposing against minus negative negated downhill downward downwards subtract
subtracts subtracted subtracting reverse reversed anti contrary backwards decrease - − –
"""
_AGAINST = frozenset(_AGAINST_WORDS.split())
_DENIES = {"not", "never", "don't", "doesn't", "other", "descent", "down", "isn't", "ascent"}


def goes_along(text: str, read: Sequence[ReadWord], point: str) -> list[int]:
    """The words that go along with what a point goes against; [] if there are none."""
    low = text.lower()
    if not _WAY.search(point):
        return []
    for way in _ALONG.finditer(low):
        here = [at for at, token in enumerate(read) if way.start() <= token.start < way.end()]
        if not here:
            continue
        line = [token for token in read if token.sentence == read[here[0]].sentence]
        said = set(_words(low[line[0].start : line[-1].end]))
        if said & _GOES and not said & _DENIES and not _AGAINST & set(_words(low)):
            return here
    return []


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z']+|[-−–](?=\s|η)", text.replace("gradient descent", ""))
