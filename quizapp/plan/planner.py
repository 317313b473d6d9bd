"""What to practise today: the answers that raise the expected recall on the day most.

With a date, an answer is worth what it adds to the recall on that very day, per minute; spacing
past the day is worth nothing. Without one, the day is a month from now, moving along: what is about
to be forgotten comes first all the same. Planned anew from the log each day, so a missed day only
changes what comes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from fsrs import Card

from .memory import Requires, recall, reviewed
from .rating import AGAIN, GOOD

FIRST_TRY = 0.5  # how often the first answer on a skill never met is right
AGAIN_TODAY = 0.5  # what a further answer on the same skill on the same day is worth


@dataclass
class Bench:
    """The cards as they would be after what is planned so far; `minutes` of one answer each."""

    cards: dict[str, Card]
    minutes: Mapping[str, float]
    requires: Requires
    now: datetime
    day: datetime  # of the interview
    today: dict[str, int] = field(default_factory=dict)

    def open(self, skill: str) -> bool:
        """Whether its prerequisites among the skills planned for were met."""
        below = [other for other in self.requires.get(skill, ()) if other in self.minutes]
        return skill in self.cards or all(other in self.cards for other in below)

    def gain(self, skill: str) -> float:
        """What one answer now adds to the expected recall on the day, per minute."""
        card = self.cards.get(skill)
        right = recall(card, self.now) if card else FIRST_TRY
        after = sum(
            share * recall(reviewed(card, grade, self.now), self.day)
            for share, grade in ((right, GOOD), (1 - right, AGAIN))
        )
        worth = AGAIN_TODAY ** self.today.get(skill, 0)
        return worth * (after - recall(card, self.day)) / self.minutes[skill]

    def answer(self, skill: str) -> None:
        """Go on as if a question on the skill had been answered right."""
        self.cards[skill] = reviewed(self.cards.get(skill), GOOD, self.now)
        self.today[skill] = self.today.get(skill, 0) + 1


def today(bench: Bench, budget: float) -> list[str]:
    """The skills to answer a question on, in order, in that many minutes.

    The last one may go over the budget by what is left of it; nothing that adds nothing is listed.
    """
    gains = {skill: bench.gain(skill) for skill in bench.minutes}
    listed: list[str] = []
    while budget > 0:
        ready = [skill for skill in gains if bench.open(skill) and gains[skill] > 0]
        if not ready:
            break
        best = max(ready, key=lambda skill: gains[skill])  # the first of equals, in their order
        listed.append(best)
        budget -= bench.minutes[best]
        bench.answer(best)
        gains[best] = bench.gain(best)
    return listed


def raises_most(bench: Bench, skills: Sequence[str]) -> str | None:
    """The skill on which one answer more raises the readiness most; None where none does."""
    ready = [skill for skill in skills if bench.open(skill) and bench.gain(skill) > 0]
    return max(ready, key=bench.gain, default=None)
