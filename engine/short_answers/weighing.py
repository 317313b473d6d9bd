"""Whether a match bears out by itself what it seems to say.

It does in one clause, with enough of the point's own words in it and nothing in it that denies or
opposes them. Otherwise the learner is asked.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from .assumed import is_assumed
from .matching import Match, matched
from .negation import deniers
from .opposites import opposite
from .phrasing import phrasing, words_of
from .rubric import RubricPoint
from .same_meaning import common_ideas, idea_of
from .tokens import ReadWord, tokens
from .turned_round import turns_round

ENOUGH = 2  # of a point's own words
PLAINLY = 3  # of a point's own words that make it plain what is not shared
NEAR = 2  # of a point's own words in a sentence from which it may say the point in some other way
_REASONS = {"since", "because", "otherwise", "if", "unless", "when", "as"}
_SUPPOSED = {"should", "shouldnt", "would", "wouldnt", "could", "couldnt", "need", "neednt", "must"}
_COMPARES = {"more", "less", "exceed", "exceeds", "above", "larger", "beyond", "slower", "slowly"}
_SHARED, _APART = {idea_of("shared")}, {idea_of("own"), idea_of("separate"), idea_of("different")}
_ABSOLUTE_WORDS = """
always never guarantee certainly surely definitely inevitably impossible perfectly forever
"""
_ABSOLUTE = frozenset(map(idea_of, _ABSOLUTE_WORDS.split()))
_HANGING = {"when", "which", "that", "if", "until", "as", "because"}
_PLAIN = {"not", "no", "never", "cannot", "neither", "nor"}


@dataclass(frozen=True)
class OwnWords:
    """A point, the ideas that belong to it, those of it alone, and those of the question.

    `shown` are the ideas of the clauses of the model answer that make it.
    """

    point: str
    every: frozenset[str]
    told: frozenset[str]
    asked: frozenset[str]
    shown: frozenset[str]


@lru_cache(maxsize=1024)
def own_words(entry: RubricPoint, asked: str, model: str) -> OwnWords:
    """The ideas that a point is said with."""
    ways = [phrasing(text).ideas for text in entry.phrasings]
    told = words_of(entry.point).ideas
    every, about = frozenset(told.union(*ways)), frozenset(words_of(asked).ideas)
    read = tokens(model)
    found = [match for text in entry.phrasings if (match := matched(read, phrasing(text))).says]
    made = {read[at].clause for match in found for at, _ in match.places if not match.loose}
    shown = frozenset(token.idea for token in read if token.clause in made and not token.is_empty)
    return OwnWords(entry.point, every, frozenset(told), about, shown)


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
        "opposed": opposite(ideas, own.told | used | own.shown),
        "overclaims": bool(ideas & _ABSOLUTE - own.every - own.shown - used),
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


def held_apart(read: Sequence[ReadWord], own: OwnWords) -> list[int]:
    """The words of a clause that gives something its own of what a point says is shared.

    "Each step has its own weights" is no way to say that the weights of all steps are shared.
    """
    if "shared" not in own.point.split():  # "the same" may be said of what random values change
        return []
    for _, group in groupby(enumerate(read), key=lambda each: each[1].clause):
        clause = list(group)
        words = [token for _, token in clause]
        said = {token.idea for token in words}
        if said & _APART and not said & _SHARED and not deniers(words):
            found = [at for at, token in clause if token.idea in own.told | _APART
                     and not token.is_empty]  # fmt: skip
            if len({read[at].idea for at in found}) > PLAINLY:
                return found
    return []


def overlaps(read: Sequence[ReadWord], found: Match, own: OwnWords) -> dict[str, float]:
    """How many of the point's own words, and of the model answer's, are where a match is."""
    clauses = {read[at].clause for at, _ in found.places}
    ideas = {token.idea for token in read if token.clause in clauses and not token.is_empty}
    return {
        "own words": _covered(own.told - own.asked, ideas),
        "model words": _covered(own.shown - own.asked, ideas),
    }


def _covered(wanted: Set[str], ideas: Set[str]) -> float:
    return len(wanted & ideas) / len(wanted) if wanted else 0.0


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
