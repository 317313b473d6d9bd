"""Checking claims about when something was answered, since the plan depends on them.

A device that was off for long may think that it is 1970, and a program may say anything.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from quizapp.models import Learner, Revision

A_DAY = timedelta(days=1)  # tolerance for time zones and inaccurate clocks


def could_be(claimed: datetime, learner: Learner, revision: Revision) -> bool:
    """Whether both the learner and the question existed at that time."""
    return claimed >= max(learner.created_at, revision.created_at) - A_DAY
