"""From the date of an interview to what to practise today, computed from the log.

NumPy and `fsrs` are imported on first use, so that a drill starts without them.
"""

from .agenda import Agenda, Task, agenda, next_skill
from .goal import MINUTES_A_DAY, RANGE, days_to, plan_of, save_plan
from .outlook import Ahead, Outlook, outlook
from .standing import Done, Learnt, Standing, by_day, by_week, learnt, standings
from .targets import target_seconds
from .zones import day_in

__all__ = [
    "MINUTES_A_DAY", "RANGE", "Agenda", "Ahead", "Done", "Learnt", "Outlook", "Standing", "Task",
    "agenda", "by_day", "by_week", "day_in", "days_to", "learnt", "next_skill", "outlook",
    "plan_of", "save_plan", "standings", "target_seconds",
]  # fmt: skip
