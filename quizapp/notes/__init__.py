"""Study pages, one a skill: Markdown beside the skill's questions, with pictures and checks."""

from .page import Check, Figure, Heading, Note, Text, note, notes
from .search import Found, Hit, search, text

__all__ = [
    "Check",
    "Figure",
    "Found",
    "Heading",
    "Hit",
    "Note",
    "Text",
    "note",
    "notes",
    "search",
    "text",
]
