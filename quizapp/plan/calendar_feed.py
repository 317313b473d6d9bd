"""The plan as a calendar to subscribe to: each day's topics, and the interview (RFC 5545).

Days are written without a time zone, so that each device shows its own days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from .agenda import Agenda
from .outlook import Ahead, Outlook

LONGEST = 75  # bytes of a line, according to the standard
WEEKS = timedelta(weeks=2)  # to write ahead; a calendar that subscribes asks again every day


def calendar_feed(found: Agenda, ahead: Outlook, *, who: int, address: str, now: datetime) -> str:
    """The calendar; `who` tells learners apart in the names of events, `address` is the site's."""
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//quizapp//plan//EN", "METHOD:PUBLISH",
        "X-WR-CALNAME:Interview practice", "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]  # fmt: skip
    for day, title, about in _events(found, ahead):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{day:%Y%m%d}-{who}@quizapp",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(title)}",
            f"DESCRIPTION:{_escaped(about)}",
            f"URL:{address}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(
        f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line)
    )


def _events(found: Agenda, ahead: Outlook) -> Iterator[tuple[date, str, str]]:
    """(day, title, description) of each event."""
    for day in ahead.days:
        if day.tasks and day.date < found.today + WEEKS:
            yield day.date, _title(day), ", ".join(task.title for task in day.tasks)
    if when := _interview(found):
        yield when, "Your interview", "Good luck!"


def _interview(found: Agenda) -> date | None:
    return found.plan.interview_on if found.plan and not found.over else None


def _title(day: Ahead) -> str:
    return f"Practise for your interview, {max(1, round(day.minutes))} min"


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces that are short enough; all but the first begin with a space."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > LONGEST:
            yield piece
            piece = " "
        piece += character
    yield piece
