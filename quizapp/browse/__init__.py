"""Looking through the bank: lists of questions with marks, filters, sets, and past answers."""

from .catalogue import Entry, entries
from .filters import MINUTES, STATES, Filter
from .lists import (
    KEPT,
    MISTAKES,
    SETS_LIST,
    TOPICS,
    Listing,
    Round,
    ahead,
    begun,
    listing,
    set_listings,
)
from .past_answers import OUTCOMES, HistoryPage, PastAnswer, history

__all__ = [
    "KEPT", "MINUTES", "MISTAKES", "OUTCOMES", "SETS_LIST", "STATES", "TOPICS", "Entry",
    "Filter", "HistoryPage", "Listing", "PastAnswer", "Round", "ahead", "begun", "entries",
    "history", "listing", "set_listings",
]  # fmt: skip
