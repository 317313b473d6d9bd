"""The JSON API: all that a learner can do, for programs that carry a token."""

from . import (
    account,
    attempts,
    drafts,
    interviews,
    keeping,
    packing,
    planning,
    questions,
    reading,
    reference,
    whiteboards,
)
from .endpoint import api

__all__ = [
    "account",
    "api",
    "attempts",
    "drafts",
    "interviews",
    "keeping",
    "packing",
    "planning",
    "questions",
    "reading",
    "reference",
    "whiteboards",
]
