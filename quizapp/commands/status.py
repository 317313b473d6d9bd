"""`quizapp status`: which program, database and server this is, and what waits to be sent."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Show the version, the database, the server, and what waits."""
    from sqlalchemy import make_url

    from quizapp import __version__
    from quizapp.commands._door import waiting_here
    from quizapp.remote.login import kept
    from quizapp.remote.replica import Replica
    from quizapp.storage import settings

    click.echo(f"quizapp {__version__}")
    click.echo(
        f"Database: {make_url(settings.database_url()).render_as_string(hide_password=True)}"
    )
    login = kept()
    if login is None:
        click.echo("Server: none. Practise with one: quizapp login ADDRESS")
        return
    click.echo(f"Server: {login.host}, as {login.name} ({login.email})")
    click.echo(waiting_here(Replica(login)) or "Nothing is waiting to be sent.")
