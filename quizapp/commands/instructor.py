"""`quizapp instructor EMAIL`: the only way to become an instructor."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quizapp.models import Learner


@click.command()
@click.argument("email")
@click.option("--name", default="", help="For a new account; by default the part before the @.")
def command(email: str, name: str) -> None:
    """Let EMAIL edit the bank."""
    from quizapp.accounts import learners, sign_ins
    from quizapp.commands._database import open_database
    from quizapp.storage.database import make_sessions

    with make_sessions(open_database())() as session:
        learner = learners.find(session, email)
        if learner is None:
            learner = _new_account(session, email, name)
        elif not learner.is_instructor:
            _confirm(learner)
            sign_ins.end_all(session, learner)  # everyone has to sign in again
        learner.is_instructor = True
        session.commit()
        click.echo(f"{learner.email} is now an instructor: sign in and open the bank.")


def _confirm(learner: Learner) -> None:
    """Ask first, because nobody has checked that the account belongs to the address."""
    from quizapp.presenting.amounts import on

    click.echo(
        f"{learner.email} has had an account since {on(learner.created_at)}, made on the web "
        f"under the name {learner.name}.\n"
        "Anyone can sign up with any address, so ask its owner whether the account is theirs: an "
        "instructor sees every correct answer and can change every question."
    )
    click.confirm("Make this account an instructor?", abort=True)


def _new_account(session: Session, email: str, name: str) -> Learner:
    from quizapp.accounts import learners

    secretly = sys.stdin.isatty()  # a pipe shows nothing
    password = click.prompt(
        f"A password for {email}", hide_input=secretly, confirmation_prompt=secretly
    )
    now = datetime.now(UTC)
    try:
        return learners.sign_up(session, email=email, password=password, name=name, now=now)
    except learners.AccountError as error:
        raise click.ClickException(str(error)) from None
