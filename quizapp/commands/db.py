"""`quizapp db rebuild`: what `quizapp rebuild` was called first."""

from __future__ import annotations

import click

from .rebuild import command as rebuild


@click.group(hidden=True)
def command() -> None:
    """Look after the database."""


command.add_command(rebuild, "rebuild")
