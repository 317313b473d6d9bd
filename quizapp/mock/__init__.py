"""The mock interview: timed, mixed, with follow-ups, and not a word on how it goes before its end.

Time, chance and the session are arguments; the caller commits.
"""

from .afterwards import check, share, shared, unshare
from .areas import AREAS
from .clock import GRACE, State, left, spent, state
from .debriefing import Debrief, DebriefedQuestion, Past, Tally, debrief, past
from .drafting import place
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
    skip,
)
from .items import Item, items_of

__all__ = [
    "AREAS",
    "GRACE",
    "MINUTES",
    "Debrief",
    "DebriefedQuestion",
    "Item",
    "Past",
    "State",
    "Tally",
    "alive",
    "answer",
    "begin",
    "check",
    "current",
    "debrief",
    "finish",
    "items_of",
    "left",
    "mine",
    "open_interview",
    "past",
    "pause",
    "place",
    "resume",
    "share",
    "shared",
    "skip",
    "spent",
    "state",
    "unshare",
]
