"""The plan on the screen: today's list, then how ready it makes."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from .bars import grade, percent
from .screen import Screen
from .summary import show_bars

if TYPE_CHECKING:
    from quizapp.plan import Agenda


def show_agenda(screen: Screen, found: Agenda) -> None:
    """Today's tasks, the readiness with its range, and the skills as bars."""
    days = "1 day" if found.days_left == 1 else f"{found.days_left} days"
    dated = found.plan and found.plan.interview_on
    screen.heading(f"{days} to the interview" if dated else "No date: the month ahead counts")
    screen.line()
    if not found.tasks:
        screen.line("  Today's minutes are done.")
    for task in found.tasks:
        count = "1 question" if task.questions == 1 else f"{task.questions} questions"
        screen.line(f"  {task.title}: {count}, {task.minutes:.0f} min")
        screen.aside(f"quizapp drill --skill {task.skill} --count {task.questions}")
    screen.line()
    ready = found.readiness
    shown = screen.paint(grade(ready.recall), percent(ready.recall))
    spread = f"(80 % of learners: {percent(ready.low)} to {percent(ready.high)})"
    screen.line(f"Ready on {found.day}: {shown} {spread}")
    if found.raises_most:
        screen.line(f"What would raise it most: {found.raises_most}")
    screen.line()
    show_bars(screen, [(title, 0, part.recall if part.high else None)
                       for _, title, part in found.skills])  # fmt: skip
    if not found.plan:
        screen.line()
        screen.aside("Set the date and the minutes a day on the web, under Plan.")


def agenda_document(found: Agenda) -> dict[str, Any]:
    """JSON-ready; minutes, days as ISO 8601, shares in 0..1."""
    return {
        "interview_on": str(found.plan.interview_on)
        if found.plan and found.plan.interview_on
        else None,
        "day": str(found.day),
        "days_left": found.days_left,
        "minutes": round(found.minutes, 1),
        "minutes_done": round(found.minutes_done, 1),
        "tasks": [asdict(task) for task in found.tasks],
        "readiness": asdict(found.readiness),
        "skills": [
            {"skill": slug, "title": title, **asdict(part)} for slug, title, part in found.skills
        ],
        "raises_most": found.raises_most,
    }
