"""What is remembered of each skill: a fold of FSRS-6 over the answers.

Questions on a skill come with fresh numbers each time, so one card stands for the whole skill. A
right answer also says something about the prerequisites of the skill: their cards move part of the
way that a right answer on them would have moved them. A wrong answer says nothing about them, since
it does not tell which of the skills on the path was missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from .fsrs6 import AGAIN, GOOD, Card, days, published

SHARE = 0.25  # of a review that a right answer is for a prerequisite; its square one further down
DEEPEST = 2

Answer = tuple[str, int, datetime]  # skill, grade, when in UTC; oldest first
Requires = Mapping[str, Iterable[str]]  # a skill -> its prerequisites


class Review(NamedTuple):
    """What an answer says of the memory before it."""

    days: float  # since the answer before
    stability: float
    answers: float  # so far
    right: bool


class Memory(NamedTuple):
    """One skill."""

    card: Card
    answers: float  # it rests on; one on a skill that builds on it counts in part
    known: float  # 1 once an answer was right: a lesson alone is no knowledge; between in a plan

    def recall(self, when: float) -> float:
        """The probability in 0..1 to know the skill then, in days since 1970."""
        return self.known * published().recall(when - self.card.seen, self.card.stability)


def fold(answers: Iterable[Answer], requires: Requires) -> tuple[dict[str, Memory], list[Review]]:
    """The memory of every skill answered, and what each answer says of the one before it."""
    known: dict[str, Memory] = {}
    reviews: list[Review] = []
    reviewed, paths = published().reviewed, _Paths(requires)
    for skill, grade, when in answers:
        now, right = days(when), grade > AGAIN
        if old := known.get(skill):
            reviews.append(Review(now - old.card.seen, old.card.stability, old.answers, right))
            card = reviewed(old.card, grade, now)
            known[skill] = Memory(card, old.answers + 1, 1.0 if right else old.known)
        else:
            known[skill] = Memory(reviewed(None, grade, now), 1.0, float(right))
        if grade >= GOOD:
            for below, share in paths[skill]:
                if seen := known.get(below):
                    card = _partly(seen.card, share, now)
                    known[below] = Memory(card, seen.answers + share, seen.known)
    return known, reviews


class _Paths(dict[str, list[tuple[str, float]]]):
    """A skill -> its prerequisites and theirs, each once, with its share."""

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
    """The card moved that share of the way to what a right answer would make of it."""
    if now <= card.seen:
        return card
    model = published()
    full = model.stability(card, GOOD, now)
    stability = card.stability ** (1 - share) * full**share
    before = model.recall(now - card.seen, card.stability)
    after = before + share * (1 - before)
    return Card(stability, card.difficulty, max(card.seen, now - model.since(after, stability)))
