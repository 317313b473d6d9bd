"""`quizapp mark TEMPLATE`: marking answers to a generated exercise."""

from __future__ import annotations

import click

from engine.registry import did_you_mean
from quizapp.commands._exercise import built, chosen_exercise, pair
from quizapp.commands._output import print_json


@click.command()
@chosen_exercise
@click.option(
    "-r", "responses", metavar="PART=RESPONSE", multiple=True, help="An answer; repeatable."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    template: str, seed: int, params: tuple[str, ...], responses: tuple[str, ...], as_json: bool
) -> None:
    """Mark answers to an exercise; parts left out are blank."""
    exercise = built(template, seed, params)
    from engine import mark

    answers = dict(pair(text, "-r 'value.y=0.5'") for text in responses)
    known = [part.name for part in exercise.parts]
    for name in answers.keys() - set(known):
        hint = did_you_mean(name, known)
        raise click.UsageError(f"There is no part {name!r}.{hint} There are {', '.join(known)}.")
    marked = mark(exercise, answers).as_dict()
    if as_json:
        print_json(marked)
        return
    from quizapp.terminal.marks import show_mark
    from quizapp.terminal.screen import open_screen

    show_mark(open_screen(), exercise, marked, answers)
