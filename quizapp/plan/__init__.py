"""From the date of an interview to what to practise today, computed from the log.

NumPy and `fsrs` are imported on first use, so that a drill starts without them.
"""

from .agenda import Agenda, Task, agenda
from .calendar_feed import calendar_feed
from .finished_day import FinishedDay, finished_day
from .log import PLACEMENT
from .outlook import Ahead, Outlook, outlook
from .own_plan import LEVELS, MINUTES_A_DAY, RANGE, days_to, plan_of, save_plan
from .standing import Done, Learnt, Standing, by_day, by_week, learnt, standings
from .targets import target_seconds
from .todays_list import TodaysList, list_of, next_skill, todays_list
from .zones import day_in

__all__ = [
    "LEVELS", "MINUTES_A_DAY", "PLACEMENT", "RANGE", "Agenda", "Ahead", "Done", "FinishedDay",
    "Learnt", "Outlook", "Standing", "Task", "TodaysList", "agenda", "by_day", "by_week",
    "calendar_feed", "day_in", "days_to", "finished_day", "learnt", "list_of", "next_skill",
    "outlook", "plan_of", "save_plan", "standings", "target_seconds", "todays_list",
]  # fmt: skip
