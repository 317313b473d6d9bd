"""What honest learners, people who slip and people who guess get: trials on one exercise."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import cycle, islice
from random import Random
from typing import Any

import numpy as np

from engine import mark
from engine.answers._base import PartMark
from engine.exercise.exercise import Exercise
from engine.marking.diagnose import SIGN

from .calculator import Calculator, Slipping, plain, typed
from .learner import Learner, misread, off, routes_of, turned, work

RIGHT = {"correct", "rounded"}
OFF = (0.5, 0.8, 1.2, 2, -1)  # what a slip multiplies a number by
COPIED = 6  # given numbers that are copied into every blank


def _each_step(digits: int, **how: Any) -> Learner:
    return Learner(Calculator(digits, **how), digits)


# name -> such a learner, from the digits asked for and a source of chance
MODES: Mapping[str, Callable[[int, Random], Learner]] = {
    "each step, digits asked for": lambda asked, _: _each_step(asked),
    "each step, goes on from answers": lambda asked, _: replace(_each_step(asked), reuses=True),
    "2 digits": lambda asked, _: _each_step(2),
    "3 digits": lambda asked, _: _each_step(3),
    "4 digits": lambda asked, _: _each_step(4),
    "5 digits": lambda asked, _: _each_step(5),
    "one more digit kept": lambda asked, _: Learner(Calculator(asked + 1), asked),
    "only answers": lambda asked, _: Learner(Calculator(), asked),
    "only answers, goes on from them": lambda asked, _: Learner(Calculator(), asked, reuses=True),
    "only answers, to 2 digits": lambda asked, _: Learner(Calculator(), 2, reuses=True),
    "cuts off": lambda asked, _: _each_step(asked, cut=True),
    "adds from behind": lambda asked, _: _each_step(asked, sums="backward"),
    "sums in one line": lambda asked, _: _each_step(asked, sums="total"),
    "now and then": lambda asked, chance: _each_step(asked, chance=chance),
}


@dataclass(frozen=True)
class Refusal:
    """A blank of an honest learner that was not taken as right."""

    part: str
    verdict: str
    typed: str
    key: float

    @property
    def accused(self) -> bool:
        return self.verdict.startswith("misconception:")


def refusals(exercise: Exercise, learner: Learner) -> list[Refusal]:
    """The blanks of an honest learner that are not right by their marks."""
    answers = learner.responses(exercise)
    assert exercise.digits is not None
    fine = RIGHT | ({"imprecise"} if learner.digits < exercise.digits else set())
    marks = mark(exercise, answers).parts
    return [
        Refusal(part.name, marks[part.name].verdict, answers[part.name], part.answer.key)
        for part in exercise.parts
        if marks[part.name].verdict not in fine
    ]


def honest(exercise: Exercise, seed: int) -> Iterator[tuple[str, Learner]]:
    """Honest learners: every way of rounding by the usual routes, every other route, and mixes."""
    assert exercise.digits is not None
    routes = routes_of(exercise)
    for name, make in MODES.items():
        yield name, make(exercise.digits, Random(seed))
    for route in routes:
        ((what, way),) = route.items()
        yield (
            f"{what}: {way}",
            replace(MODES[MIXED[0]](exercise.digits, Random(seed)), routes=route),
        )
    chance = Random(seed)
    for name in MIXED if routes else ():
        taken = {what: way for route in chance.sample(routes, len(routes))
                 for what, way in route.items() if chance.random() < 0.7}  # fmt: skip
        yield "mixed routes", replace(MODES[name](exercise.digits, chance), routes=taken)


MIXED = ("each step, digits asked for", "2 digits", "one more digit kept", "cuts off")


@dataclass(frozen=True)
class Lost:
    """What a slip cost: the blank it was in ("" for one on the way), and all blanks lost."""

    where: str
    kind: str
    lost: tuple[str, ...]
    named: bool  # whether a misconception was named at the first that does not make that number

    @property
    def fair(self) -> bool:
        """Whether it cost no more than its own blank, or one for a slip on the way."""
        return len(self.lost) <= 1 and (not self.where or set(self.lost) <= {self.where})


def slips(exercise: Exercise, seed: int) -> Iterator[Lost]:
    """One slip of each kind in a blank, after which all is honest."""
    chance = Random(seed)
    digits = exercise.digits or 0
    kinds = {
        "20 % off": off(chance.choice([0.8, 1.2]), digits),
        "sign": turned,
        "digits swapped": misread(chance.randrange),
    }
    for kind, slip in kinds.items():
        where = chance.choice(exercise.parts).name
        learner = replace(MODES[MIXED[0]](digits, chance), reuses=True, slips={where: slip})
        yield from _lost(exercise, learner, where, kind)


def hidden_slips(exercise: Exercise, seed: int) -> Iterator[Lost]:
    """One slip of 20 % at a number that is not asked for."""
    assert exercise.graph is not None
    chance = Random(seed)
    learner = MODES[MIXED[0]](exercise.digits or 0, chance)
    asked = {(quantity.array, quantity.index) for quantity in exercise.asked}
    places = [
        (name, index)
        for name, number in work(learner, exercise).items()
        if name not in exercise.leaves and name != f"grad.{exercise.graph.names[-1]}"
        for index in np.ndindex(*plain(number).shape)
        if (name, index) not in asked and plain(number)[index] != 0
    ]
    if places:
        name, index = chance.choice(places)
        slipped = replace(learner, hidden=(name, index, chance.choice([0.8, 1.2])))
        yield from _lost(exercise, slipped, "", name)


def slips_anywhere(exercise: Exercise, seed: int) -> Iterator[Lost]:
    """One slip at any number that is written down, also amid a rule, such as one exponential."""
    chance, digits = Random(seed), exercise.digits or 0
    right = Slipping(digits)
    Learner(right, digits, reuses=True).responses(exercise)
    places = [place for place, number in enumerate(right.written) if number]
    if places:
        off = Slipping(digits, slip=chance.choice(places), factor=chance.choice(OFF))
        yield from _lost(exercise, Learner(off, digits, reuses=True), "", f"written {off.slip}")


def _lost(exercise: Exercise, learner: Learner, where: str, kind: str) -> Iterator[Lost]:
    """What it cost; nothing where the slip leads out of the domain, as a person would notice."""
    answers = learner.responses(exercise)
    if not all(math.isfinite(float(text)) for text in answers.values()):
        return
    marks = mark(exercise, answers).parts
    lost = tuple(name for name, part in marks.items() if part.credit < 1)
    named = bool(lost) and _named_by_chance(exercise, lost[0], answers, marks)
    yield Lost(where, kind, lost, named)


def _named_by_chance(
    exercise: Exercise, name: str, answers: Mapping[str, str], marks: Mapping[str, PartMark]
) -> bool:
    """Whether a misconception is told that makes another number, and not as one of two ways.

    A turned sign may be what a common mistake leads to, and is told as either.
    """
    listed = exercise.part(name).answer.mark(answers[name])
    told = [part.verdict.startswith("misconception:") for part in (marks[name], listed)]
    return told == [True, False] and not marks[name].remark.endswith(SIGN)


def guesses(exercise: Exercise) -> Iterator[tuple[str, float]]:
    """Scores of those who compute nothing: one number everywhere, or copies of given ones."""
    names = [part.name for part in exercise.parts]
    count = len(names)
    given = [float(x) for leaf in exercise.leaves.values() for x in leaf.ravel()]
    sheets: dict[str, list[float]] = {
        f"all {x:g}": [x] * count for x in (0, 1, 0.5, -1, 0.123, 1e6)
    }
    sheets["1e-4, 2e-4, …"] = [1e-4 * (k + 1) for k in range(count)]
    sheets["given numbers in turn"] = list(islice(cycle(given), count))
    sheets["given numbers, backwards"] = list(islice(cycle(given[::-1]), count))
    for k, x in enumerate(given[:COPIED]):
        sheets[f"all equal to given number {k + 1}"] = [x] * count
    for strategy, numbers in sheets.items():
        texts = (typed(x, 12).rstrip("0").rstrip(".") if x % 1 else f"{x:.0f}" for x in numbers)
        marks = mark(exercise, dict(zip(names, texts, strict=True))).parts
        credits = [marks[part.name].credit for part, x in zip(exercise.parts, numbers, strict=True)
                   if not _is(x, part.answer.key)]  # fmt: skip
        yield strategy, sum(credits) / count


def _is(number: float, key: float) -> bool:
    """Whether a number is the very answer, as the value of a unit that only copies it."""
    return abs(number - key) <= 1e-9 * max(1.0, abs(key))
