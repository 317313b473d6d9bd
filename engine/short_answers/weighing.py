"""Whether a match bears out by itself what it seems to say.

It does in one clause, with enough of the point's own words in it and nothing in it that denies or
opposes them. Otherwise the learner is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .assumed import is_assumed
from .matching import Match
from .negation import deniers
from .opposites import opposite
from .phrasing import phrasing, words_of
from .rubric import RubricPoint
from .same_meaning import common_ideas
from .tokens import ReadWord
from .turned_round import turns_round

ENOUGH = 2  # of a point's own words
NEAR = 2  # of a point's own words in a sentence from which it may say the point in some other way
_REASONS = {"since", "because", "otherwise", "if", "unless", "when", "as"}
_SUPPOSED = {"should", "shouldnt", "would", "wouldnt", "could", "couldnt", "need", "neednt", "must"}
_COMPARES = {"more", "less", "exceed", "exceeds", "above", "larger", "beyond", "slower", "slowly"}
_HANGING = {"when", "which", "that", "if", "until", "as", "because"}
_PLAIN = {"not", "no", "never", "cannot", "neither", "nor"}


@dataclass(frozen=True)
class OwnWords:
    """A point, the ideas that belong to it, those of it alone, and those of the question."""

    point: str
    every: frozenset[str]
    told: frozenset[str]
    asked: frozenset[str]


@lru_cache(maxsize=1024)
def own_words(entry: RubricPoint, asked: str) -> OwnWords:
    """The ideas that a point is said with."""
    ways = [phrasing(text).ideas for text in entry.phrasings]
    told = words_of(entry.point).ideas
    every, about = frozenset(told.union(*ways)), frozenset(words_of(asked).ideas)
    return OwnWords(entry.point, every, frozenset(told), about)


def objections(
    read: Sequence[ReadWord], found: Match, own: OwnWords, *, denies: bool
) -> frozenset[str]:
    """What speaks against a match: why it is not enough to say that the point is made."""
    clause = _clause(read, found)
    taken = [read[n] for at, end in found.places for n in range(at, end + 1)]
    apart = not clause
    if apart:
        first, last = min(at for at, _ in found.places), max(end for _, end in found.places)
        clause = list(read[first : last + 1])
    ideas = {token.idea for token in clause if not token.is_empty}
    used = {token.idea for token in taken}
    words = (ideas & own.every) - own.asked
    named = bool(used - own.asked - common_ideas())
    told = {
        "apart": apart,
        "mismatched": len(deniers(clause, taken)) != denies,
        "hangs": not apart and _hangs_on_denial(read, clause),
        "compares": denies and bool({token.text for token in clause} & _COMPARES),
        "assumed": is_assumed(read, found),
        "opposed": opposite(ideas, own.told | used),
        "asked": not words,
        "turned round": turns_round(clause, own.point),
        "few": bool(words) and len(words) < ENOUGH and not named,
    }
    return frozenset(name for name, holds in told.items() if holds)


def denies_plainly(read: Sequence[ReadWord], found: Match, own: OwnWords) -> bool:
    """Whether a match is a clear denial of the point's own words."""
    clause = _clause(read, found)
    denied = deniers(clause)
    if len(denied) != 1 or len(found.places) < ENOUGH:
        return False
    word = denied[0].text.replace("'", "")
    plain = word in _PLAIN or (denied[0].text.endswith("n't") and word not in _SUPPOSED)
    texts = {token.text for token in clause}
    if not plain or texts & (_REASONS | _SUPPOSED | _COMPARES):
        return False
    return len({token.idea for token in clause} & own.told) >= ENOUGH


def in_one_clause(read: Sequence[ReadWord], found: Match) -> bool:
    return bool(_clause(read, found))


def affirms(read: Sequence[ReadWord], found: Match) -> bool:
    """Whether a match lies in one clause in which nothing is denied."""
    clause = _clause(read, found)
    return bool(clause) and not deniers(clause)


def may_say(read: Sequence[ReadWord], own: OwnWords) -> bool:
    """Whether some sentence has so many of a point's words that it may say it in another way."""
    by_sentence: dict[int, set[str]] = {}
    for token in read:
        if not token.is_empty:
            by_sentence.setdefault(token.sentence, set()).add(token.idea)
    return any(len((ideas & own.every) - own.asked) >= NEAR for ideas in by_sentence.values())


def _hangs_on_denial(read: Sequence[ReadWord], clause: Sequence[ReadWord]) -> bool:
    """Whether it is a subordinate clause of something that is denied: "you don't stop when …"."""
    if clause[0].text not in _HANGING:
        return False
    before = [token for token in read if token.clause == clause[0].clause - 1]
    return bool(before and before[0].sentence == clause[0].sentence and deniers(before))


def _clause(read: Sequence[ReadWord], found: Match) -> list[ReadWord]:
    """The clause that a match lies in; empty where it lies in several."""
    clauses = {read[n].clause for at, end in found.places for n in (at, end)}
    if len(clauses) != 1:
        return []
    (clause,) = clauses
    return [token for token in read if token.clause == clause]
