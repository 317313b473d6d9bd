"""When something was answered, as far as whoever says so can be right.

A device that was off for long may think that it is 1970, and a program may say anything; the plan
reckons with these times.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from quizapp.models import Learner, Revision

A_DAY = timedelta(days=1)  # what zones and clocks that are nearly right differ by


def could_be(claimed: datetime, learner: Learner, revision: Revision) -> bool:
    """Whether both the learner and the question were there at that time."""
    return claimed >= max(learner.created_at, revision.created_at) - A_DAY
