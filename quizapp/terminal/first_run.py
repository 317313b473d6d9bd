"""Reading the question bank on the first run and whenever its files have changed."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session, sessionmaker

from quizapp.bank.files import file_digest, question_files
from quizapp.models import Question, Revision
from quizapp.storage.banks import banks
from quizapp.storage.database import make_sessions

from .screen import Screen


def open_sessions(engine: Engine, screen: Screen) -> sessionmaker[Session]:
    """A session maker for a migrated database, whose objects stay usable after a commit."""
    sessions = make_sessions(engine)
    sessions.configure(expire_on_commit=False)
    with sessions() as session:
        if _has_news(session):
            _take_in(session, screen)
    return sessions


def _has_news(session: Session) -> bool:
    """Whether a file has changed since it was read, except for questions edited in the bank."""
    read = session.execute(text("SELECT slug, file_digest FROM questions"))
    known: dict[str, str | None] = {row.slug: row.file_digest for row in read}
    changed = {
        slug
        for folder in banks().values()
        for slug, path in question_files(folder).items()
        if known.get(slug) != file_digest(path.read_bytes())
    }
    if not changed:
        return False
    edited = select(Question.slug).join(Revision.question).where(Revision.author_id.is_not(None))
    return not changed <= set(session.scalars(edited))


def _take_in(session: Session, screen: Screen) -> None:
    from quizapp.bank.sync import take_in

    screen.line("Reading the question bank …")
    for name, folder in banks().items():
        for line in take_in(session, folder, now=datetime.now(UTC), bank=name).lines():
            screen.line(line)
