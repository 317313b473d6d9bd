"""`quizapp mock`: a mock interview in the terminal."""

from __future__ import annotations

import click

from quizapp.commands._options import as_account, here, no_pager, plain_and_unedited, whose
from quizapp.commands._output import print_json

LENGTHS = ("15", "30", "45")


@click.command()
@click.option("--minutes", type=click.Choice(LENGTHS), default="30", show_default=True)
@click.option(
    "--resume", is_flag=True, help="Continue the current interview, but don't start a new one."
)
@click.option("--seed", type=int, help="Draw the same questions again, given the same answers.")
@as_account
@here
@plain_and_unedited
@click.option("--json", "as_json", is_flag=True, help="Ask on standard error, print one document.")
@no_pager
def command(
    minutes: str,
    resume: bool,
    seed: int | None,
    email: str | None,
    local: bool,
    plain: bool,
    as_json: bool,
    no_pager: bool,
) -> None:
    """Take a timed mock interview.

    It asks you to explain, compute, derive and debug, with follow-up questions.

    Nothing is marked before the debrief at the end. At any prompt: r shows the question again, b
    goes back to the blank before, and from the first one to the question before, s skips the
    question, q pauses (the clock stops; `quizapp mock` continues), e ends the interview after
    asking. Where a letter may be an answer, and from the second line of a text on, type :r :b :s :q
    :e. What you write is stored line by line.

    After `quizapp login` the answers count on that server too; the interview itself stays here.
    """
    import random
    from datetime import datetime

    from quizapp import mock
    from quizapp.commands._door import open_door
    from quizapp.mock.document import document
    from quizapp.terminal.debrief import compare_texts, show_debrief
    from quizapp.terminal.keeper import Keeper
    from quizapp.terminal.mock import InterviewSitting
    from quizapp.terminal.screen import open_screen

    def now() -> datetime:
        return datetime.now().astimezone()

    screen = open_screen(plain, aside=as_json, pages=not no_pager, whose=whose(email, local))
    door = open_door(screen, local, email)
    with door.sessions() as session:
        keeper = Keeper(screen, session)
        learner = keeper.store("Your profile", lambda: door.learner(session))
        chance = random.Random(seed)
        interview = mock.open_interview(session, learner)
        if interview:
            screen.line(f"Continuing the interview of {interview.minutes} minutes.")
        elif resume:
            raise click.ClickException("There is no interview to resume. Leave out --resume.")
        else:
            interview = keeper.store("The interview", lambda: mock.begin(
                session, learner, int(minutes), now=now(), chance=chance
            ))  # fmt: skip
        if interview is None:
            raise click.ClickException("The bank is empty. Import it with `quizapp bank sync`.")
        InterviewSitting(screen, session, learner, chance, now).run(interview)
        if interview.finished_at:
            compare_texts(screen, keeper, mock.debrief(session, interview))
            found = mock.debrief(session, interview)
            with screen.paged():
                show_debrief(screen, found)
            result = document(found)
        else:
            again = screen.command("mock")
            screen.line(f"Paused; the clock has stopped. Continue with `{again}`.")
            result = {"interview": interview.id, "state": "paused", "minutes": interview.minutes}
        if as_json:
            print_json(result)
    door.wake()
    door.leave(screen)
