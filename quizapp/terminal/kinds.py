"""Where the parts of a kind of question go on a screen."""

from __future__ import annotations

from engine.exercise.exercise import Part
from quizapp.kinds import Kind, kind_of

from .screen import Screen


def joint(part: Part) -> str:
    """What stands between the label of a blank and what is typed into it."""
    return " = " if kind_of(part.answer).is_line else ": "


def solution_line(part: Part) -> str:
    """The right answer of one blank of several, in a few words (Markdown)."""
    solution = kind_of(part.answer).solution(part.answer)
    return solution.strip().removeprefix("- ").replace("\n- ", "; ").replace("\n", " ")


def show_choices(screen: Screen, part: Part) -> None:
    """Above the prompt of one blank of several: what there is to choose from, if anything."""
    kind = kind_of(part.answer)
    if type(kind).show is not Kind.show:
        screen.line()
        kind.show(screen, part.answer)
