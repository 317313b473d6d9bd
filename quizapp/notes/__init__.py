"""Study pages, one for each skill, in Markdown with pictures and checks; and the search."""

from .page import Check, Figure, Heading, Note, Text, note, notes
from .search import Found, Hit, search, text

__all__ = [
    "Check", "Figure", "Found", "Heading", "Hit", "Note", "Text", "note", "notes", "search", "text",
]  # fmt: skip
