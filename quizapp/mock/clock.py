"""The clock of an interview, right after a pause, a reload and a crash.

The row holds `spent_seconds` and, while the clock runs, `running_since`; every sign of life from
the page folds the one into the other. So `running_since` is also when the learner was last seen,
and after a crash nothing needs to be guessed: the clock is known up to there, and only what to make
of the silence since is asked. A reload is no silence, the clock just goes on.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from quizapp.models import Interview

SILENCE = 180.0  # seconds without a sign of life: the page is gone
GRACE = 60.0  # seconds after the end in which the last answer still counts


class State(StrEnum):
    """Where an interview stands."""

    RUNNING = "running"
    PAUSED = "paused"
    SILENT = "silent"  # nobody was heard from for too long
    OVER = "over"  # time is up, and it was not handed in yet
    FINISHED = "finished"


def limit(interview: Interview) -> float:
    return 60.0 * interview.minutes


def spent(interview: Interview, now: datetime) -> float:
    """The reading of the clock in seconds; beyond the limit where somebody goes on."""
    since = interview.running_since
    return interview.spent_seconds + (max(0.0, (now - since).total_seconds()) if since else 0.0)


def left(interview: Interview, now: datetime) -> float:
    """Seconds to go, as last known where nobody was heard from since."""
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
    """A sign of life: what ran since the last one is spent."""
    if interview.running_since is not None:
        interview.spent_seconds = spent(interview, now)
        interview.running_since = now


def stop(interview: Interview, now: datetime) -> None:
    fold(interview, now)
    interview.running_since = None


def go_on(interview: Interview, now: datetime, *, count_silence: bool = False) -> None:
    """Let it run from now; the time since the last sign of life counts only on demand."""
    if count_silence:
        fold(interview, now)
    interview.running_since = now
