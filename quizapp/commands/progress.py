"""`quizapp progress`: the learner's progress."""

from __future__ import annotations

import click

from quizapp.commands._options import here, no_pager, of_account, whose
from quizapp.commands._output import print_json


@click.command()
@of_account
@here
@click.option("--plain", is_flag=True, help="No colours; numbers instead of sparklines.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@no_pager
def command(email: str | None, local: bool, plain: bool, as_json: bool, no_pager: bool) -> None:
    """Show trends, scores by skill, and recent mistakes."""
    from datetime import datetime

    from quizapp.commands._door import open_door
    from quizapp.plan import learnt
    from quizapp.practice import progress
    from quizapp.terminal.screen import open_screen
    from quizapp.terminal.summary import show_progress
    from quizapp.terminal.trends import show_trends, trends

    screen = open_screen(plain, pages=not no_pager, whose=whose(email, local))
    aside = open_screen(plain, aside=True)
    now = datetime.now().astimezone()
    door = open_door(aside, local, email)
    door.catch_up(aside)
    with door.sessions() as session:
        learner = door.reader(session)
        read = learnt(session, learner, now=now)
        found = progress(session, learner, now=now, found=read)
        lines = trends(read, now=now) if found.attempts else []
    if as_json:
        print_json(found.as_dict())
    else:
        with screen.paged():
            show_progress(screen, found, lambda: show_trends(screen, lines, plain))
