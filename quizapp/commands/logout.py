"""`quizapp logout`: practising on this machine only."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Send waiting answers, revoke the token, and forget the server.

    Answers that cannot be sent stay here until you log in there again.
    """
    from quizapp.commands._door import logged_in, waiting_here
    from quizapp.remote.client import Client, ServerError
    from quizapp.remote.login import forget
    from quizapp.remote.refusals import tell
    from quizapp.remote.replica import Replica
    from quizapp.remote.syncing import sync

    login = logged_in()
    store, client = Replica(login), Client(login.url, login.token)
    try:
        try:
            sync(store, client)
        except ServerError as error:
            if error.status != 403:  # else the token only reads, which is enough to revoke it
                raise
        for refused in tell(store):
            click.echo(refused)
        client.send("DELETE", "/me/token")
    except ServerError as error:
        if error.status != 401:  # else the token has no effect any more
            click.echo(f"{error} Revoke your token yourself, at {login.url}/account/tokens")
    waits = waiting_here(store)
    if not waits:
        store.remove()
    forget()
    click.echo(f"Logged out of {login.host}.")
    if waits:
        click.echo(f"{waits} until you log in there again.")
