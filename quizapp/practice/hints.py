"""Hints: the author's own, then the derivation step by step, without the keys."""

from __future__ import annotations

from engine.exercise.exercise import Exercise, Step
from engine.exercise.question import Question


def hints(question: Question, exercise: Exercise) -> tuple[str, ...]:
    """Hints in Markdown, each saying a little more than the one before."""
    keys = {part.name for part in exercise.parts}
    derived = (_hint(step, step.quantity in keys) for step in exercise.steps if exercise.graph)
    return (*question.hints, *derived)


def has_hints(question: Question, exercise: Exercise) -> bool:
    """Whether there are any: whatever has a graph has a derivation."""
    return bool(question.hints or exercise.graph)


def _hint(step: Step, is_key: bool) -> str:
    if not step.latex:
        return step.text
    shown = step.latex.rpartition(" = ")[0] if is_key else step.latex  # a = b = value
    return f"{step.text}\n\n$${shown}$$"
