"""`quizapp rebuild`: compute again what is kept beside the log."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Compute again all that follows from the log of answers.

    That is what is kept of each learner's answers, and the statistics of questions. It helps where
    `quizapp check` says that they don't fit the log, and makes pages fast again for learners with
    thousands of answers after many changes to the bank.
    """
    from datetime import UTC, datetime

    from quizapp.commands._database import open_database
    from quizapp.plan.standing import rebuild
    from quizapp.presenting.amounts import count
    from quizapp.statistics import counting
    from quizapp.storage.database import make_sessions

    with make_sessions(open_database())() as session:
        kept = rebuild(session, today=datetime.now(UTC).date())
        counted = counting.rebuild(session)
        session.commit()
    click.echo(
        f"Kept what follows from the answers of {count(kept, 'learner')}, and counted "
        f"{count(counted, 'first answer')}."
    )
