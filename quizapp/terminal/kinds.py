"""How the parts of each kind of question are laid out in the terminal."""

from __future__ import annotations

import re

from engine.exercise.exercise import Part
from quizapp.kinds import Kind, kind_of

from .screen import Screen


def joint(part: Part) -> str:
    """The separator between a blank's label and its answer."""
    return " = " if kind_of(part.answer).is_line else ": "


def solution_line(part: Part) -> str:
    """The correct answer of one of several blanks, on one line of Markdown."""
    solution = kind_of(part.answer).solution(part.answer)
    lines = solution.strip().removeprefix("- ").replace("\n- ", "; ")
    return re.sub(r"\n(?=[0-9]+\. )", " ", lines).replace("\n", " ")


def show_choices(screen: Screen, part: Part) -> None:
    """Show the options of one of several blanks, if it has any."""
    kind = kind_of(part.answer)
    if type(kind).show is not Kind.show:
        screen.line()
        kind.show(screen, part.answer)
