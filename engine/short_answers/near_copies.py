"""Sentences of ours with a word exchanged or in another order, which say something else.

A learner's own sentence is never so close to the model answer. One that is, but for a word, was
turned round, or has a slip in it: the learner is asked what it says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from .spelling import slips
from .tokens import ReadWord, words

FEWEST = 4  # words of a sentence that can be a copy
EACH = 5  # words among which one may be another
ADDED = 2  # words that may be added
_TRIVIAL_WORDS = """
a an the of in at on by to for from and is are it its they their this these that you your we our
then also very so as there can may might could should would will do does finally first next now
one he she which who what or but
"""
_TRIVIAL = frozenset(_TRIVIAL_WORDS.split())
_LIMITING_WORDS = """
always never only not no rarely seldom hardly without cannot fail fails guarantees guaranteed
doesn't don't isn't aren't can't won't exactly certainly every all
"""
_LIMITING = frozenset(_LIMITING_WORDS.split())

Ours = dict[int, list[tuple[str, ...]]]  # by how many words a clause or a sentence has


@lru_cache(maxsize=512)
def ours(texts: tuple[str, ...]) -> Ours:
    """The ideas of what we wrote ourselves: the points of a rubric and the model answer."""
    found: Ours = {}
    for line in dict.fromkeys(_ideas(line) for text in texts for line in _lines(words(text))):
        if len(line) >= FEWEST:
            found.setdefault(len(line), []).append(line)
    return found


def changes(text: str, known: Ours) -> frozenset[int]:
    """Where a text has another word than a sentence of ours that it is but for this."""
    found: set[int] = set()
    for line, mine in _own_lines(text):
        if mine not in known.get(len(mine), ()):
            places = {at for other in _near(known, len(mine)) for at in _differing(mine, other)}
            found |= {line[at].start for at in places}
    return frozenset(found)


@lru_cache(maxsize=16)
def _own_lines(text: str) -> list[tuple[list[ReadWord], tuple[str, ...]]]:
    return [(line, _ideas(line)) for line in _lines(words(text)) if len(line) >= FEWEST - 1]


def _near(known: Ours, size: int) -> Iterable[tuple[str, ...]]:
    return (
        line for each in range(max(size - ADDED, FEWEST), size + 2) for line in known.get(each, ())
    )


def _differing(mine: tuple[str, ...], other: tuple[str, ...]) -> Sequence[int]:
    """The places at which a line differs from one that it nearly is; none, if it isn't."""
    if len(mine) == len(other):
        at = [n for n, pair in enumerate(zip(mine, other, strict=True)) if pair[0] != pair[1]]
        if len(at) <= max(1, len(mine) // EACH):
            return [n for n in at if _is_another(mine[n], other[n])]
        is_moved = len(set(mine) - _TRIVIAL) > 1 and Counter(mine) == Counter(other)
        return range(len(mine)) if is_moved and at[-1] - at[0] != 1 else ()
    longer, shorter = (mine, other) if len(mine) > len(other) else (other, mine)
    more = len(longer) - len(shorter)
    first = next((n for n, idea in enumerate(shorter) if longer[n] != idea), len(shorter))
    if longer[first + more :] == shorter[first:] and set(longer[first : first + more]) & _LIMITING:
        return [min(first, len(mine) - 1)]
    return ()


def _is_another(mine: str, other: str) -> bool:
    """Whether a word is another one than ours, and neither mistyped nor a mere "it"."""
    if mine in _TRIVIAL:
        return other in _LIMITING
    return other in _LIMITING or not slips(mine, other, 1)


def _lines(read: Iterable[ReadWord]) -> list[list[ReadWord]]:
    every = list(read)
    clauses = [list(group) for _, group in groupby(every, key=lambda token: token.clause)]
    sentences = [list(group) for _, group in groupby(every, key=lambda token: token.sentence)]
    return [*clauses, *(line for line in sentences if line[0].clause != line[-1].clause)]


def _ideas(line: Sequence[ReadWord]) -> tuple[str, ...]:
    return tuple(token.text if token.text in _TRIVIAL | _LIMITING else token.idea for token in line)
