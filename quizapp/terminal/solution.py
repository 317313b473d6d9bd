"""Showing solutions: answers, explanations and derivations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.exercise.exercise import Exercise, Step
from engine.exercise.folded import runs as folds
from quizapp.kinds import kind_of

from ..presenting.latex import inline
from ..presenting.prose import runs
from .display import display
from .kinds import joint, solution_line
from .screen import Screen
from .style import role_of

if TYPE_CHECKING:
    from engine.exercise.question import Question


def show_explanation(screen: Screen, question: Question) -> None:
    """Show the author's explanation, and any correction to the source."""
    if question.explanation:
        screen.line()
        screen.markdown(question.explanation, indent=2)
    if question.correction:
        screen.line()
        screen.markdown(f"**On the source.** {question.correction}", indent=2)


def show_answers(screen: Screen, exercise: Exercise) -> None:
    """Show the correct answer of every part, on a line each if there are several."""
    for part in exercise.parts:
        if len(exercise.parts) == 1:
            solution = kind_of(part.answer).solution(part.answer)
            screen.markdown(f"Correct answer: {solution}", indent=2)
        else:
            label = (inline(part.label) + joint(part), role_of(part.name))
            screen.runs([label, *runs(solution_line(part))], indent=2, hang=4)


def show_derivation(screen: Screen, exercise: Exercise) -> None:
    """Show the derivation as numbered steps: a sentence and a formula each."""
    from engine.derivation.twin_changes import changed

    changes = changed(exercise)
    if changes:
        screen.aside("Lines marked Δ follow a different rule from the original.")
    for number, steps in enumerate(folds(exercise.steps), 1):
        _show_steps(screen, number, steps, any(step.quantity in changes for step in steps))


def _show_steps(screen: Screen, number: int, steps: list[Step], changes: bool) -> None:
    screen.markdown(steps[0].text, first=f"{number:3}{'Δ ' if changes else '  '}")
    for step in steps:
        for line in display(step.latex, screen.columns - 2) if step.latex else ():
            screen.line("  " + screen.paint(role_of(step.quantity), line))
