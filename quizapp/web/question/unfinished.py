"""What an author typed into the editor and never saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from quizapp import practice
from quizapp.bank.titles import title_in
from quizapp.models import Learner

from .draft_question import STARTS

UNDER = "/bank/"
UNTOUCHED = {start.strip() for start in STARTS.values()}  # which is no work to come back to


@dataclass(frozen=True)
class Unfinished:
    """A text left unfinished; `place` is the address of its editor, which shows it again."""

    place: str
    title: str
    when: datetime

    @property
    def discard(self) -> str:
        """The address that drops it."""
        path, mark, said = self.place.partition("?")
        return f"{path}/discard{mark}{said}"


def unfinished(session: Session, author: Learner) -> list[Unfinished]:
    """The texts that were left last, newest first."""
    return [
        Unfinished(draft.place, _title(draft.content), draft.updated_at)
        for draft in practice.drafts(session, author, UNDER)
        if draft.content.get("text", "").strip() not in UNTOUCHED
    ]


def _title(content: dict[str, str]) -> str:
    """Its title, if that much of it can be read."""
    return title_in(content.get("text", "")) or content.get("slug") or "No title yet"
