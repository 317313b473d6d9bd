"""The clock of an interview, which survives pauses, reloads and crashes.

The row holds `spent_seconds` and, while the clock runs, `running_since`. Every sign of life from
the page adds the time since then to `spent_seconds` and resets it. So after a crash the clock is
known up to the last sign of life, and the learner only decides whether the silence since counts. A
reload is too short for that.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from quizapp.models import Interview

SILENCE = 180.0  # seconds without a sign of life after which the page is gone
GRACE = 60.0  # seconds after the end within which the last answer still counts


class State(StrEnum):
    """The state of an interview."""

    RUNNING = "running"
    PAUSED = "paused"
    SILENT = "silent"  # no sign of life for too long
    OVER = "over"  # time is up, but it was not submitted
    FINISHED = "finished"


def limit(interview: Interview) -> float:
    return 60.0 * interview.minutes


def spent(interview: Interview, now: datetime) -> float:
    """Seconds on the clock, which may be beyond the limit."""
    since = interview.running_since
    return interview.spent_seconds + (max(0.0, (now - since).total_seconds()) if since else 0.0)


def left(interview: Interview, now: datetime) -> float:
    """Seconds left; during a silence, as of the last sign of life."""
    silent = state(interview, now) is State.SILENT
    read = interview.spent_seconds if silent else spent(interview, now)
    return max(0.0, limit(interview) - read)


def state(interview: Interview, now: datetime) -> State:
    if interview.finished_at:
        return State.FINISHED
    if interview.spent_seconds >= limit(interview):
        return State.OVER
    if interview.running_since is None:
        return State.PAUSED
    if (now - interview.running_since).total_seconds() > SILENCE:
        return State.SILENT
    return State.OVER if spent(interview, now) >= limit(interview) else State.RUNNING


def fold(interview: Interview, now: datetime) -> None:
    """A sign of life: add the time since the last one."""
    if interview.running_since is not None:
        interview.spent_seconds = spent(interview, now)
        interview.running_since = now


def stop(interview: Interview, now: datetime) -> None:
    fold(interview, now)
    interview.running_since = None


def go_on(interview: Interview, now: datetime, *, count_silence: bool = False) -> None:
    """Run the clock from now; count the silence before only on demand."""
    if count_silence:
        fold(interview, now)
    interview.running_since = now
