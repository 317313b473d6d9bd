"""Charts of a learner's progress, each with its numbers as a table."""

from .calendar import calendar
from .due import due
from .readiness import readiness
from .skill_map import skill_map
from .weeks import weeks

__all__ = ["calendar", "due", "readiness", "skill_map", "weeks"]
