"""Finding out what a learner knows, in at most ten quick questions on different topics.

It begins with an early topic. After a right answer the next question is a little harder and on a
topic further on, after a wrong one it is easier and on an earlier topic. A right answer also speaks
for what its topic builds on, so that is not asked. After four wrong answers in a row it stops.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizapp.plan import luck

LENGTH = 10
ENOUGH = 4  # wrong answers in a row; more would teach us nothing, and discourage
STEP = 0.5  # of the level, after each answer
ON, BACK = 2, 1  # steps along the chain of topics, after a right and after a wrong answer
START = {1: 0, 2: 2, 3: 4}  # where to begin, by what learners say: depth of the topic
SURE = 0.75  # how likely a right answer must be no guess for a topic to count as known
KNOWN, SHAKY, NEW = "known", "shaky", "new"

Requires = Mapping[str, Iterable[str]]  # a topic -> its prerequisites


@dataclass(frozen=True)
class Quick:
    """A question that can be asked; `seconds` is how long it should take."""

    id: int
    skill: str
    level: int
    seconds: float


@dataclass(frozen=True)
class Placed:
    """An answer; `tried` is whether anything was answered at all."""

    skill: str
    score: float
    tried: bool = True
    guess: float = 0.0  # how often a blind guess at it is right

    @property
    def is_right(self) -> bool:
        return self.score == 1


def is_over(answers: Sequence[Placed]) -> bool:
    """Whether there is nothing more to ask."""
    return len(answers) >= LENGTH or gave_up(answers)


def gave_up(answers: Sequence[Placed]) -> bool:
    """Whether so many in a row are wrong that asking on is no use."""
    latest = answers[-ENOUGH:]
    return len(latest) == ENOUGH and not any(one.is_right for one in latest)


def next_to_ask(
    answers: Sequence[Placed],
    questions: Sequence[Quick],
    requires: Requires,
    *,
    says: int,
    chance: random.Random,
) -> Quick | None:
    """The next question; None at the end. `says` is how well learners say they know it, 1 to 3."""
    asked = {one.skill for one in answers}
    found = found_out(answers, {one.skill for one in questions}, requires)
    open_ = [one for one in questions if one.skill not in asked]
    open_ = [one for one in open_ if found[one.skill] != KNOWN] or open_
    if is_over(answers) or not open_:
        return None
    depths = {skill: len(longest(skill, requires)) for skill in found}
    deepest = max(depths.values())
    level, reach = 2.0 if says == 3 else 1.0, START.get(says, 0)
    for one in answers:
        level = min(3.0, max(1.0, level + (STEP if one.is_right else -STEP)))
        reach = min(deepest, max(0, reach + (ON if one.is_right else -BACK)))

    def fitness(one: Quick) -> tuple[float, float, float]:
        return abs(depths[one.skill] - reach), abs(one.level - level), one.seconds

    return min(chance.sample(open_, len(open_)), key=fitness)


def found_out(
    answers: Sequence[Placed], skills: Iterable[str], requires: Requires
) -> dict[str, str]:
    """What the answers say about each topic: known, shaky or new.

    A right answer that is as likely luck makes a topic shaky at most, and says nothing of others.
    """
    share = luck.knowledge((one.is_right, one.guess) for one in answers if one.tried)
    sure = [one for one in answers if one.is_right and luck.known(share, one.guess) >= SURE]
    below = {other for one in sure for other in prerequisites(one.skill, requires)}
    found = {skill: KNOWN if skill in below else NEW for skill in skills}
    for one in answers:
        if one.skill in found:
            found[one.skill] = KNOWN if one in sure else SHAKY if one.tried else NEW
    return found


def prerequisites(skill: str, requires: Requires) -> set[str]:
    """Everything that a topic builds on, directly or not."""
    found: set[str] = set()
    waiting = list(requires.get(skill, ()))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(requires.get(one, ()))
    return found


def longest(skill: str, requires: Requires) -> tuple[str, ...]:
    """The longest chain of prerequisites below a topic, the nearest first."""
    chains = [(other, *longest(other, requires)) for other in requires.get(skill, ())]
    return max(chains, key=len, default=())
