"""`quizapp sync`: sending waiting answers and fetching news."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Send what waits to the server, and fetch what is new.

    Drills do this on their own. This also retries refused answers, and fetches all questions.
    """
    from quizapp.commands._door import counted
    from quizapp.commands._syncing import synced

    report = synced()
    questions = counted(report.questions or 0, "question", "questions")
    click.echo(f"{report.sent} sent, {report.received} received, {questions}.")
