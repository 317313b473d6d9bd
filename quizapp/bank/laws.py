"""What a question must keep, whatever it asks: its key is right, and what is near it is not."""

from __future__ import annotations

from collections.abc import Iterator

from engine import BadQuestion, mark
from engine.exercise import Exercise
from engine.question import Question

from .schema import Found

SEEDS = range(20)  # of a template that are tried


def law_problems(question: Question) -> list[Found]:
    """Where the question would mark unfairly; each kind of unfairness is told once."""
    where = "params" if question.answer is None else "answer"
    try:
        for seed in SEEDS if question.answer is None else SEEDS[:1]:
            if found := list(_unfair(question.exercise(seed))):
                return [((where,), what, advice) for what, advice in found]
    except BadQuestion as error:
        return [(error.where, str(error), "")]
    return []


def _unfair(exercise: Exercise) -> Iterator[tuple[str, str]]:
    drawn = f" (seed {exercise.seed})" if exercise.graph else ""
    keys = {part.name: part.answer.write() for part in exercise.parts}
    for name, marked in mark(exercise, keys).parts.items():
        if marked.credit < 1:
            what = f"{name}: the right answer {keys[name]!r} is marked {marked.verdict}{drawn}."
            yield what, "Make the answer and its wrong answers say different things."
    for part in exercise.parts:
        for miss in part.answer.near_misses():
            if part.answer.mark(miss).credit == 1:
                what = f"{part.name}: {miss!r} is accepted although it is wrong{drawn}."
                yield what, "Ask for more decimals, or make the answers differ."
