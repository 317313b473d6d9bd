"""What `sync` and `pack` share: one sync, with advice if it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.commands._door import counted, logged_in, waiting_here

if TYPE_CHECKING:
    from quizapp.remote.syncing import RemoteReport


def synced(count: int | None = None) -> RemoteReport:
    """Sync with the server that the user is logged in to; exit code 1 if that fails."""
    from quizapp.remote.client import Client, ServerError
    from quizapp.remote.login import only_reads
    from quizapp.remote.refusals import tell
    from quizapp.remote.replica import Replica
    from quizapp.remote.syncing import sync

    login = logged_in()
    store = Replica(login)
    try:
        report = sync(store, Client(login.url, login.token), again=True, count=count)
    except ServerError as error:
        waits = waiting_here(store)
        kept = f"\nNothing is lost: {waits}." if waits else ""
        raise click.ClickException(f"{error}{kept}") from None
    if login.only_reads and (waits := waiting_here(store)):
        click.echo(f"{waits}. {only_reads(login.url)}")
    tell(store)
    for refused in report.refused:
        click.echo(f"Refused by the server and kept here: {refused}")
    if report.other:
        need = counted(report.other, "question needs", "questions need")
        click.echo(f"{need} the server's version of quizapp. Update yours.")
    return report
