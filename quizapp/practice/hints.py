"""Hints: an author's own, then the derivation unfolding step by step, the key left out."""

from __future__ import annotations

from engine.exercise.exercise import Exercise, Step
from engine.exercise.question import Question


def hints(question: Question, exercise: Exercise) -> tuple[str, ...]:
    """Markdown hints, each going a little further than the one before."""
    keys = {part.name for part in exercise.parts}
    derived = (_hint(step, step.quantity in keys) for step in exercise.steps if exercise.graph)
    return (*question.hints, *derived)


def _hint(step: Step, is_key: bool) -> str:
    if not step.latex:
        return step.text
    shown = step.latex.rpartition(" = ")[0] if is_key else step.latex  # a = b = value
    return f"{step.text}\n\n$${shown}$$"
