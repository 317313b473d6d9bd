"""Who does what to whom: whether a clause says of the object what a point says of the subject.

"The optimiser updates the weights" and "the weights update the optimiser" have the same words. A
clause turns a point round where what stands before the verb in one stands behind it in the other,
and the verb isn't passive.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from .tokens import ReadWord, tokens
from .word_stems import stem

_VERBS = """
compute use need update add give keep multiply divide contain limit learn shift depend decide bring
dominate find stop help avoid produce share require change cause lead carry measure apply allow
select replace determine receive send turn take make set move store reduce increase
"""
_PASSIVE = {"by", "is", "are", "was", "were", "be", "been", "being", "gets", "get", "which", "that"}
_AROUND = 3  # words before and behind a verb that may make it passive
_SELF = {"it", "they", "them"}


class Relation(NamedTuple):
    """A verb, and the ideas before and behind it in its clause."""

    verb: str
    before: frozenset[str]
    behind: frozenset[str]


@cache
def _verbs() -> frozenset[str]:
    return frozenset(map(stem, _VERBS.split()))


@lru_cache(maxsize=1024)
def _of_point(point: str) -> tuple[Relation, ...]:
    return relations(tokens(point))


def relations(text: Sequence[ReadWord]) -> tuple[Relation, ...]:
    """Every verb in the active voice, with what stands around it."""
    found = []
    for _, group in groupby(text, key=lambda token: token.clause):
        clause = list(group)
        for at, token in enumerate(clause):
            near = {each.text for each in clause[max(0, at - 1) : at + _AROUND]} - {token.text}
            if token.stem in _verbs() and not near & _PASSIVE:
                found.append(Relation(token.stem, _ideas(clause[:at]), _ideas(clause[at + 1 :])))
    return tuple(found)


def turns_round(clause: Sequence[ReadWord], point: str) -> bool:
    """Whether a clause says the point with its subject and its object in each other's place."""
    return any(
        own.verb == said.verb and _crossed(own, said)
        for own in _of_point(point) for said in relations(clause)
    )  # fmt: skip


def _crossed(own: Relation, said: Relation) -> bool:
    before, behind = own.before - own.behind, own.behind - own.before
    crossed = _overlap(before, said.behind) + _overlap(behind, said.before)
    straight = _overlap(before, said.before) + _overlap(behind, said.behind)
    return crossed > 0 and straight == 0


def _overlap(one: Set[str], other: Set[str]) -> int:
    return len(one & other)


def _ideas(some: Sequence[ReadWord]) -> frozenset[str]:
    return frozenset(
        "it" if token.text in _SELF else token.idea
        for token in some if token.text in _SELF or not token.is_empty
    )  # fmt: skip
