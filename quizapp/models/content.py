"""Skills, questions, and the immutable revisions of questions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint, bindparam, exists, select
from sqlalchemy.orm import Mapped, Session, aliased, joinedload, mapped_column, relationship

from quizapp.storage.banks import SHIPPED

from .base import Base, Frozen
from .learner import Learner

DRAFT, IN_REVIEW, PUBLISHED = "draft", "review", "published"  # stages of a question


class Skill(Base):
    """A topic to practise; `requires` holds the slugs of its prerequisites."""

    __tablename__ = "skills"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int]
    requires: Mapped[list[str]] = mapped_column(JSON, default=list)
    bank: Mapped[str] = mapped_column(String(80), default=SHIPPED, server_default=SHIPPED)
    # What skills.toml said of it when it was last imported; None if it was made in the browser.
    file_entry: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class Question(Base):
    """An entry of the bank. Title, type and level are those of its latest revision."""

    __tablename__ = "questions"
    signed = ("retired_by_id",)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(200), unique=True)  # "skill/name"
    skill_slug: Mapped[str] = mapped_column(ForeignKey("skills.slug"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    type: Mapped[str] = mapped_column(String(40))
    level: Mapped[int]
    # How far it has come. What is not published yet counts as retired by its author, so that
    # whatever skips retired questions skips it too.
    stage: Mapped[str] = mapped_column(String(20), default=PUBLISHED, server_default=PUBLISHED)
    retired_at: Mapped[datetime | None]
    # If retired, None means that its file is gone; it comes back with the file.
    retired_by_id: Mapped[int | None] = mapped_column(ForeignKey("learners.id"), index=True)
    # The digest of the file as last imported; None if there is no file.
    file_digest: Mapped[str | None] = mapped_column(String(64))
    # The revision that the file last equalled: a later one was made in the browser.
    file_number: Mapped[int | None]
    # Whether the bank's files say that it is retired, as last imported.
    file_retired: Mapped[bool] = mapped_column(default=False, server_default="0")
    # The bank that it belongs to, which alone may retire it when its file is gone.
    bank: Mapped[str] = mapped_column(String(80), default=SHIPPED, server_default=SHIPPED)

    skill: Mapped[Skill] = relationship()

    @property
    def state(self) -> str:
        """In one word: a draft, in review, published or retired."""
        return "retired" if self.stage == PUBLISHED and self.retired_at else self.stage

    @property
    def is_gone(self) -> bool:
        """Whether it is retired only because its file is gone."""
        by_somebody = self.retired_by_id is not None or self.file_retired
        return self.retired_at is not None and not (by_somebody or self.file_digest)


class Revision(Frozen, Base):
    """One text (TOML) of a question; the one with the highest number is in use."""

    __tablename__ = "revisions"
    signed = ("author_id",)
    __table_args__ = (UniqueConstraint("question_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))  # of the content, whatever its layout
    author_id: Mapped[int | None] = mapped_column(  # None: from a file
        ForeignKey("learners.id"), index=True
    )
    note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]

    question: Mapped[Question] = relationship()
    author: Mapped[Learner | None] = relationship()


# With its question and that one's topic, which every page of a question shows.
_WHOLE = select(Revision).options(joinedload(Revision.question).joinedload(Question.skill))
_NEWEST = (
    _WHOLE.where(Revision.question_id == bindparam("question"))
    .order_by(Revision.number.desc())
    .limit(1)
)
_LATER = aliased(Revision)
_EACH = _WHOLE.where(
    Revision.question_id.in_(bindparam("questions", expanding=True)),
    ~exists().where(_LATER.question_id == Revision.question_id, _LATER.number > Revision.number),
)
_ONE = _WHOLE.where(Revision.id == bindparam("number"))


def latest_revision(session: Session, question_id: int) -> Revision | None:
    """The revision in use; None if there is no such question."""
    return session.scalar(_NEWEST, {"question": question_id})


def latest_revisions(session: Session, questions: Collection[int]) -> Sequence[Revision]:
    """The revisions in use of some questions."""
    return session.scalars(_EACH, {"questions": list(questions)}).all()


def one_revision(session: Session, number: int) -> Revision | None:
    """The revision with this id."""
    return session.scalar(_ONE, {"number": number})
