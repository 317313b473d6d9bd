"""`quizapp pack`: downloading questions to practise offline."""

from __future__ import annotations

import click


@click.command()
@click.option("--count", type=click.IntRange(1, 1000), help="How many; by default all.")
def command(count: int | None) -> None:
    """Download questions from the server, to practise offline.

    With --count, now and in future only that many: those of your plan first, and among them those
    you have not practised for longest.
    """
    from quizapp.commands._door import counted
    from quizapp.commands._syncing import synced

    questions = counted(synced(count or 0).questions or 0, "question is", "questions are")
    click.echo(f"{questions} here; `quizapp drill` can ask them offline.")
