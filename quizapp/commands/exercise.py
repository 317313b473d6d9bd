"""`quizapp exercise TEMPLATE`: one generated exercise, as text or as JSON."""

from __future__ import annotations

import click

from quizapp.commands._exercise import built, chosen_exercise
from quizapp.commands._exercise_in_full import print_exercise
from quizapp.commands._options import no_pager
from quizapp.commands._output import print_json


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
            print_exercise(screen, exercise, solution)
