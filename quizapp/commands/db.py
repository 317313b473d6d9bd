"""`quizapp db rebuild`: compute again what is kept beside the log."""

from __future__ import annotations

import click


@click.group()
def command() -> None:
    """Look after the database."""


@command.command()
def rebuild() -> None:
    """Compute again what is kept of each learner's answers.

    It is never needed: whatever no longer fits the log is not used. It makes pages fast again for
    learners with thousands of answers, after a restore or many changes to the bank.
    """
    from datetime import UTC, datetime

    from quizapp.commands._database import open_database
    from quizapp.plan.standing import rebuild
    from quizapp.presenting.amounts import count
    from quizapp.storage.database import make_sessions

    with make_sessions(open_database())() as session:
        kept = rebuild(session, today=datetime.now(UTC).date())
        session.commit()
    click.echo(f"Kept what follows from the answers of {count(kept, 'learner')}.")
