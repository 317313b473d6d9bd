"""`quizapp exercise TEMPLATE`: one generated exercise, as text or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.commands._exercise import built, chosen_exercise
from quizapp.commands._options import no_pager
from quizapp.commands._output import print_json

if TYPE_CHECKING:
    from engine import Exercise
    from quizapp.terminal.screen import Screen


@click.command()
@chosen_exercise
@click.option(
    "--solution", is_flag=True, help="Print the answers and the step-by-step solution too."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@no_pager
def command(
    template: str,
    seed: int,
    params: tuple[str, ...],
    solution: bool,
    as_json: bool,
    no_pager: bool,
) -> None:
    """Print a variant of the exercise TEMPLATE."""
    exercise = built(template, seed, params)
    if as_json:
        print_json(exercise.as_dict())
    else:
        from quizapp.terminal.screen import open_screen

        screen = open_screen(pages=not no_pager)
        with screen.paged():
            _print(screen, exercise, solution)


def _print(screen: Screen, exercise: Exercise, solution: bool) -> None:
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
