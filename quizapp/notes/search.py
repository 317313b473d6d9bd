"""Finding a word in notes and questions: every word must occur, the title counts most."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from quizapp.models import Question, Revision

from .page import Note

AROUND = 80  # characters shown on either side of what was found
MOST = 40  # hits
TITLE, TEXT = 10, 1  # what an occurrence is worth


@dataclass(frozen=True)
class Hit:
    """A page that holds all words: what it is, where, and the place of the first of them."""

    kind: str  # "note" or "question"
    key: str  # the skill of a note, the id of a question
    title: str
    skill: str
    excerpt: str
    score: int


def search(session: Session, notes: Iterable[Note], query: str) -> list[Hit]:
    """Notes and unretired questions in which every word of the query occurs, best first."""
    words = list(dict.fromkeys(re.findall(r"[\w′']+", _plain(query))))[:8]
    if not words:
        return []
    found = [_hit("note", page.skill, page.title, page.skill, page.text, words) for page in notes]
    for question, text in session.execute(_latest()):
        number, skill = str(question.id), question.skill_slug
        found.append(_hit("question", number, question.title, skill, _prose(text), words))
    hits = sorted(filter(None, found), key=lambda hit: (-hit.score, hit.kind, hit.title))
    return hits[:MOST]


def _latest() -> Select[Question, str]:
    """Every unretired question with its text in use."""
    newest = (
        select(Revision.question_id, func.max(Revision.number).label("number"))
        .group_by(Revision.question_id)
        .subquery()
    )
    return (
        select(Question, Revision.text)
        .join(Revision, Revision.question_id == Question.id)
        .join(newest, (newest.c.question_id == Question.id) & (newest.c.number == Revision.number))
        .where(Question.retired_at.is_(None))
    )


def _hit(kind: str, key: str, title: str, skill: str, text: str, words: list[str]) -> Hit | None:
    heading, body = _plain(title), _plain(text)
    score = 0
    for word in words:
        counted = TITLE * heading.count(word) + TEXT * min(body.count(word), 5)
        if not counted:
            return None
        score += counted
    return Hit(kind, key, title, skill, _excerpt(text, body, words), score + (kind == "note"))


def _excerpt(text: str, body: str, words: list[str]) -> str:
    """What stands around the first word found, as plain words."""
    at = min((place for word in words if (place := body.find(word)) >= 0), default=0)
    if len(body) != len(text):  # a letter that folds to several: places do not match
        text = body
    start, end = max(0, at - AROUND), at + AROUND
    shown = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}"


def _prose(toml: str) -> str:
    """What a question's file says, without its keys and signs."""
    without = re.sub(r"^\[.*\]$|^\w+ = |'''|\"", " ", toml, flags=re.MULTILINE)
    return without.replace("**", "")


def _plain(text: str) -> str:
    """Lower case and without accents, so that either spelling is found."""
    return unicodedata.normalize("NFKC", text).casefold()
