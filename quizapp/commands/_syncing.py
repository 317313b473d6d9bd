"""What `sync` and `pack` share: a whole run, and advice where there can be none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.commands._door import counted, logged_in

if TYPE_CHECKING:
    from quizapp.remote.syncing import RemoteReport


def synced(count: int | None = None) -> RemoteReport:
    """Sync with the server that is logged in to; exit code 1 where that cannot be."""
    from quizapp.remote.client import Client, ServerError
    from quizapp.remote.refusals import tell
    from quizapp.remote.replica import Replica, waiting
    from quizapp.remote.syncing import sync

    login = logged_in()
    store = Replica(login)
    try:
        report = sync(store, Client(login.url, login.token), again=True, count=count)
    except ServerError as error:
        with store.sessions() as session:
            left = len(waiting(session, refused=True))
        waits = counted(left, "answer waits", "answers wait")
        kept = f"\nNothing is lost: {waits} here." if left else ""
        raise click.ClickException(f"{error}{kept}") from None
    tell(store)
    for refused in report.refused:
        click.echo(f"Refused, and kept here: {refused}")
    if report.other:
        need = counted(report.other, "question needs", "questions need")
        click.echo(f"{need} the quizapp of the server. Update yours.")
    return report
