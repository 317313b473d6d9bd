"""What would make a rubric fairer: more ways to say a point, and points that overlap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..errors import BadQuestion
from .examining import examine
from .findings import SAID
from .negation import deniers
from .phrasing import phrasing
from .rubric import RubricPoint
from .tokens import tokens

FEWEST, MOST = 3, 5  # words of a proposal: fewer say too little, many are never all said
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+")
_TYPESET = re.compile(r"\$[^$]*\$|[*_`]")


def proposal(rubric: Sequence[RubricPoint], model: str, index: int) -> str:
    """A phrasing of the point at this index that it lacks, and by which no other point is made.

    It has the words of the point, if a sentence of the model answer has them all; "" otherwise, and
    if the point denies something, which takes an author's care.
    """
    own = _words(rubric[index].point)
    if not FEWEST <= len(own) <= MOST or deniers(tokens(rubric[index].point)):
        return ""
    said = any(own.keys() <= _words(sentence).keys() for sentence in _SENTENCE.split(model))
    text = " ".join(own.values())
    return text if said and _is_new(rubric, index, text) else ""


def overlaps(rubric: Sequence[RubricPoint], index: int) -> list[tuple[str, int]]:
    """Phrasings of this point by which another one, at the index beside it, is made as well."""
    return [
        (text, other)
        for text in rubric[index].phrasings
        for other in _made(rubric, phrasing(text).plain)
        if other != index
    ]


def _is_new(rubric: Sequence[RubricPoint], index: int, text: str) -> bool:
    try:
        phrasing(text)
    except BadQuestion:
        return False
    if index in _made(rubric, text):
        return False
    longer = [*rubric]
    longer[index] = replace(rubric[index], phrasings=(*rubric[index].phrasings, text))
    return _made(longer, text) == [index]


def _made(rubric: Sequence[RubricPoint], text: str) -> list[int]:
    """The points that a text surely makes."""
    found = examine(text, tuple(rubric)).points
    return [n for n, point in enumerate(found) if point.state == SAID and point.is_sure]


def _words(text: str) -> dict[str, str]:
    """Idea -> how it is written, for the words that say something."""
    plain = _TYPESET.sub(" ", text)
    found: dict[str, str] = {}
    for word in tokens(plain):
        written = plain[word.start : word.end].lower()
        if not word.is_empty and len(written) > 1 and written.replace(" ", "").isalnum():
            found.setdefault(word.idea, written.replace(" ", "_"))
    return found
