"""Five kinds of learner up to the day of the interview: `python -m benchmarks.five_learners [N]`.

N learners of each kind practise by the plan, or by plain FSRS, with the same minutes. Printed are
what they truly know on the day, and how well "you would answer now" is calibrated: the mean of the
forecasts beside that of the true chances, the Brier score beside that of a forecast that always
says the mean, and the expected calibration error over ten classes (ECE).
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from statistics import fmean

from benchmarks.planning import (
    DAY,
    NOW,
    REQUIRES,
    SKILLS,
    Log,
    PowerLaw,
    able,
    answer_once,
    due,
    planned,
)
from quizapp.plan.forecast import forecast
from quizapp.plan.fsrs6 import days
from quizapp.plan.memory import fold
from quizapp.plan.traits import fit

DAYS = 21
CLASSES = 10


@dataclass(frozen=True)
class Kind:
    """How one kind of learner forgets, begins and finds the time."""

    forgets: float  # a factor on the rate of the power law
    begins: float  # how often the first answer on a skill is correct
    minutes: Callable[[int, random.Random], float]  # on each of the days


KINDS = {
    "weak": Kind(1.3, 0.25, lambda day, chance: 20),
    "strong": Kind(0.5, 0.85, lambda day, chance: 20),
    "forgetful": Kind(2.2, 0.5, lambda day, chance: 20),
    "irregular": Kind(1.0, 0.5, lambda day, chance: 50 if chance.random() < 0.4 else 0),
    "late": Kind(1.0, 0.5, lambda day, chance: 60 if day >= DAYS - 5 else 0),
}


def practised(kind: Kind, policy: Callable[..., list[str]], seed: int) -> tuple[PowerLaw, Log]:
    """A learner of this kind on the day, with the log."""
    chance, spare = (
        random.Random(seed),
        random.Random(f"days {seed}"),
    )  # by any policy the same days
    learner, known = PowerLaw(random.Random(f"five {seed}")), Log()
    learner.rate *= kind.forgets
    for number in range(DAYS):
        now, minutes = NOW + number * DAY, kind.minutes(number, spare)
        tasks = policy(known, now, NOW + DAYS * DAY, minutes, chance) if minutes else []
        for place, skill in enumerate(tasks):
            when = now + place * DAY / 480  # three minutes each
            share = able(learner, skill, when) if skill in learner.last else kind.begins
            known.append(answer_once(learner, skill, when, share, chance))
    return learner, known


def told(learner: PowerLaw, known: Log) -> list[tuple[float, float]]:
    """(forecast, true chance of a correct answer) of each skill on the day."""
    end = NOW + DAYS * DAY
    memories, reviews = fold(known, REQUIRES)
    traits = fit(reviews)
    return [(forecast(memories.get(skill), traits, days(end)).recall, able(learner, skill, end))
            for skill in SKILLS]  # fmt: skip


def brier(pairs: list[tuple[float, float]]) -> float:
    """The expected squared distance of the forecast from 1 if correct, and from 0 if not."""
    return fmean((said - true) ** 2 + true * (1 - true) for said, true in pairs)


def calibration_error(pairs: list[tuple[float, float]]) -> float:
    """How far the forecasts of a class are from the truth, on average over all forecasts."""
    classes: dict[int, list[tuple[float, float]]] = {}
    for said, true in pairs:
        classes.setdefault(min(CLASSES - 1, int(CLASSES * said)), []).append((said, true))
    return sum(abs(sum(said - true for said, true in one)) for one in classes.values()) / len(pairs)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    print(
        f"{count} of each kind, {DAYS} days; true recall on the day by the plan and by plain FSRS"
    )
    heads = ("plan", "fsrs", "told", "true", "Brier", "mean", "ECE")
    print(f"{'':10} " + " ".join(f"{head:>6}" for head in heads))
    every: list[tuple[float, float]] = []
    for name, kind in KINDS.items():
        done = {policy: [practised(kind, policy, seed) for seed in range(count)]
                for policy in (planned, due)}  # fmt: skip
        end = NOW + DAYS * DAY
        recalls = [fmean(who.knows(skill, end) for who, _ in those for skill in SKILLS)
                   for those in done.values()]  # fmt: skip
        pairs = [pair for who, known in done[planned] for pair in told(who, known)]
        every += pairs
        _print(name, recalls, pairs)
    _print("all", [], every)


def _print(name: str, recalls: list[float], pairs: list[tuple[float, float]]) -> None:
    said, true = (fmean(column) for column in zip(*pairs, strict=True))
    shown = [f"{100 * share:5.0f}%" for share in recalls] or [" " * 6] * 2
    scores = (brier(pairs), true * (1 - true), calibration_error(pairs))
    print(f"{name:10} {' '.join(shown)} {100 * said:5.0f}% {100 * true:5.0f}% "
          + " ".join(f"{score:6.3f}" for score in scores), flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
