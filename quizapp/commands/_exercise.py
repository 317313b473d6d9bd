"""What `exercise` and `mark` share: options that choose an exercise, and building it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from quizapp.commands._listing import parameters, template_names

if TYPE_CHECKING:
    from engine import Exercise


def chosen_exercise(command: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator that adds TEMPLATE, --seed and -p to a command."""
    for decorate in (
        click.option(
            "-p",
            "params",
            metavar="K=V",
            multiple=True,
            shell_complete=parameters,
            help="A parameter from `quizapp templates NAME`; repeatable.",
        ),  # fmt: skip
        click.option("--seed", type=int, default=0, show_default=True, help="Which variant."),
        click.argument("template", shell_complete=template_names),
    ):
        command = decorate(command)
    return command


def built(template: str, seed: int, params: tuple[str, ...]) -> Exercise:
    """The exercise; a usage error if the template or a parameter is unknown."""
    from engine import BadQuestion, build

    pairs = dict(pair(text, "-p hidden=2") for text in params)
    if not all(name.isidentifier() for name in pairs):
        raise click.UsageError("A parameter has a plain name: -p hidden=2")
    try:
        return build(template, seed, **{name: value(text) for name, text in pairs.items()})
    except BadQuestion as error:
        if error.where == ("params",):  # valid, but no fair variant was found
            raise click.ClickException(str(error)) from None
        raise click.UsageError(str(error)) from None


def pair(text: str, example: str) -> tuple[str, str]:
    """`name=value`, split in two; `example` is for the error message."""
    name, sign, rest = text.partition("=")
    if not sign or not name.strip():
        raise click.UsageError(f"{text!r} is not NAME=VALUE. Write it like: {example}")
    return name.strip(), rest


def value(text: str) -> bool | int | float | str:
    """A parameter from its text: true, 2, 0.1 or a word."""
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    for read in (int, float):
        try:
            return read(text)
        except ValueError:
            continue
    return text
