"""`quizapp instructor EMAIL`: the first way into the bank, with an account if there is none."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@click.command()
@click.argument("email")
@click.option("--name", default="", help="For a new account; by default the part before the @.")
@click.option("--yes", is_flag=True, help="Do not ask before an existing account is raised.")
def command(email: str, name: str, yes: bool) -> None:
    """Let the account with the address EMAIL edit the bank.

    It becomes an administrator if there is none yet, otherwise an author.
    """
    from quizapp.accounts import learners, roles
    from quizapp.commands import role
    from quizapp.commands._database import open_database
    from quizapp.models import ADMINISTRATOR, AUTHOR
    from quizapp.storage.database import make_sessions

    with make_sessions(open_database())() as session:
        known = learners.find(session, email)
        people = roles.with_roles(session)
        wanted = AUTHOR if any(one.may(ADMINISTRATOR) for one in people) else ADMINISTRATOR
        if known is None:
            _new_account(session, email, name)
            session.commit()
            yes = True
        elif known.may(wanted):
            wanted = known.role
    role.change(email, wanted, yes)
    click.echo("Sign in and open the bank.")


def _new_account(session: Session, email: str, name: str) -> None:
    from quizapp.accounts import learners

    secretly = sys.stdin.isatty()  # a pipe shows nothing
    password = click.prompt(
        f"A password for {email}", hide_input=secretly, confirmation_prompt=secretly
    )
    now = datetime.now(UTC)
    try:
        learners.sign_up(session, email=email, password=password, name=name, now=now)
    except learners.AccountError as error:
        raise click.ClickException(str(error)) from None
