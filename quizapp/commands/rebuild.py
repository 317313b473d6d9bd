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

    from sqlalchemy import distinct, func, select

    from quizapp.commands._database import open_database
    from quizapp.models import Attempt
    from quizapp.plan.standing import rebuild
    from quizapp.presenting.amounts import count
    from quizapp.statistics import counting
    from quizapp.storage.database import make_sessions

    with make_sessions(open_database())() as session:
        rebuild(session, today=datetime.now(UTC).date())
        counted = counting.rebuild(session)
        learners = session.scalar(select(func.count(distinct(Attempt.learner_id)))) or 0
        session.commit()
    click.echo(
        f"Computed everything again from the answers of {count(learners, 'learner')}. The "
        f"statistics of questions count {count(counted, 'first answer')}."
    )
