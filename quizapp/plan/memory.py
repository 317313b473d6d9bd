"""What is remembered of a skill, by FSRS-6: its stability, and the recall on a day.

A skill is met with fresh numbers each time, so one card stands for it whatever the question.
Every answer on a skill also shows something of its prerequisites: a right one moves their cards a
part of the way that a right answer on them would have; a wrong one says nothing of them, as it
does not tell which of the skills on the path was missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from math import log
from typing import TYPE_CHECKING

from .rating import AGAIN, GOOD

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

SHARE = 0.25  # of a review that a right answer is for a prerequisite; its square one further down
DEEPEST = 2
PRIOR = 0.9  # deviation between people of ln(stability)
PACES = tuple(2.0 ** (step / 2) for step in range(-8, 5))  # 1/16 to 4
HALF_A_DAY = 0.5

Answer = tuple[str, int, datetime]  # skill, grade, when in UTC; oldest first
Review = tuple[float, float, bool]  # days since the last, stability, whether it was right
Requires = Mapping[str, Iterable[str]]  # a skill -> its prerequisites


@dataclass(frozen=True)
class Memory:
    """One skill: its card and how many answers it rests on."""

    card: Card
    answers: float
    known: bool = True  # whether any answer was right yet: a lesson alone is no knowledge


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


def remember(answers: Iterable[Answer], requires: Requires) -> dict[str, Memory]:
    """The memory of every skill that was answered, at the learner's own pace of forgetting."""
    known, reviews = fold(answers, requires)
    own = pace(reviews)
    return {
        skill: replace(memory, card=_scaled(memory.card, own)) for skill, memory in known.items()
    }


def fold(answers: Iterable[Answer], requires: Requires) -> tuple[dict[str, Memory], list[Review]]:
    """The memory by the published parameters, and what each answer says of them."""
    known: dict[str, Memory] = {}
    reviews: list[Review] = []
    for skill, grade, when in answers:
        old = known.get(skill)
        if old and old.card.stability and old.card.last_review:
            days = (when - old.card.last_review) / timedelta(days=1)
            reviews.append((days, old.card.stability, grade > AGAIN))
        card = reviewed(old.card if old else None, grade, when)
        right = grade > AGAIN or bool(old and old.known)
        known[skill] = Memory(card, (old.answers if old else 0) + 1, right)
        if grade >= GOOD:
            for below, share in _below(skill, requires):
                if seen := known.get(below):
                    known[below] = Memory(
                        _partly(seen.card, share, when), seen.answers + share, seen.known
                    )
    return known, reviews


def pace(reviews: Iterable[Review]) -> float:
    """The factor on all stabilities under which the learner's answers are likeliest.

    Its logarithm is taken to be normal around 0 beforehand, with the deviation of `PRIOR`; answers
    of the same day say nothing of forgetting.
    """
    told = [review for review in reviews if review[0] >= HALF_A_DAY]

    def likelihood(factor: float) -> float:
        total = -((log(factor) / PRIOR) ** 2) / 2
        for days, stability, right in told:
            share = min(0.99, max(0.01, forgetting(days, stability * factor)))
            total += log(share if right else 1 - share)
        return total

    return max(PACES, key=likelihood) if told else 1.0


def _scaled(card: Card, factor: float) -> Card:
    moved = copy(card)
    moved.stability = (card.stability or 1.0) * factor
    return moved


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
