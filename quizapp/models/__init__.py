"""The tables: who learns, what is asked, and the log of what was answered.

Plain SQLAlchemy, so that the drill starts without the web server's libraries.
"""

from .base import Base, Frozen, FrozenError
from .content import Question, Revision, Skill, latest_revision
from .correction import Correction, correct, renew
from .learner import Learner
from .log import Attempt
from .practice import Complaint, Draft, Keepsake, Plan
from .sessions import Interview, Whiteboard
from .sign_in import SignIn
from .token import Token

__all__ = [
    "Attempt",
    "Base",
    "Complaint",
    "Correction",
    "Draft",
    "Frozen",
    "FrozenError",
    "Interview",
    "Keepsake",
    "Learner",
    "Plan",
    "Question",
    "Revision",
    "SignIn",
    "Skill",
    "Token",
    "Whiteboard",
    "correct",
    "latest_revision",
    "renew",
]
