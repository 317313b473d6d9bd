"""The memory of each skill: FSRS-6 over all answers.

Questions on a skill have new numbers each time, so one card stands for the whole skill. A correct
answer also moves the cards of the skill's prerequisites, part of the way that a correct answer on
them would. A wrong answer does not, since it does not show which skill was missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import repeat
from types import MappingProxyType
from typing import NamedTuple

from .fsrs6 import AGAIN, GOOD, Card, days, published

SHARE = 0.25  # of a review that a correct answer counts for a prerequisite; squared for the next
DEEPEST = 2

Answer = tuple[str, int, datetime]  # skill, grade, when in UTC; oldest first
Requires = Mapping[str, Iterable[str]]  # a skill -> its prerequisites


class Review(NamedTuple):
    """What an answer says about the memory before it."""

    days: float  # since the answer before
    stability: float
    answers: float  # so far
    right: bool


class Memory(NamedTuple):
    """The memory of one skill."""

    card: Card
    answers: float  # how many there were; those on skills that build on it count in part
    known: float  # 1 after a correct answer, 0 before; in between for planned ones and for luck

    def recall(self, when: float) -> float:
        """The probability of knowing the skill at `when`, in days since 1970."""
        return self.known * published().recall(when - self.card.seen, self.card.stability)


def fold(
    answers: Iterable[Answer],
    requires: Requires,
    sure: Iterable[float] = repeat(1.0),
    before: Mapping[str, Memory] = MappingProxyType({}),
) -> tuple[dict[str, Memory], list[Review]]:
    """The memory of every answered skill, and what each answer says about it.

    `sure` says of each answer how likely it was known, if it is right; `before` holds the memories
    before the first answer.
    """
    known = dict(before)
    reviews: list[Review] = []
    reviewed, paths = published().reviewed, _Paths(requires)
    for (skill, grade, when), likely in zip(answers, sure, strict=False):
        now, right = days(when), grade > AGAIN
        if old := known.get(skill):
            reviews.append(Review(now - old.card.seen, old.card.stability, old.answers, right))
            card = reviewed(old.card, grade, now)
            known[skill] = Memory(card, old.answers + 1, max(old.known, likely * right))
        else:
            known[skill] = Memory(reviewed(None, grade, now), 1.0, likely * right)
        if grade >= GOOD:
            for below, share in paths[skill]:
                if seen := known.get(below):
                    card = _partly(seen.card, share, now)
                    known[below] = Memory(card, seen.answers + share, seen.known)
    return known, reviews


class _Paths(dict[str, list[tuple[str, float]]]):
    """A skill -> all direct and indirect prerequisites with their shares."""

    def __init__(self, requires: Requires) -> None:
        self.requires = requires

    def __missing__(self, skill: str) -> list[tuple[str, float]]:
        found: dict[str, float] = {}
        level = [skill]
        for depth in range(1, DEEPEST + 1):
            level = [below for above in level for below in self.requires.get(above, ())]
            for below in level:
                found.setdefault(below, SHARE**depth)
        return self.setdefault(skill, list(found.items()))


def _partly(card: Card, share: float, now: float) -> Card:
    """The card, moved this share of the way to what a correct answer would make of it."""
    if now <= card.seen:
        return card
    model = published()
    full = model.stability(card, GOOD, now)
    stability = card.stability ** (1 - share) * full**share
    before = model.recall(now - card.seen, card.stability)
    after = before + share * (1 - before)
    return Card(stability, card.difficulty, max(card.seen, now - model.since(after, stability)))
