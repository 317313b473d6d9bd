"""Does the plan help? `python -m benchmarks.planning [LEARNERS]`, on simulated learners.

Their memory follows one of two models, neither exactly the planner's: FSRS-6 with random factors on
its parameters, or a power law whose strength grows with each spaced answer. They spend the same
minutes by the plan, by plain FSRS (due and new skills in turn), or at random. The result is the
true recall on the day, over all skills: the plan is well ahead if time is short, and equal to plain
FSRS if there is plenty. Then it prints how often the forecast's range holds the truth (80% is
claimed, and reached after a week or two, but not with few answers or a very different memory), and
how well answers are predicted from earlier ones.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product, zip_longest
from math import exp, log, sqrt
from statistics import fmean, stdev
from typing import Protocol

from fsrs import Card, Rating, Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from quizapp.plan.forecast import forecast, overall
from quizapp.plan.fsrs6 import AGAIN, GOOD, days, published
from quizapp.plan.memory import fold
from quizapp.plan.planner import Bench, today
from quizapp.plan.todays_list import attended
from quizapp.plan.traits import fit

SKILLS = [f"skill-{n:02}" for n in range(16)]
REQUIRES = {SKILLS[n]: [SKILLS[(n - 1) // 2]] for n in range(1, len(SKILLS))}  # a tree
EXERCISED = 0.3  # how often a correct answer also exercises a prerequisite
MINUTES = dict.fromkeys(SKILLS, 3.0)
NOW = datetime(2027, 1, 4, 18, tzinfo=UTC)
DAY = timedelta(days=1)
FIRST = 0.5  # how often the first answer on a skill is correct
LOGS = 12  # logs of each kind to predict from; every answer takes a fold
Log = list[tuple[str, int, datetime]]


class Memory(Protocol):
    """What a simulated learner truly knows."""

    def __init__(self, chance: random.Random) -> None: ...

    def knows(self, skill: str, when: datetime) -> float: ...

    def answers(self, skill: str, right: bool, when: datetime) -> None: ...


class Fsrs:
    """A learner whose memory is FSRS-6 with random factors on its parameters."""

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
    """A learner whose recall falls with a power of time, more slowly after spaced answers."""

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
    memories, reviews = fold(known, REQUIRES)
    own = fit(reviews)
    settled = {skill: own.settled(memory) for skill, memory in memories.items()}
    share = attended({when.date() for _, _, when in known}, now.date())
    return today(Bench(settled, MINUTES, REQUIRES, days(now), days(day), attends=share), minutes)[0]


def due(known: Log, now: datetime, day: datetime, minutes: float, _: object) -> list[str]:
    """Plain FSRS: skills below 90%, lowest first, in turn with new ones; then the rest.

    New skills come after their prerequisites, as in the plan.
    """
    memories, at = fold(known, {})[0], days(now)
    shares = {
        skill: published().recall(at - memory.card.seen, memory.card.stability)
        for skill, memory in memories.items()
    }
    low = sorted(shares, key=shares.__getitem__)
    late = [skill for skill in low if shares[skill] < 0.9]
    new = [skill for skill in SKILLS if skill not in shares]
    turns = [skill for pair in zip_longest(late, new) for skill in pair if skill]
    return [*turns, *(skill for skill in low if skill not in late)][: round(minutes / 3)]


def anyhow(
    known: Log, now: datetime, day: datetime, minutes: float, chance: random.Random
) -> list[str]:
    return [chance.choice(SKILLS) for _ in range(round(minutes / 3))]


Policy = Callable[[Log, datetime, datetime, float, random.Random], list[str]]
POLICIES: dict[str, Policy] = {"plan": planned, "fsrs": due, "chance": anyhow}


def able(learner: Memory, skill: str, when: datetime) -> float:
    """The probability of a correct answer, which is lower if prerequisites are missing."""
    before = [learner.knows(other, when) for other in REQUIRES.get(skill, ())]
    return learner.knows(skill, when) * fmean([1.0, *(0.5 + share / 2 for share in before)])


def prepare(
    kind: type[Memory], policy: Policy, length: int, minutes: float, seed: int
) -> tuple[Memory, Log]:
    """A learner after practising until the day, with the log."""
    learner, chance = kind(random.Random(f"{kind.__name__} {seed}")), random.Random(seed)
    known: Log = []
    met: set[str] = set()
    end = NOW + length * DAY
    for number in range(length):
        now = NOW + number * DAY
        for place, skill in enumerate(policy(known, now, end, minutes, chance)):
            when = now + timedelta(minutes=3 * place)
            share = able(learner, skill, when) if skill in met else FIRST
            met.add(skill)
            known.append(answer_once(learner, skill, when, share, chance))
    return learner, known


def answer_once(
    learner: Memory, skill: str, when: datetime, share: float, chance: random.Random
) -> tuple[str, int, datetime]:
    """Answer, correctly by a chance of `share`; returns the line of the log."""
    right = chance.random() < share
    learner.answers(skill, right, when)
    for below in REQUIRES.get(skill, ()) if right else ():
        if chance.random() < EXERCISED and learner.knows(below, when):
            learner.answers(below, True, when)
    return skill, GOOD if right else AGAIN, when


def losses(known: Log) -> list[tuple[float, bool]]:
    """(predicted, correct) for every answer on a known skill, from the answers before it."""
    found = []
    for place, (skill, grade, when) in enumerate(known):
        memories, reviews = fold(known[:place], REQUIRES)
        if skill in memories:
            memory = memories[skill]._replace(known=1.0)  # what FSRS says, right or wrong so far
            share = forecast(memory, fit(reviews), days(when)).recall
            found.append((min(0.99, max(0.01, share)), grade > AGAIN))
    return found


def log_loss(pairs: list[tuple[float, bool]]) -> float:
    return -fmean(log(share if right else 1 - share) for share, right in pairs)


def covered(learner: Memory, known: Log, end: datetime) -> bool:
    """Whether the forecast's range holds the true share of correct answers."""
    memories, reviews = fold(known, REQUIRES)
    told = overall([memories.get(skill) for skill in SKILLS], fit(reviews), days(end))
    return told.low <= fmean(able(learner, skill, end) for skill in SKILLS) <= told.high


def main() -> None:
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    print(f"{learners} learners a row; mean true recall on the day, in per cent ± standard error")
    print(f"{'memory':10} {'days':>4} {'min':>4} " + " ".join(f"{name:>12}" for name in POLICIES)
          + "  in the range")  # fmt: skip
    for kind in (Fsrs, PowerLaw):
        logs: dict[str, list[Log]] = {}
        for length, minutes in product((3, 7, 14, 30), (15, 30)):
            end, shown, held = NOW + length * DAY, [], []
            for name, policy in POLICIES.items():
                done = [prepare(kind, policy, length, minutes, seed) for seed in range(learners)]
                found = [100 * fmean(who.knows(s, end) for s in SKILLS) for who, _ in done]
                shown.append(f"{fmean(found):6.1f} ± {stdev(found) / sqrt(learners):3.1f}")
                if name == "plan":
                    held = [covered(who, known, end) for who, known in done]
                if (length, minutes) == (14, 30):
                    logs[name] = [known for _, known in done[:LOGS]]
            print(f"{kind.__name__:10} {length:4} {minutes:4} "
                  + " ".join(f"{s:>12}" for s in shown) + f"  {100 * fmean(held):4.0f} %",
                  flush=True)  # fmt: skip
        for name, those in logs.items():
            pairs = [pair for known in those for pair in losses(known)]
            rate = fmean(right for _, right in pairs)
            constant = log_loss([(rate, right) for _, right in pairs])
            print(f"{kind.__name__}, {name}: log loss {log_loss(pairs):.3f}, of the constant "
                  f"{constant:.3f}, {len(pairs)} answers", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
