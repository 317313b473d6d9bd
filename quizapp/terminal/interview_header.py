"""The line above a question of an interview: its place, the time left, and what it is about."""

from __future__ import annotations

from datetime import datetime

from quizapp import mock
from quizapp.models import Interview
from quizapp.practice import Served

from ..presenting.amounts import duration
from ..presenting.latex import width
from .bars import bar
from .screen import Screen

BAR = 24  # columns


def time_left(interview: Interview, now: datetime) -> str:
    """How much time there is, in words."""
    return f"{duration(mock.left(interview, now))} left"


def show_header(
    screen: Screen, interview: Interview, served: Served, index: int, now: datetime
) -> None:
    """Print the line above the question at this index."""
    item: mock.Item = mock.items_of(interview)[index]
    again = " again" * (index < interview.position)
    place = f"{index + 1}{again} · {time_left(interview, now)}"
    share = 1 - mock.left(interview, now) / (60 * interview.minutes)
    about = "a follow-up" if item.follow_up else served.question_row.skill.title
    columns = max(8, min(BAR, screen.columns - width(place) - width(about) - 4))
    screen.line()
    screen.line(f"{place}  {bar(share, columns, screen.paint)}  {screen.paint('dim', about)}")
