"""The four areas of an interview, their shares of the time, and the area of each question."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from numpy import size

from engine import BadQuestion, build
from engine.exercise.exercise import Exercise
from engine.exercise.question import TEMPLATE, Head
from engine.graph.program import execute
from quizapp.kinds import KINDS
from quizapp.plan.targets import READING, target_seconds
from quizapp.practice import Served


@dataclass(frozen=True)
class Area:
    """An area; `share` is its part of the time, and all shares add up to 1."""

    title: str
    share: float


AREAS = {
    "concept": Area("Concepts", 0.35),
    "compute": Area("Computing", 0.3),
    "derive": Area("Deriving", 0.2),
    "debug": Area("Debugging", 0.15),
}
BUGS = "find_the_bug"
LINE = 20.0  # seconds to check a line of a derivation
NUMBER = 10.0  # seconds to work out one number with a calculator, those on the way too


def area_of(kind: str, question: Head | None) -> str:
    """The area of a question by its type or, if it is drawn, by what it asks for."""
    if kind != TEMPLATE or question is None:
        return KINDS[kind].area if kind in KINDS else "concept"
    if question.graph:
        asked = question.graph.by_level[question.level]
        return "derive" if any(name.startswith("grad.") for name in asked) else "compute"
    return _area_of_template(question.template or "")


@cache
def _area_of_template(template: str) -> str:
    if template == BUGS:
        return "debug"
    try:
        asked = build(template, seed=0).asked
    except BadQuestion:
        return "compute"
    return "derive" if any(quantity.kind == "grad" for quantity in asked) else "compute"


def target(served: Served) -> float:
    """How many seconds a well-prepared candidate takes for the question as drawn."""
    parts = served.exercise.parts
    if served.question.template == BUGS:
        return READING + LINE * sum(len(getattr(part.answer, "options", ())) for part in parts)
    usual = target_seconds(served.question.type, served.question.level, len(parts))
    return max(usual, READING + NUMBER * _numbers(served.exercise))


def _numbers(exercise: Exercise) -> int:
    """How many numbers lead from what is given to all that is asked, that included."""
    if not exercise.graph:
        return 0
    made = execute(exercise.program, exercise.leaves)
    return sum(int(size(made[name])) for step in exercise.program.instructions
               for name in step.outputs)  # fmt: skip
