"""Does the plan help? `python -m benchmarks.planning [LEARNERS]`, on learners of known memory.

Two families of memory, neither of them exactly the planner's: FSRS-6 with every parameter off by a
factor of its own, and a power law whose strength grows with each spaced answer. Three ways to spend
the same minutes: the plan, plain FSRS (what is due, then what is new), and chance. What counts is
the true recall on the day, over all skills. Then how well the fold predicts the next answer.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import exp, log, sqrt
from statistics import fmean, stdev

from fsrs import Card, Rating, Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from quizapp.plan.memory import recall, remember
from quizapp.plan.planner import Bench, today
from quizapp.plan.rating import AGAIN, GOOD

SKILLS = [f"skill-{n:02}" for n in range(16)]
REQUIRES = {SKILLS[n]: [SKILLS[(n - 1) // 2]] for n in range(1, len(SKILLS))}  # a tree
EXERCISED = 0.3  # how often a right answer truly exercises a prerequisite too
MINUTES = dict.fromkeys(SKILLS, 3.0)
NOW = datetime(2027, 1, 4, 18, tzinfo=UTC)
DAY = timedelta(days=1)
Log = list[tuple[str, int, datetime]]


class Fsrs:
    """A learner whose memory is FSRS-6, each parameter off by a factor of its own."""

    def __init__(self, chance: random.Random) -> None:
        bounds = zip(DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS,
                     strict=True)  # fmt: skip
        own = [min(high, max(low, p * exp(chance.gauss(0, 0.3)))) for p, low, high in bounds]
        self.model = Scheduler(own, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        self.cards: dict[str, Card] = {}
        self.decay = -own[20]

    def knows(self, skill: str, when: datetime) -> float:
        card = self.cards.get(skill)
        if card is None or card.last_review is None:
            return 0.0
        days = max(0.0, (when - card.last_review) / DAY)
        return (1 + (0.9 ** (1 / self.decay) - 1) * days / (card.stability or 1)) ** self.decay

    def answers(self, skill: str, right: bool, when: datetime) -> None:
        card = self.cards.get(skill) or Card(card_id=0, due=when)
        self.cards[skill], _ = self.model.review_card(
            card, Rating.Good if right else Rating.Again, when
        )


class PowerLaw:
    """A learner whose recall falls with a power of time; spaced answers slow the fall down."""

    def __init__(self, chance: random.Random) -> None:
        self.rate = 0.6 * exp(chance.gauss(0, 0.35))
        self.strength: dict[str, float] = {}
        self.last: dict[str, datetime] = {}

    def knows(self, skill: str, when: datetime) -> float:
        if skill not in self.last:
            return 0.0
        days = max(0.0, (when - self.last[skill]) / DAY)
        return (1 + days) ** (-self.rate / self.strength[skill])

    def answers(self, skill: str, right: bool, when: datetime) -> None:
        forgotten = 1 - self.knows(skill, when)
        before = self.strength.get(skill, 0.7)
        self.strength[skill] = before * (1 + (1.6 if right else 0.3) * forgotten)
        self.last[skill] = when


def planned(known: Log, now: datetime, day: datetime, minutes: float, _: object) -> list[str]:
    cards = {skill: memory.card for skill, memory in remember(known, REQUIRES).items()}
    return today(Bench(cards, MINUTES, REQUIRES, now, day), minutes)


def due(known: Log, now: datetime, day: datetime, minutes: float, _: object) -> list[str]:
    """What plain FSRS asks: what fell below 90 %, lowest first, then what is new, in order."""
    cards = {skill: memory.card for skill, memory in remember(known, {}).items()}
    late = sorted(
        (s for s in cards if recall(cards[s], now) < 0.9), key=lambda s: recall(cards[s], now)
    )
    new = [skill for skill in SKILLS if skill not in cards]
    rest = sorted(set(cards) - set(late), key=lambda s: recall(cards[s], now))
    return [*late, *new, *rest][: round(minutes / 3)]


def anyhow(
    known: Log, now: datetime, day: datetime, minutes: float, chance: random.Random
) -> list[str]:
    return [chance.choice(SKILLS) for _ in range(round(minutes / 3))]


Policy = Callable[[Log, datetime, datetime, float, random.Random], list[str]]
POLICIES: dict[str, Policy] = {"plan": planned, "fsrs": due, "chance": anyhow}


def prepare(kind: type, policy: Policy, days: int, minutes: float, seed: int) -> tuple[float, Log]:
    """The true recall on the day after practising until then, and the log."""
    learner, chance = kind(random.Random(f"{kind.__name__} {seed}")), random.Random(seed)
    known: Log = []
    end = NOW + days * DAY
    for number in range(days):
        now = NOW + number * DAY
        for place, skill in enumerate(policy(known, now, end, minutes, chance)):
            when = now + timedelta(minutes=3 * place)
            before = [learner.knows(other, when) for other in REQUIRES.get(skill, ())]
            share = learner.knows(skill, when) if skill in {s for s, _, _ in known} else 0.5
            right = chance.random() < share * fmean([1.0, *(0.5 + b / 2 for b in before)])
            learner.answers(skill, right, when)
            for below in REQUIRES.get(skill, ()) if right else ():
                if chance.random() < EXERCISED and learner.knows(below, when):
                    learner.answers(below, True, when)
            known.append((skill, GOOD if right else AGAIN, when))
    return fmean(learner.knows(skill, end) for skill in SKILLS), known


def losses(known: Log) -> list[tuple[float, bool]]:
    """(predicted, right) for every answer on a skill met before."""
    found = []
    for place, (skill, grade, when) in enumerate(known):
        memory = remember(known[:place], REQUIRES).get(skill)
        if memory and any(skill == other for other, _, _ in known[:place]):
            found.append((min(0.99, max(0.01, recall(memory.card, when))), grade > AGAIN))
    return found


def log_loss(pairs: list[tuple[float, bool]]) -> float:
    return -fmean(log(share if right else 1 - share) for share, right in pairs)


def main() -> None:
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    print(f"{learners} learners a row; mean true recall on the day, in per cent ± standard error")
    print(f"{'memory':10} {'days':>4} {'min':>4} " + " ".join(f"{name:>12}" for name in POLICIES))
    for kind in (Fsrs, PowerLaw):
        for days, minutes in ((3, 30), (7, 15), (7, 30), (14, 15), (14, 30), (30, 15)):
            shown = []
            for policy in POLICIES.values():
                found = [
                    100 * prepare(kind, policy, days, minutes, seed)[0] for seed in range(learners)
                ]
                shown.append(f"{fmean(found):6.1f} ± {stdev(found) / sqrt(learners):3.1f}")
            print(
                f"{kind.__name__:10} {days:4} {minutes:4} " + " ".join(f"{s:>12}" for s in shown),
                flush=True,
            )
        pairs = [
            pair for seed in range(12) for pair in losses(prepare(kind, anyhow, 14, 30, seed)[1])
        ]
        rate = fmean(right for _, right in pairs)
        constant = log_loss([(rate, right) for _, right in pairs])
        print(f"{kind.__name__}: log loss {log_loss(pairs):.3f}, of the constant {constant:.3f}, "
              f"{len(pairs)} answers")  # fmt: skip


if __name__ == "__main__":
    main()
