"""`quizapp role`: who works on the bank, and as what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@click.group()
def command() -> None:
    """List, give and revoke roles: author, reviewer, administrator."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def listing(as_json: bool) -> None:
    """List everybody who has a role."""
    import json

    from quizapp.accounts import roles

    with _session() as session:
        found = [{"email": one.email or one.name, "name": one.name, "role": one.role}
                 for one in roles.with_roles(session)]  # fmt: skip
    if as_json:
        click.echo(json.dumps({"people": found}, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(f"{one['role']:13}  {one['email']}" for one in found) or "Nobody yet.")


@command.command()
@click.argument("email")
@click.argument("role", type=click.Choice(("author", "reviewer", "administrator")))
@click.option("--yes", is_flag=True, help="Do not ask.")
def give(email: str, role: str, yes: bool) -> None:
    """Give the account with the address EMAIL a ROLE."""
    change(email, role, yes)


@command.command()
@click.argument("email")
def revoke(email: str) -> None:
    """Make the account with the address EMAIL an ordinary learner's again."""
    from quizapp.models import LEARNER

    change(email, LEARNER, yes=True)


def change(email: str, role: str, yes: bool) -> None:
    """Give the existing account a role, after asking."""
    from quizapp.accounts import learners, roles, sign_ins
    from quizapp.presenting import phrases
    from quizapp.presenting.amounts import on

    with _session() as session:
        person = learners.find(session, email)
        if person is None:
            advice = "Its owner can sign up on the web, or use `quizapp instructor`."
            raise click.ClickException(f"Nobody has signed up as {email}. {advice}")
        if person.role != role and not yes:
            sure = phrases.ADDRESS_CONFIRMED if person.claimed_at else phrases.ADDRESS_UNSURE
            click.echo(
                f"{person.email} has had an account since {on(person.created_at)}, made on the "
                f"web under the name {person.name}.\n"
                f"{sure} An instructor sees every correct answer and can change every "
                "question."
            )
            click.confirm(f"Make this account {roles.a(role)}?", abort=True)
        was_in = sign_ins.anywhere(session, person)
        try:
            roles.give(session, person, role, by=None, now=datetime.now(UTC))
        except learners.AccountError as error:
            raise click.ClickException(str(error)) from None
        session.commit()
        click.echo(f"{person.email} is {roles.a(role)} now.")
        if was_in and not sign_ins.anywhere(session, person):
            click.echo("The account was signed out in every browser, so sign in again.")


@contextmanager
def _session() -> Iterator[Session]:
    from quizapp.commands._database import open_database
    from quizapp.storage.database import make_sessions

    with make_sessions(open_database())() as session:
        yield session
