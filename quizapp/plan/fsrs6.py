"""FSRS-6 on plain numbers: how answers change a card, and how it fades.

The parameters are those of `fsrs`, and a law compares every card with that library. Its own cards
have dates, states and steps that are not needed here and take several times as long, while one page
needs a learner's whole log.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from math import exp
from typing import NamedTuple

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
LEAST = 0.001  # days
A_TOUCH = 1e-6  # days; tolerance for rounded seconds


class Card(NamedTuple):
    """The memory of one thing."""

    stability: float  # days until the recall has fallen to 90%
    difficulty: float  # 1 to 10
    seen: float  # the last answer, in days since 1970


class Model:
    """FSRS-6 with 21 parameters, numbered as in its paper."""

    def __init__(self, w: Sequence[float]) -> None:
        self.w = tuple(w)
        self.decay = -self.w[20]
        self.factor: float = 0.9 ** (1 / self.decay) - 1
        self.first = tuple(max(LEAST, share) for share in self.w[:4])
        self.easiest = self._start(EASY)
        self.growth = exp(self.w[8])
        self.shortest = exp(-self.w[17] * self.w[18])
        self.bonus = {HARD: self.w[15], GOOD: 1.0, EASY: self.w[16]}

    def recall(self, days: float, stability: float) -> float:
        """The probability of recall this many days after an answer."""
        return (1 + self.factor * max(0.0, days) / stability) ** self.decay

    def since(self, recall: float, stability: float) -> float:
        """The days after which it has fallen to `recall`."""
        return (recall ** (1 / self.decay) - 1) / self.factor * stability

    def reviewed(self, card: Card | None, grade: int, now: float) -> Card:
        """The card after an answer with this grade; `card` is None before the first answer."""
        if card is None:
            return Card(self.first[grade - 1], min(10.0, max(1.0, self._start(grade))), now)
        now = max(now, card.seen)
        stability = self.stability(card, grade, now)
        moved = card.difficulty - self.w[6] * (grade - 3) * (10 - card.difficulty) / 9
        difficulty = self.w[7] * self.easiest + (1 - self.w[7]) * moved
        return Card(stability, min(10.0, max(1.0, difficulty)), now)

    def stability(self, card: Card, grade: int, now: float) -> float:
        """The stability after an answer with this grade; more answers on one day count little."""
        whole = int(now - card.seen + A_TOUCH)
        found = self._soon(card, grade) if whole < 1 else self._later(card, grade, whole)
        return max(LEAST, found)

    def _start(self, grade: int) -> float:
        return self.w[4] - exp(self.w[5] * (grade - 1)) + 1

    def _soon(self, card: Card, grade: int) -> float:
        """The stability after another answer on the same day."""
        more = exp(self.w[17] * (grade - 3 + self.w[18])) * card.stability ** -self.w[19]
        return card.stability * (more if grade == AGAIN else max(1.0, more))

    def _later(self, card: Card, grade: int, days: int) -> float:
        w, (stability, difficulty, _) = self.w, card
        forgotten = 1 - self.recall(days, stability)
        if grade == AGAIN:
            kept = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1)
            return min(kept * exp(forgotten * w[14]), stability * self.shortest)
        more = self.growth * (11 - difficulty) * stability ** -w[9] * (exp(forgotten * w[10]) - 1)
        return stability * (1 + more * self.bonus[grade])


@cache
def published() -> Model:
    """The model with the parameters that `fsrs` publishes."""
    from fsrs.scheduler import DEFAULT_PARAMETERS

    return Model(DEFAULT_PARAMETERS)


def days(when: datetime) -> float:
    """A moment in days since 1970."""
    return when.timestamp() / 86400


def moment(days: float) -> datetime:
    """The moment this many days after 1970, at most the last possible one."""
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=days)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)
