"""Choosing the next question: easy ones first, and harder ones as answers come right.

Every topic has an aim, the level to ask for next: a right answer raises it by half a level, a wrong
one lowers it. A topic that is new starts where the learner is on the whole, but never hard. New
questions near the aim come first, then those not seen for longest. New ones far above the aim come
last, so learners who get the easy ones wrong don't see hard ones. Only in a topic that was chosen
they come before what was seen in the same sitting, so that nothing goes round in circles.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

STEP, SLOWLY = 0.5, 0.25  # of a level after an answer: in its topic, on the whole
EASY, MEDIUM, HARD = 1.0, 2.0, 3.0
REACH = 1.0  # levels above the aim that new questions may be
NEW, TOO_LONG, AGAIN, TOO_HARD, JUST_SEEN = range(5)  # groups, best first
SITTING = timedelta(hours=12)  # what was seen this recently was seen in the same sitting
PASSED = 0.6  # a score from here on does not lower the aim


@dataclass(frozen=True)
class Choice:
    """A question that may be asked."""

    id: int
    skill: str
    level: int
    seen: datetime | None  # when it was last answered or skipped
    long: bool = False  # takes minutes, so it isn't a good start


@dataclass(frozen=True)
class Outcome:
    """An answer in the past."""

    skill: str
    level: int
    score: float


class Aims(dict[str, float]):
    """A topic -> the level to ask for next; `says` is how well learners say they know it all."""

    def __init__(self, outcomes: Iterable[Outcome], says: int = 1) -> None:
        whole = EASY + STEP * (says - 1)
        for one in outcomes:
            aim = self[one.skill] if one.skill in self else min(MEDIUM, whole)
            self[one.skill] = _moved(aim, one.score, STEP)
            whole = _moved(whole, one.score, SLOWLY)
        self.whole = whole

    def __missing__(self, skill: str) -> float:
        return min(MEDIUM, self.whole)


def _moved(aim: float, score: float, step: float) -> float:
    if score == 1:
        return min(HARD, aim + step)
    return aim if score >= PASSED else max(EASY, aim - step)


def ranked(
    choices: Sequence[Choice],
    outcomes: Sequence[Outcome],
    *,
    says: int = 1,
    opens: bool = False,
    mixed: bool = False,
    now: datetime,
    chance: random.Random,
) -> list[int]:
    """The ids of the questions, best first.

    `opens` is whether it is the first question of a day, which is short and not hard. `mixed` is
    whether topics are mixed, so that the same one should not come twice running.
    """
    aims, met = Aims(outcomes, says), {one.skill for one in outcomes}

    def key(one: Choice) -> tuple[float, ...]:
        aim, begins = aims[one.skill], opens or one.skill not in met
        if one.seen is not None:
            just_seen = not mixed and now - one.seen < SITTING
            return (JUST_SEEN if just_seen else AGAIN, one.seen.timestamp())
        if one.level > (min(aim, EASY) if begins else aim) + REACH:
            return (TOO_HARD, one.level, one.long)
        return (TOO_LONG if begins and one.long else NEW, abs(one.level - aim), one.level)

    order = list(choices)
    chance.shuffle(order)
    order.sort(key=key)
    if mixed and outcomes and order:
        place = _other_topic(order, outcomes[-1].skill, [key(one)[0] for one in order])
        order.insert(0, order.pop(place))
    return [one.id for one in order]


def _other_topic(order: Sequence[Choice], last: str, groups: Sequence[float]) -> int:
    """The place of the first question on another topic, or 0 if that would be too far."""
    size = groups.count(groups[0])
    near = size if order[0].seen is None else (size + 1) // 2  # what was just seen can wait
    return next((place for place in range(near) if order[place].skill != last), 0)
