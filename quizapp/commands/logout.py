"""`quizapp logout`: back to this machine alone."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Send what waits, revoke the token, and forget the server.

    What cannot be sent stays here until you log in there again.
    """
    from quizapp.commands._door import counted, logged_in
    from quizapp.remote.client import Client, ServerError
    from quizapp.remote.login import forget
    from quizapp.remote.refusals import tell
    from quizapp.remote.replica import Replica, waiting
    from quizapp.remote.syncing import sync

    login = logged_in()
    store, client = Replica(login), Client(login.url, login.token)
    try:
        sync(store, client)
        for refused in tell(store):
            click.echo(refused)
        client.send("DELETE", "/me/token")
    except ServerError as error:
        click.echo(f"{error} Revoke the token there, at {login.url}/account/tokens")
    with store.sessions() as session:
        left = len(waiting(session, refused=True))
    if not left:
        store.remove()
    forget()
    click.echo(f"Logged out of {login.host}.")
    if left:
        waits = counted(left, "answer waits", "answers wait")
        click.echo(f"{waits} here until you log in there again.")
