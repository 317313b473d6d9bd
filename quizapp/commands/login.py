"""`quizapp login ADDRESS`: practising with a server, using a token."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from quizapp.remote.login import Login


@click.command()
@click.argument("address", metavar="ADDRESS")
@click.option("--insecure", is_flag=True, help="Send the token unencrypted, over http.")
def command(address: str, insecure: bool) -> None:
    """Practise with the server at ADDRESS.

    Write it like https://quiz.example.org.

    Asks for a token, which you make on the web, at ADDRESS/account/tokens; if input is piped, the
    first line is the token. Fetches the questions, so that `quizapp drill` also works offline.
    """
    from quizapp.commands._door import counted
    from quizapp.remote import login
    from quizapp.remote.client import Client, ServerError
    from quizapp.remote.refusals import tell
    from quizapp.remote.replica import Replica
    from quizapp.remote.syncing import sync

    try:
        url = login.address(address)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if login.is_open(url) and not insecure:
        raise click.ClickException(
            f"Anybody between here and {url} could read the token. Use https or, on a network\n"
            "that you trust, add --insecure."
        )
    client = Client(url, _token(url))
    click.echo(f"Asking {url} …", err=True)
    try:
        me = client.send("GET", "/me")
        click.echo("Fetching the questions …", err=True)
        found = login.Login(
            url, client.token, me["learner_id"], me["name"], me["email"], me.get("scope") == "read"
        )
        store = Replica(found)
        report = sync(store, client, again=True)
    except ServerError as error:
        raise click.ClickException(str(error)) from None
    before = login.kept()
    login.keep(found)
    click.echo(f"Logged in to {found.host} as {found.name} ({found.email}).")
    questions = counted(report.questions or 0, "question is", "questions are")
    answers = counted(report.received, "answer", "answers")
    click.echo(f"{questions} here, and {answers} of yours.")
    for refused in tell(store):
        click.echo(refused)
    click.echo("Now `quizapp drill`, online or offline.")
    if found.only_reads:
        click.echo(f"What you answer stays on this machine. {login.only_reads(url)}")
    if before and (before.url, before.learner_id) != (found.url, found.learner_id):
        _tell_of(before)


def _tell_of(before: Login) -> None:
    """Say what still waits for the previous account."""
    from quizapp.commands._door import waiting_here
    from quizapp.remote.replica import Replica

    if waits := waiting_here(Replica(before)):
        click.echo(f"{waits} until you log in to {before.url} as {before.email} again.")


def _token(url: str) -> str:
    if sys.stdin.isatty():
        click.echo(f"Make a token at {url}/account/tokens")
        token = str(click.prompt("Token", hide_input=True)).strip()
    else:
        token = sys.stdin.readline().strip()
    if not token.isascii() or not token.isprintable() or not token or " " in token:
        raise click.ClickException("That is not a token. Tokens begin with qz_ and have no spaces.")
    return token
