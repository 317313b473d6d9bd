"""`quizapp account`: helping somebody back into their account, and others out of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quizapp.models import Learner

HERE = "http://127.0.0.1:8000"  # where `quizapp serve` serves unless it is told otherwise

at_option = click.option(
    "--at",
    help=f"The address of your site; by default the public address in the settings, or {HERE}.",
)


@click.group()
def command() -> None:
    """Help somebody back into their account, and sign out others."""


@command.command()
@click.argument("email")
@at_option
def link(email: str, at: str | None) -> None:
    """Print a link with which the owner of EMAIL sets a new password.

    It works once, within an hour. Make sure that you send it to the owner of the account: whoever
    opens it first gets in. The address is then confirmed.
    """
    from quizapp.accounts import recovery
    from quizapp.accounts.letters import new_password_link

    with _account(email) as (session, account):
        code = recovery.make_link_code(session, account, now=datetime.now(UTC))
        session.commit()
    click.echo(f"For {email}; it works once, within an hour:", err=True)
    click.echo(new_password_link(_site(at), code))


@command.command()
@click.argument("email")
@at_option
def invite(email: str, at: str | None) -> None:
    """Print a link with which the owner of EMAIL signs up.

    It works for a day. The address is confirmed by it, so make sure that you send it there.
    """
    from quizapp.accounts import addresses, claims, learners
    from quizapp.accounts.letters import sign_up_link
    from quizapp.commands._database import open_database
    from quizapp.storage import settings
    from quizapp.storage.database import make_sessions

    if said := addresses.problem(email):
        raise click.ClickException(said)
    with make_sessions(open_database())() as session:
        if learners.find(session, email):
            advice = f"`quizapp account link {email}` prints a link for a new password."
            raise click.ClickException(f"{email} has an account already. {advice}")
    key = claims.make_key(settings.secret_key(), addresses.folded(email), now=datetime.now(UTC))
    click.echo(f"For {email}; it works for a day:", err=True)
    click.echo(sign_up_link(_site(at), key))


@command.command()
@click.argument("email")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def devices(email: str, as_json: bool) -> None:
    """List the browsers that are signed in to the account of EMAIL."""
    import json

    from quizapp.accounts import sign_ins

    with _account(email) as (session, account):
        found = [
            {
                "id": one.id,
                "browser": one.browser or "A browser",
                "signed_in": f"{one.created_at:%Y-%m-%d}",
                "last_used": f"{one.seen_at:%Y-%m-%d}",
            }
            for one in sign_ins.of(session, account, now=datetime.now(UTC))
        ]
    if as_json:
        click.echo(json.dumps({"devices": found}, indent=2, ensure_ascii=False))
        return
    for one in found:
        click.echo(
            f"{one['id']:6}  {one['browser']:30}  signed in {one['signed_in']}, "
            f"last used {one['last_used']}"
        )
    if not found:
        click.echo("No browser is signed in.")


@command.command("sign-out")
@click.argument("email")
@click.option("--device", type=int, metavar="ID", help="Only this one of `account devices`.")
def sign_out(email: str, device: int | None) -> None:
    """Sign out every browser of the account with the address EMAIL."""
    from quizapp.accounts import sign_ins

    with _account(email) as (session, account):
        mine = sign_ins.of(session, account, now=datetime.now(UTC))
        chosen = [one for one in mine if device in (None, one.id)]
        if device is not None and not chosen:
            advice = f"`quizapp account devices {email}` lists them."
            raise click.ClickException(f"The account has no device {device}. {advice}")
        for one in chosen:
            session.delete(one)
        session.commit()
        click.echo(f"{account.email} is signed out in {len(chosen)} of {len(mine)} browsers.")


def _site(at: str | None) -> str:
    """The address of the site, as it begins a link."""
    from quizapp.storage.configured import value_of
    from quizapp.storage.declared import PUBLIC_ADDRESS

    public = value_of(PUBLIC_ADDRESS)
    if not (at or public):
        click.echo("If your site has another address, say which with --at.", err=True)
    return str(at or public or HERE).rstrip("/")


@contextmanager
def _account(email: str) -> Iterator[tuple[Session, Learner]]:
    """The account with that address, or advice."""
    from quizapp.accounts import learners
    from quizapp.commands._database import open_database
    from quizapp.storage.database import make_sessions

    with make_sessions(open_database())() as session:
        account = learners.find(session, email)
        if account is None:
            raise click.ClickException(f"There is no account with the address {email}.")
        yield session, account
