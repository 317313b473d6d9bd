"""`quizapp today`: today's list and the forecast."""

from __future__ import annotations

import click

from quizapp.commands._options import here, no_pager, of_account, whose
from quizapp.commands._output import print_json


@click.command()
@of_account
@here
@click.option("--plain", is_flag=True, help="No colours.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@no_pager
def command(email: str | None, local: bool, plain: bool, as_json: bool, no_pager: bool) -> None:
    """Show today's list, and how ready you will be."""
    from datetime import datetime

    from quizapp.commands._door import open_door
    from quizapp.plan import agenda
    from quizapp.terminal.corrections import tell_corrections
    from quizapp.terminal.screen import open_screen
    from quizapp.terminal.today import show_agenda

    screen = open_screen(plain, pages=not no_pager, whose=whose(email, local))
    aside = open_screen(plain, aside=True)
    now = datetime.now().astimezone()
    door = open_door(aside, local, email)
    door.catch_up(aside)
    with door.sessions() as session:
        learner = door.reader(session)
        found = agenda(session, learner, now=now)
        if as_json:
            print_json(found.as_dict())
        else:
            tell_corrections(screen, session, learner)
            with screen.paged():
                show_agenda(screen, found)
