"""The plan in the terminal: today's list and the forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..presenting.amounts import count, on, percent
from ..presenting.latex import pad, width
from ..presenting.phrases import (
    DONE_TODAY,
    NO_FORECAST,
    NOTHING_DUE,
    PLACED_EARLY,
    headline,
    missed,
    over,
)
from .bars import grade
from .screen import Screen
from .summary import show_bars

if TYPE_CHECKING:
    from quizapp.plan import Agenda, FinishedDay
    from quizapp.practice.placing import Placement

ANOTHER = "Set another date on the web, under Plan, or just practise."
ON_THE_WEB = (
    "Set it there already? Use the same account here: quizapp today --email you@example.org, "
    "or quizapp login ADDRESS for a server elsewhere."
)
NEW = 0.01  # recall of a topic that was not known before
TALLY = 22  # columns for a task's questions and minutes


def show_agenda(screen: Screen, found: Agenda) -> None:
    """Show today's tasks, the forecast with its range, and a bar for each skill."""
    screen.heading(headline(found))
    if found.missed:
        screen.line(missed(found.missed))
    screen.line()
    if found.over:
        screen.runs([(ANOTHER, "")], indent=2, hang=2)
    elif not found.tasks:
        screen.line(f"  {DONE_TODAY if found.list.is_done else NOTHING_DUE}.")
    else:
        _show_tasks(screen, found)
    screen.line()
    _show_readiness(screen, found)
    if not found.plan:
        screen.line()
        screen.aside("Set the date and the minutes a day on the web, under Plan.")
        screen.runs([(ON_THE_WEB, "dim")])
        if not found.readiness.high:
            screen.aside(
                f"New here? Run {screen.command('drill --placement')} to find out what you know."
            )


def show_end_of_today(screen: Screen, found: FinishedDay) -> None:
    """The end of today's list: how it went, and what tomorrow holds."""
    screen.line()
    if found.list.over and found.plan and found.plan.interview_on:
        screen.line(f"{over(found.plan.interview_on)}.")
    else:
        screen.heading(f"{DONE_TODAY if found.answers else NOTHING_DUE}.")
    if found.answers:
        score = screen.paint(grade(found.score), percent(found.score))
        asked, streak = count(found.answers, "question"), count(found.streak, "day")
        screen.line(f"{asked} · {score} · {found.minutes:.0f} min · {streak} in a row")
    for title, before, after in found.better:
        rise = "new today" if before < NEW else f"{percent(before)} → {percent(after)}"
        screen.line(f"  ↑ {title}: {rise}")
    for slip in found.slips:
        screen.markdown(slip.remark, first="  ! ")
    if found.tomorrow:
        topics = ", ".join(task.title for task in found.tomorrow)
        asked = count(sum(task.questions for task in found.tomorrow), "question")
        screen.runs([(f"Tomorrow: {asked}: {topics}.", "")])
    screen.aside(f"Keep practising with {screen.command('drill')}.")


def show_placement(screen: Screen, found: Placement) -> None:
    """What the placement found out, topic by topic."""
    screen.line()
    screen.heading(f"Where you stand: {found.right} of {len(found.attempts)} correct")
    if found.stopped_early:
        screen.line(PLACED_EARLY)
    for title, state in found.skills:
        sign = screen.paint(state.role, state.sign)
        screen.line(f"  {sign} {title} {screen.paint('dim', state.word)}")
    screen.aside(f"Start day 1 with {screen.command('drill --today')}.")


def _show_tasks(screen: Screen, found: Agenda) -> None:
    room = screen.columns - TALLY - 2
    for task in found.tasks:
        title = task.title if width(task.title) <= room else task.title[: room - 1] + "…"
        screen.line(
            f"  {pad(title, room)}{count(task.questions, 'question'):>13}{task.minutes:5.0f} min"
        )
    total = f"{found.list.minutes_left} min"
    done = (
        f"to do, after {found.list.minutes_done:.0f} min"
        if found.list.minutes_done >= 1
        else "to do"
    )
    screen.line("  " + screen.paint("dim", pad(done, room) + f"{total:>{TALLY}}"))
    screen.line()
    screen.aside(screen.command("drill --today"))


def _show_readiness(screen: Screen, found: Agenda) -> None:
    ready = found.readiness
    if ready.high:
        shown = screen.paint(grade(ready.recall), percent(ready.recall))
        spread = f"Estimated from a memory model: {percent(ready.low)} to {percent(ready.high)}"
        screen.line(
            f"Ready {'now' if found.over else f'on {on(found.day)}, if you stopped now'}: {shown}"
        )
        screen.aside(spread)
    else:
        screen.line(NO_FORECAST)
    if found.raises_most:
        screen.line(f"A question on {found.raises_most} would raise it most.")
    if not any(part.high for _, _, part in found.skills):
        return
    screen.line()
    screen.heading(f"Ready {'now' if found.over else f'on {on(found.day)}'}, topic by topic")
    show_bars(screen, [(title, None, part.recall if part.high else None)
                       for _, title, part in found.skills])  # fmt: skip
