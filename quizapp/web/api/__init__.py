"""The JSON API: all that a learner can do, for programs that carry a token."""

from . import attempts, drafts, keeping, packing, planning, questions, reading, reference
from .endpoint import api

__all__ = [
    "api",
    "attempts",
    "drafts",
    "keeping",
    "packing",
    "planning",
    "questions",
    "reading",
    "reference",
]
