"""Study pages, one a skill: Markdown beside the skill's questions, with pictures and checks."""

from .page import Check, Figure, Note, Text, note, notes
from .search import Hit, search

__all__ = ["Check", "Figure", "Hit", "Note", "Text", "note", "notes", "search"]
