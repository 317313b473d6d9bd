"""`quizapp exercise TEMPLATE`: one generated exercise, as text or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.commands._exercise import built, chosen_exercise

if TYPE_CHECKING:
    from engine import Exercise


@click.command()
@chosen_exercise
@click.option("--solution", is_flag=True, help="Print the answers and the derivation too.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    template: str, seed: int, params: tuple[str, ...], solution: bool, as_json: bool
) -> None:
    """Print a variant of the exercise TEMPLATE."""
    exercise = built(template, seed, params)
    if as_json:
        import json

        click.echo(json.dumps(exercise.as_dict(), ensure_ascii=False, allow_nan=False))
    else:
        _print(exercise, solution)


def _print(exercise: Exercise, solution: bool) -> None:
    from quizapp.presenting.latex import inline
    from quizapp.terminal.kinds import joint, show_choices
    from quizapp.terminal.network_drawing import show_network
    from quizapp.terminal.screen import open_screen
    from quizapp.terminal.solution import show_answers, show_derivation
    from quizapp.terminal.style import role_of

    screen = open_screen()
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
        screen.heading("Derivation")
        show_derivation(screen, exercise)
