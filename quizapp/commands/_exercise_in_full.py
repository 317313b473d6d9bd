"""An exercise in the terminal: what it asks, and its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from engine import Exercise
    from quizapp.terminal.screen import Screen


def print_exercise(screen: Screen, exercise: Exercise, solution: bool) -> None:
    """Print what is asked, and with `solution` how it is answered."""
    from engine import BadQuestion
    from quizapp.presenting.latex import inline
    from quizapp.presenting.phrases import STEP_BY_STEP
    from quizapp.terminal.kinds import joint, show_choices
    from quizapp.terminal.network_drawing import show_network
    from quizapp.terminal.solution import show_answers, show_derivation
    from quizapp.terminal.style import role_of

    screen.markdown(exercise.statement)
    show_network(screen, exercise)
    screen.line()
    for part in exercise.parts:
        show_choices(screen, part)
        label = screen.paint(role_of(part.name), f"{inline(part.label)}{joint(part)}?")
        screen.line(f"  {label}   {screen.paint('dim', part.name)}")
    if solution:
        screen.line()
        screen.heading("Answers")
        show_answers(screen, exercise)
        screen.line()
        screen.heading(STEP_BY_STEP)
        try:
            show_derivation(screen, exercise)
        except BadQuestion as error:  # an op has no slope yet
            raise click.ClickException(str(error)) from None
