"""`quizapp drill`: practising in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.commands._listing import set_names, skill_names
from quizapp.commands._lists import chosen_list, found_list
from quizapp.commands._options import as_account, here, no_pager, plain_and_unedited, whose
from quizapp.commands._output import print_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

CHOICES = ("--skill", "--today", "--placement", "--set", "--mistakes", "--saved")
NOTHING_LISTED = "There is nothing on this list."
COUNT = 10  # questions, unless a time is given instead


@click.command()
@click.option(
    "--skill", metavar="SKILL", shell_complete=skill_names,
    help="Ask only about this skill; quizapp skills lists them.",
)  # fmt: skip
@click.option("--today", is_flag=True, help="Work through today's list.")
@click.option(
    "--placement", is_flag=True, help="Ask at most ten questions to find out what you know."
)
@click.option(
    "--set", "set_", metavar="SET", shell_complete=set_names,
    help="Ask a ready-made set in its order; an unknown name lists them.",
)  # fmt: skip
@click.option("--mistakes", is_flag=True, help="Ask what you got wrong again, latest first.")
@click.option("--saved", is_flag=True, help="Ask what you saved, latest first.")
@click.option("--resume", is_flag=True, help="Start with the question you left unfinished.")
@click.option("--count", type=click.IntRange(min=1), help=f"Questions to ask; by default {COUNT}.")
@click.option("--minutes", type=click.FloatRange(0, min_open=True), help="Stop after this time.")
@click.option("--seed", type=int, help="Repeat the same draw of questions.")
@as_account
@here
@plain_and_unedited
@click.option("--json", "as_json", is_flag=True, help="Ask on standard error, print one summary.")
@no_pager
def command(
    skill: str | None,
    today: bool,
    placement: bool,
    set_: str | None,
    mistakes: bool,
    saved: bool,
    resume: bool,
    count: int | None,
    minutes: float | None,
    seed: int | None,
    email: str | None,
    local: bool,
    plain: bool,
    as_json: bool,
    no_pager: bool,
) -> None:
    """Practise in the terminal. Every answer is logged at once, so stop whenever you like.

    At any prompt: ? gives a hint, r shows the question again, b goes back to the blank before, k
    skips the question for now, s gives up and shows the solution (your answers are marked, blanks
    score nothing), q stops. Where a letter may be an answer, and from the second line of a text on,
    type :? :r :b :k :s :q. After a mark: Enter continues, d shows the solution step by step. If
    input is piped, each line is an answer.

    Every blank and every line of a text is stored as soon as you press Enter: however a drill
    ends, you can continue with --resume or on the web.

    After `quizapp login` the answers go to that server, or wait here until it can be reached.
    """
    import gc

    gc.disable()  # what imports make lives on, and searching it for garbage costs 50 ms
    import random
    from datetime import datetime
    from functools import partial

    from quizapp.commands._door import open_door
    from quizapp.plan import finished_day
    from quizapp.practice.placing import placement_of
    from quizapp.presenting.phrases import ALL_SEEN
    from quizapp.terminal import drilling
    from quizapp.terminal.corrections import tell_corrections
    from quizapp.terminal.drill import Drill
    from quizapp.terminal.keeper import Keeper
    from quizapp.terminal.screen import open_screen
    from quizapp.terminal.summary import show_summary, summary
    from quizapp.terminal.today import show_end_of_today, show_placement

    gc.freeze()
    listed = sum((set_ is not None, mistakes, saved))
    if sum((skill is not None, today, placement)) + listed > 1:
        raise click.UsageError(f"Choose one of {', '.join(CHOICES)}.")
    screen = open_screen(plain, aside=as_json, pages=not no_pager, whose=whose(email, local))
    door = open_door(screen, local, email)
    with door.sessions() as session:
        if skill is not None:
            _check_skill(session, skill)
        learner = Keeper(screen, session).store("Your profile", lambda: door.learner(session))
        ends_itself = minutes is not None or today or placement or bool(listed)
        count = COUNT if count is None and not ends_itself else count
        chance = random.Random(seed)
        drill = Drill(
            screen, session, learner, chance, skill, count, minutes, today, placement, resume
        )
        if listed:
            from quizapp.browse import Filter, begun

            found = found_list(session, learner, chosen_list(set_, mistakes, saved))
            drill.round = begun(found.name, Filter(), datetime.now().astimezone())
        drill.idle = partial(_settle, door.wake)
        tell_corrections(screen, session, learner)
        drilling.run(drill)
        _complain_if_empty(drill.ended, len(drill.attempts))
        if drill.ended == "list":
            screen.line()
            screen.line(ALL_SEEN if drill.attempts else NOTHING_LISTED)
        if drill.ended == "placement":
            now = datetime.now().astimezone()
            show_placement(screen, placement_of(session, learner, now=now))
        if drill.left and drill.ended == "today":
            now = datetime.now().astimezone()
            show_end_of_today(screen, finished_day(session, learner, now=now))
        show_summary(screen, drill)
        if as_json:
            print_json(summary(drill))
    door.leave(screen)
    if drill.unstored:
        raise click.ClickException(drill.unstored)


def _settle(wake: Callable[[], None]) -> None:
    """While the learner reads, there is time to look for garbage again."""
    import gc

    gc.enable()
    wake()


def _check_skill(session: Session, skill: str) -> None:
    from engine.registry import did_you_mean
    from quizapp.practice import skills

    known = [topic.slug for topic in skills(session)]
    if skill not in known:
        hint = did_you_mean(skill, known)
        raise click.UsageError(f"There is no skill {skill!r}.{hint} There are {', '.join(known)}.")


def _complain_if_empty(ended: str, answered: int) -> None:
    if ended == "nothing to serve" and not answered:
        raise click.ClickException(
            "There is nothing to ask. Run `quizapp bank sync` to import the bank (or\n"
            "`quizapp pack` after `quizapp login`), or try another --skill."
        )
