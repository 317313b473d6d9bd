"""Planning what to practise today: the questions that raise the expected recall on the day most.

While there are new skills, and on the last days, an answer counts by how much it adds to the recall
on the day of the interview, per minute. In between, the skills that have faded most come first, as
in plain FSRS, since recalling something late makes it last longer. New skills are spread over the
first days, because nobody learns twenty things in one evening (the fewer, the more days somebody
leaves out). Unless the interview is close, each is asked two or three times on its first day, and
what went wrong in the placement comes before what is new. The same skill never comes twice running
if there is another. Without a date, the day is always a month ahead. The plan is made from the log
each day, so a missed day only changes the days after it.
`benchmarks/planning.py` compares it with plain FSRS.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import ceil

from .fsrs6 import AGAIN, GOOD, Card, published
from .memory import Memory, Requires

FIRST_TRY = 0.5  # probability of a correct answer on a new skill
LAST_DAYS = 3.0
SHORT = 5.0  # days; with fewer left, one question on many topics helps more than two on some
NEW_WITHIN = 0.15  # share of the days left within which all skills are started
FEWEST_NEW = 2  # new skills a day
FIRST_DAY = 2  # answers on a new skill's first day, while there is time
FIRST_DAY_UNSURE = 3  # if those did not go well
WENT_WELL = 0.7  # probability that the skill is known
AGAIN_TODAY = 0.5  # factor on the worth of another answer to the same skill on one day


@dataclass
class Bench:
    """The memories after what is planned so far; times in days since 1970."""

    known: dict[str, Memory]
    minutes: Mapping[str, float]  # for one question of each skill
    requires: Requires
    now: float
    day: float  # of the interview
    today: dict[str, int] = field(default_factory=dict)  # answers on each skill
    attends: float = 1.0  # the share of days with practice, so far

    def open(self, skill: str) -> bool:
        """Whether the skill's prerequisites within the plan were practised."""
        return skill in self.known or all(
            other in self.known for other in self.requires.get(skill, ()) if other in self.minutes
        )

    def after(self, skill: str, grade: int) -> Memory:
        """The memory of the skill if the next answer has this grade."""
        old = self.known.get(skill)
        card = published().reviewed(old.card if old else None, grade, self.now)
        known = 1.0 if grade > AGAIN else old.known if old else 0.0
        return Memory(card, (old.answers if old else 0.0) + 1, known)

    def gain(self, skill: str) -> float:
        """How much one answer now adds to the expected recall on the day, per minute."""
        old = self.known.get(skill)
        right = old.recall(self.now) if old and old.known else FIRST_TRY
        after = right * self.after(skill, GOOD).recall(self.day)
        after += (1 - right) * self.after(skill, AGAIN).recall(self.day)
        worth = AGAIN_TODAY ** self.today.get(skill, 0)
        return worth * (after - (old.recall(self.day) if old else 0.0)) / self.minutes[skill]

    def is_new(self, skill: str) -> bool:
        """Whether the skill was answered for the first time today."""
        return skill in self.known and self.known[skill].answers < self.today.get(skill, 0) + 1

    def is_begun(self, skill: str) -> bool:
        """Whether it is new today, and needs more answers before the day goes on to others."""
        if self.day - self.now < SHORT or not self.is_new(skill) or skill not in self.minutes:
            return False
        went_well = self.known[skill].known >= WENT_WELL
        return self.today[skill] < (FIRST_DAY if went_well else FIRST_DAY_UNSURE)

    def is_missed(self, skill: str) -> bool:
        """Whether its only answer was wrong and came before today, as in the placement."""
        if self.day - self.now < SHORT or skill in self.today or skill not in self.known:
            return False
        return not self.known[skill].known and self.known[skill].answers < FIRST_DAY

    @property
    def room(self) -> int:
        """How many more new skills today may have, so that they are spread over days."""
        met = sum(map(self.is_new, self.today))
        unmet = len(self.minutes.keys() - self.known.keys())
        days = max(1.0, NEW_WITHIN * self.attends * (self.day - self.now))
        return max(FEWEST_NEW, ceil((unmet + met) / days)) - met

    @property
    def spacing(self) -> bool:
        """Whether every skill was practised and there is time to let them fade."""
        return self.day - self.now >= LAST_DAYS and self.known.keys() >= self.minutes.keys()

    def worth(self, skill: str, spacing: bool) -> float:
        """How much an answer on the skill is worth now; 0 for nothing."""
        if spacing:
            faded = 1 - self.known[skill].recall(self.now)
            return 0.0 if skill in self.today else faded / self.minutes[skill]
        return self.gain(skill)

    def answer(self, skill: str) -> None:
        """Update the memories as expected after an answer on the skill."""
        old = self.known.get(skill)
        right = old.recall(self.now) if old and old.known else FIRST_TRY
        good, bad = self.after(skill, GOOD), self.after(skill, AGAIN)
        stability = good.card.stability**right * bad.card.stability ** (1 - right)
        _, difficulty, seen = good.card
        self.known[skill] = Memory(
            Card(stability, difficulty, seen),
            good.answers,
            right * good.known + (1 - right) * bad.known,
        )
        self.today[skill] = self.today.get(skill, 0) + 1


def today(
    bench: Bench, budget: float, most: int | None = None, last: str | None = None
) -> tuple[list[str], Bench]:
    """The skills to practise in this many minutes, one per question, and the bench afterwards.

    There are at most `most`; `last` is the skill that was answered last. The last question may
    exceed the budget; questions that add nothing are not listed.
    """
    bench = replace(bench, known=dict(bench.known), today=dict(bench.today))
    listed: list[str] = []
    worth: dict[str, float] = {}
    spacing = None
    missed = {skill for skill in bench.known if bench.is_missed(skill)}
    while budget > 0 and (most is None or len(listed) < most):
        if bench.spacing != spacing:  # the last new skill was started, so all values change
            spacing = bench.spacing
            worth = {skill: bench.worth(skill, spacing) for skill in bench.minutes}
        ready = [skill for skill, value in worth.items() if value > 0 and bench.open(skill)]
        if not spacing and bench.room < 1:
            ready = [skill for skill in ready if skill in bench.known] or ready
        begun = [skill for skill in bench.today if bench.is_begun(skill)]
        first = [skill for skill in ready if skill in missed]
        ready = others(begun, last) or others(first, last) or others(ready, last) or begun or ready
        if not ready:
            break
        last = max(ready, key=worth.__getitem__)  # the first one if several are equal
        listed.append(last)
        budget -= bench.minutes[last]
        bench.answer(last)
        worth[last] = bench.worth(last, spacing)
        missed.discard(last)
    return listed, bench


def others(skills: Iterable[str], last: str | None) -> list[str]:
    """The skills but the one that was just answered."""
    return [skill for skill in skills if skill != last]


def tomorrow(bench: Bench) -> Bench:
    """The bench a day later."""
    return replace(bench, known=dict(bench.known), now=bench.now + 1, today={})


def go_on(bench: Bench, last: str | None = None) -> str | None:
    """The most useful skill after today's list is done; None without skills.

    It is not the one that was answered last, if there is another.
    """
    gains = _gains(bench)
    if useful := others(gains, last) or list(gains):
        return max(useful, key=gains.__getitem__)
    met = [skill for skill in bench.minutes if skill in bench.known]
    met = others(met, last) or met
    return min(met, key=lambda skill: bench.known[skill].recall(bench.day), default=None)


def raises_most(bench: Bench) -> str | None:
    """The skill where one more answer raises the forecast most; None if there is none."""
    gains = _gains(bench)
    return max(gains, key=gains.__getitem__, default=None)


def _gains(bench: Bench) -> dict[str, float]:
    gains = {skill: bench.gain(skill) for skill in bench.minutes if bench.open(skill)}
    return {skill: gain for skill, gain in gains.items() if gain > 0}
