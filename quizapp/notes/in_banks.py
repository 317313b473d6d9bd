"""The study pages of every bank that is served."""

from __future__ import annotations

from quizapp.storage.banks import banks

from .page import Note, note, notes


def study_page(skill: str) -> Note | None:
    """The study page of a skill in the first bank that has one, or None."""
    found = (note(folder, skill) for folder in banks().values())
    return next(filter(None, found), None)


def study_pages() -> list[Note]:
    """Every study page, one for each skill."""
    found: dict[str, Note] = {}
    for folder in banks().values():
        for page in notes(folder):
            found.setdefault(page.skill, page)
    return list(found.values())
