"""The debrief of a mock interview in the terminal."""

from __future__ import annotations

from typing import Any

from quizapp import mock
from quizapp.kinds import is_written, kind_of
from quizapp.mock import Debrief, DebriefedQuestion
from quizapp.mock.items import OPEN, SKIPPED

from ..presenting.amounts import clock, percent
from .bars import grade
from .keeper import Keeper
from .marks import show_mark
from .own_words import compared
from .screen import Screen
from .solution import show_answers, show_explanation
from .summary import show_bars
from .waiting import HangUpError, StopError

SIGNS = ((1.0, "✓", "good"), (1e-9, "◐", "amber"), (0.0, "✗", "bad"))  # by least credit


def compare_texts(screen: Screen, keeper: Keeper, found: Debrief) -> None:
    """Let the learner compare texts with their model answers, until they stop."""
    try:
        for entry in found.entries:
            if entry.waiting and entry.served:
                _compare(screen, keeper, found, entry)
    except HangUpError as end:
        end.obey()
    except StopError:
        screen.aside("You can score the others in the debrief on the web.")


def _compare(screen: Screen, keeper: Keeper, found: Debrief, entry: DebriefedQuestion) -> None:
    assert entry.served
    exercise, written = entry.served.exercise, next(iter(entry.item.responses.values()))
    answer: Any = exercise.parts[0].answer
    screen.line()
    screen.heading(f"{entry.number}. {entry.served.question.title}")
    screen.line()
    screen.aside("What you wrote")
    screen.markdown(written, indent=2)
    screen.line()
    covered = answer.read(compared(screen, answer, written, {"q": _stop})).covered
    points = [index + 1 for index in covered]
    keeper.store("Your comparison", lambda: mock.check(
        keeper.session, found.interview, entry.number - 1, points
    ))  # fmt: skip


def show_verdict(screen: Screen, found: Debrief) -> None:
    """Show the verdict, what it was measured against, and what to do next."""
    told = mock.verdict(found)
    screen.line()
    screen.heading(told.words)
    for criterion in told.criteria if told.name != "open" else ():
        sign = screen.paint("good", "✓") if criterion.met else screen.paint("bad", "✗")
        screen.line(f"  {sign} {criterion.asks} ({criterion.shown})")
    screen.line()
    screen.heading("Do next")
    for number, step in enumerate(told.steps, 1):
        screen.markdown(step, first=f"  {number}. ")


def show_debrief(screen: Screen, found: Debrief) -> None:
    """Show the score, bars for areas and topics, and every question with its time and key."""
    screen.line()
    score = "–" if found.score is None else screen.paint(grade(found.score), percent(found.score))
    used = clock(found.interview.spent_seconds)
    screen.line(f"Debrief · {score} · {used} of {found.interview.minutes} min")
    if found.before and found.before.score is not None:
        screen.aside(f"Last time: {percent(found.before.score)}")
    show_verdict(screen, found)
    for heading, tallies in (("By area", found.areas), ("By topic", found.skills)):
        screen.line()
        screen.heading(heading)
        show_bars(
            screen, [(tally.title, tally.questions - tally.open, tally.credit) for tally in tallies]
        )
    if found.beliefs:
        screen.line()
        screen.heading("Likely misconceptions")
    for belief in found.beliefs:
        numbers = ", ".join(map(str, belief.numbers))
        screen.markdown(f"{belief.remark} (question {numbers})", first="  - ")
    screen.line()
    screen.heading("Question by question")
    for entry in found.entries:
        _show_entry(screen, entry)
    if missed := [skill for skill in found.skills if skill.lost]:
        screen.line()
        screen.heading("What to practise")
        for skill in missed:
            screen.line(f"  {screen.command(f'drill --skill {skill.name}')}")


def _show_entry(screen: Screen, entry: DebriefedQuestion) -> None:
    sign, role = next(
        ((sign, role) for least, sign, role in SIGNS
         if entry.credit is not None and entry.credit >= least), ("–", "dim")
    )  # fmt: skip
    title = entry.served.question.title if entry.served else "changed since"
    how = {SKIPPED: " (skipped)", OPEN: " (unfinished)"}.get(entry.item.state, "")
    took = "–" if entry.seconds is None else clock(entry.seconds)
    slow = screen.paint("amber", " slow") if entry.slow else ""
    screen.line()
    screen.line(f"{screen.paint(role, sign)} {entry.number}. {title}{how}")
    screen.line(screen.paint("dim", f"    {took} of {clock(entry.item.target)} min") + slow)
    if entry.served and entry.credit != 1:
        _show_missed(screen, entry)


def _show_missed(screen: Screen, entry: DebriefedQuestion) -> None:
    """Show what was asked, and the correct answer."""
    assert entry.served
    screen.line()
    screen.markdown(entry.served.exercise.statement, indent=4)
    screen.line()
    alone = entry.served.exercise.parts[0].answer
    if len(entry.item.responses) == 1 and not is_written(alone.kind):
        kind_of(alone).show(screen, alone)
        screen.aside(f"    You answered: {alone.typed(next(iter(entry.item.responses.values())))}")
    if entry.attempt:
        show_mark(screen, entry.served.exercise, entry.attempt.mark, entry.attempt.responses)
    else:
        show_answers(screen, entry.served.exercise)
    show_explanation(screen, entry.served.question)


def _stop() -> None:
    raise StopError
