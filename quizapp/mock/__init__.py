"""The mock interview: timed, with mixed questions and follow-ups, and no marks until the end.

Time, chance and the session are arguments; the caller commits.
"""

from .afterwards import check, share, shared, unshare
from .areas import AREAS
from .clock import GRACE, State, left, spent, state
from .debriefing import Debrief, DebriefedQuestion, Past, Tally, debrief, past
from .interviewing import (
    MINUTES,
    alive,
    answer,
    begin,
    current,
    finish,
    mine,
    open_interview,
    pause,
    resume,
    served_of,
    skip,
)
from .items import Item, items_of, place
from .returning import earlier, revise, withheld
from .verdict import verdict

__all__ = [
    "AREAS", "GRACE", "MINUTES", "Debrief", "DebriefedQuestion", "Item", "Past", "State", "Tally",
    "alive", "answer", "begin", "check", "current", "debrief", "earlier", "finish", "items_of",
    "left", "mine", "open_interview", "past", "pause", "place", "resume", "revise", "served_of",
    "share", "shared", "skip", "spent", "state", "unshare", "verdict", "withheld",
]  # fmt: skip
