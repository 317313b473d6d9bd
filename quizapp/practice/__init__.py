"""What a learner can do, the same through every door: be served, answer, see progress.

Time, chance and the session are arguments; the caller commits.
"""

from .progress import Mistake, Progress, SkillProgress, progress
from .served import Served, open_served, reopen
from .serving import fresh, serve
from .submitting import NotMarked, submit
from .topics import Topic, skills

__all__ = [
    "Mistake",
    "NotMarked",
    "Progress",
    "Served",
    "SkillProgress",
    "Topic",
    "fresh",
    "open_served",
    "progress",
    "reopen",
    "serve",
    "skills",
    "submit",
]
