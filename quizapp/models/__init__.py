"""The tables: who learns, what is asked, and the log of what was answered.

Plain SQLAlchemy, so that the drill starts without the web server's libraries.
"""

from .base import Base, Frozen, FrozenError
from .content import Question, Revision, Skill, latest_revision
from .learner import Learner
from .log import Attempt

__all__ = [
    "Attempt",
    "Base",
    "Frozen",
    "FrozenError",
    "Learner",
    "Question",
    "Revision",
    "Skill",
    "latest_revision",
]
