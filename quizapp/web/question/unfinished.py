"""What an author typed into the editor and never saved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from quizapp import practice
from quizapp.models import Learner

from .draft_question import STARTS

TITLE = re.compile(r'^title = "(.+)"', re.MULTILINE)
UNDER = "/bank/"
UNTOUCHED = {start.strip() for start in STARTS.values()}  # which is no work to come back to


@dataclass(frozen=True)
class Unfinished:
    """A text left unfinished; `place` is the address of its editor, which shows it again."""

    place: str
    title: str
    when: datetime


def unfinished(session: Session, author: Learner) -> list[Unfinished]:
    """The texts that were left last, newest first."""
    return [
        Unfinished(draft.place, _title(draft.content), draft.updated_at)
        for draft in practice.drafts(session, author, UNDER)
        if draft.content.get("text", "").strip() not in UNTOUCHED
    ]


def _title(content: dict[str, str]) -> str:
    """A draft need not be valid TOML, so its title is looked for and not read."""
    found = TITLE.search(content.get("text", ""))
    return found[1] if found else content.get("slug") or "No title yet"
