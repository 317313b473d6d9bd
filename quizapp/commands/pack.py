"""`quizapp pack`: questions to take along."""

from __future__ import annotations

import click


@click.command()
@click.option("--count", type=click.IntRange(1, 1000), help="How many; by default all.")
def command(count: int | None) -> None:
    """Fetch the questions of the server you are logged in to, to drill without it.

    With --count only so many, and from now on: those of your plan first, and of these what you
    have not tried for longest.
    """
    from quizapp.commands._door import counted
    from quizapp.commands._syncing import synced

    questions = counted(synced(count or 0).questions or 0, "question is", "questions are")
    click.echo(f"{questions} here; `quizapp drill` needs no network for that.")
