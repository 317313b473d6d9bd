"""What to practise today: the answers that raise the expected recall on the day most.

While skills are still to be met, and on the last days, an answer is worth what it adds to the
recall on the very day, per minute: spacing past the day is worth nothing. In between what has
faded most comes first, as plain FSRS has it, since the later a thing is recalled the longer it
lasts. `benchmarks/planning.py` compares this with either alone. Without a date the day is a month
from now, moving along. Planned anew from the log each day, so a missed day only changes what comes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fsrs import Card

from .memory import Requires, recall, reviewed
from .rating import AGAIN, GOOD

FIRST_TRY = 0.5  # how often the first answer on a skill never met is right
LAST_DAYS = timedelta(days=3)
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

    @property
    def spacing(self) -> bool:
        """Whether everything was met and there is still time to let it fade."""
        return self.day - self.now >= LAST_DAYS and self.cards.keys() >= self.minutes.keys()

    def worth(self, skill: str) -> float:
        """How much an answer on the skill is wanted now; nothing at 0."""
        if self.spacing:
            faded = 1 - recall(self.cards[skill], self.now)
            return 0.0 if skill in self.today else faded / self.minutes[skill]
        return self.gain(skill)

    def answer(self, skill: str) -> None:
        """Go on as if a question on the skill had been answered right."""
        self.cards[skill] = reviewed(self.cards.get(skill), GOOD, self.now)
        self.today[skill] = self.today.get(skill, 0) + 1


def today(bench: Bench, budget: float) -> list[str]:
    """The skills to answer a question on, in order, in that many minutes.

    The last one may go over the budget by what is left of it; nothing that adds nothing is listed.
    """
    listed: list[str] = []
    worth: dict[str, float] = {}
    spacing = None
    while budget > 0:
        if bench.spacing != spacing:  # the last skill was met: all are judged anew
            spacing, worth = bench.spacing, {skill: bench.worth(skill) for skill in bench.minutes}
        ready = [skill for skill in worth if bench.open(skill) and worth[skill] > 0]
        if not ready:
            break
        best = max(ready, key=worth.__getitem__)  # the first of equals, in their order
        listed.append(best)
        budget -= bench.minutes[best]
        bench.answer(best)
        worth[best] = bench.worth(best)
    return listed


def raises_most(bench: Bench, skills: Sequence[str]) -> str | None:
    """The skill on which one answer more raises the readiness most; None where none does."""
    ready = [skill for skill in skills if bench.open(skill) and bench.gain(skill) > 0]
    return max(ready, key=bench.gain, default=None)
