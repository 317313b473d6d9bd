"""`quizapp sync`: send what waits, fetch what is new."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Bring this machine and the server you are logged in to together.

    Drills do this by themselves. Answers that were refused are tried again, and the questions are
    fetched anew.
    """
    from quizapp.commands._door import counted
    from quizapp.commands._syncing import synced

    report = synced()
    questions = counted(report.questions or 0, "question", "questions")
    click.echo(f"{report.sent} sent, {report.received} received, {questions}.")
