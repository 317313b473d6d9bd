"""Practising: being served a question, answering it, seeing progress.

Time, chance and the session are arguments; the caller commits.
"""

from .checks import Checks, checks
from .distinguish import telling_apart, undecided
from .drafts import draft, drafts, drop_draft, fields_of, keep_draft, left_off, place, texts_of
from .keepsakes import LONGEST, keepsake, keepsake_of, kept, skip
from .offline.pack import Packed, pack, packed
from .offline.take_along import along
from .own_reports import TooManyReports, complain, new_replies, own_reports, see_replies
from .progress import Mistake, Progress, SkillProgress, progress, tried_of
from .served import Served, drawn_again, open_served, redrawn, reopen
from .serving import fresh, seed_for, serve
from .submitting import (
    NotMarked,
    answered_on,
    imprecise,
    is_same,
    log_after,
    log_length,
    says,
    stored,
    submit,
    unreadable,
)
from .topics import Topic, requires, skills

__all__ = [
    "LONGEST", "Checks", "Mistake", "NotMarked", "Packed", "Progress", "Served", "SkillProgress",
    "TooManyReports", "Topic", "along", "answered_on", "checks", "complain", "draft", "drafts",
    "drawn_again", "drop_draft", "fields_of", "fresh", "imprecise", "is_same", "keep_draft",
    "keepsake", "keepsake_of", "kept", "left_off", "log_after", "log_length", "new_replies",
    "open_served", "own_reports", "pack", "packed", "place", "progress", "redrawn",
    "reopen", "requires", "says", "see_replies", "seed_for", "serve", "skills", "skip", "stored",
    "submit", "telling_apart", "texts_of", "tried_of", "undecided", "unreadable",
]  # fmt: skip
