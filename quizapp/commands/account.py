"""`quizapp account`: helping somebody back into their account."""

from __future__ import annotations

import click

HERE = "http://127.0.0.1:8000"  # where `quizapp serve` serves unless it is told otherwise


@click.group()
def command() -> None:
    """Help somebody back into their account."""


@command.command()
@click.argument("email")
@click.option("--at", help=f"The address of your site, by default {HERE}.")
def link(email: str, at: str | None) -> None:
    """Print a link with which the owner of EMAIL sets a new password.

    It works once, within an hour. Make sure that you send it to the owner of the account: whoever
    opens it first gets in.
    """
    from datetime import UTC, datetime

    from quizapp.accounts import learners, recovery
    from quizapp.commands._database import open_database
    from quizapp.storage.database import make_sessions

    with make_sessions(open_database())() as session:
        account = learners.find(session, email)
        if account is None:
            raise click.ClickException(f"There is no account with the address {email}.")
        code = recovery.make_link_code(session, account, now=datetime.now(UTC))
        session.commit()
    click.echo(f"For {email}; it works once, within an hour:", err=True)
    if at is None:
        click.echo("If your site has another address, say which with --at.", err=True)
    click.echo(f"{(at or HERE).rstrip('/')}/sign-in/forgotten?code={code}")
