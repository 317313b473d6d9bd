"""`quizapp today`: today's list and the forecast."""

from __future__ import annotations

import click

from quizapp.commands._options import here, of_account


@click.command()
@of_account
@here
@click.option("--plain", is_flag=True, help="No colours.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(email: str | None, local: bool, plain: bool, as_json: bool) -> None:
    """Show today's list, and how ready you will be."""
    import json
    from datetime import datetime

    from quizapp.commands._door import open_door
    from quizapp.plan import agenda
    from quizapp.terminal.corrections import tell_corrections
    from quizapp.terminal.screen import open_screen
    from quizapp.terminal.today import show_agenda

    screen, aside = open_screen(plain), open_screen(plain, aside=True)
    now = datetime.now().astimezone()
    door = open_door(aside, local, email)
    door.catch_up(aside)
    with door.sessions() as session:
        learner = door.reader(session)
        found = agenda(session, learner, now=now)
        if as_json:
            click.echo(json.dumps(found.as_dict(), ensure_ascii=False))
        else:
            tell_corrections(screen, session, learner)
            show_agenda(screen, found)
