"""What is remembered of a skill, by FSRS-6: its stability, and the recall on a day.

A skill is met with fresh numbers each time, so one card stands for it whatever the question.
Every answer on a skill also shows something of its prerequisites: a right one moves their cards a
part of the way that a right answer on them would have; a wrong one says nothing of them, as it
does not tell which of the skills on the path was missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from .rating import GOOD

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

SHARE = 0.5  # of a review that a right answer is for a prerequisite; its square one further down
DEEPEST = 2

Requires = Mapping[str, Iterable[str]]  # a skill -> its prerequisites


@dataclass(frozen=True)
class Memory:
    """One skill: its card and how many answers it rests on."""

    card: Card
    answers: float


@cache
def scheduler() -> Scheduler:
    """FSRS-6 with its published parameters and without steps of minutes: days are what counts."""
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def recall(card: Card | None, when: datetime) -> float:
    """The probability in 0..1 to know the skill then; 0 for one never met.

    (1 + f t / S)^d with t in days, as `fsrs` has it for whole days.
    """
    if card is None or card.stability is None or card.last_review is None:
        return 0.0
    return forgetting(max(0.0, (when - card.last_review) / timedelta(days=1)), card.stability)


def forgetting(days: float, stability: float) -> float:
    """FSRS-6's curve of forgetting."""
    factor, decay = _curve()
    return (1 + factor * days / stability) ** decay


def _since(wanted: float, stability: float) -> timedelta:
    """How long ago the last review is when the recall has fallen to that."""
    factor, decay = _curve()
    return timedelta(days=(wanted ** (1 / decay) - 1) / factor * stability)


@cache
def _curve() -> tuple[float, float]:
    decay = -scheduler().parameters[20]
    return 0.9 ** (1 / decay) - 1, decay


def reviewed(card: Card | None, grade: int, when: datetime) -> Card:
    """The card after an answer of that grade; `when` in UTC, not before the last answer."""
    from fsrs import Card, Rating

    before = card or Card(card_id=0, due=when)
    if before.last_review and when < before.last_review:
        when = before.last_review
    return scheduler().review_card(before, Rating(grade), when)[0]


def remember(answers: Iterable[tuple[str, int, datetime]], requires: Requires) -> dict[str, Memory]:
    """The memory of every skill that was answered: (skill, grade, when in UTC), oldest first."""
    known: dict[str, Memory] = {}
    for skill, grade, when in answers:
        old = known.get(skill)
        card = reviewed(old.card if old else None, grade, when)
        known[skill] = Memory(card, (old.answers if old else 0) + 1)
        if grade >= GOOD:
            for below, share in _below(skill, requires):
                if seen := known.get(below):
                    known[below] = Memory(_partly(seen.card, share, when), seen.answers + share)
    return known


def _below(skill: str, requires: Requires) -> list[tuple[str, float]]:
    """The prerequisites of a skill and theirs, each once, with its share."""
    found: dict[str, float] = {}
    level = [skill]
    for depth in range(1, DEEPEST + 1):
        level = [below for above in level for below in requires.get(above, ())]
        for below in level:
            found.setdefault(below, SHARE**depth)
    return list(found.items())


def _partly(card: Card, share: float, when: datetime) -> Card:
    """The card moved that share of the way to what a right answer would make of it."""
    if card.last_review is None or card.stability is None or when <= card.last_review:
        return card
    full = reviewed(card, GOOD, when)
    now = recall(card, when)
    moved = copy(card)
    moved.stability = card.stability ** (1 - share) * (full.stability or card.stability) ** share
    wanted = now + share * (1 - now)  # the recall right after it
    moved.last_review = max(card.last_review, when - _since(wanted, moved.stability))
    return moved
