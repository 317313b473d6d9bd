"""What learners store besides the log: plans, drafts, keepsakes and reports."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base
from .content import Question, Revision
from .learner import Learner


class Plan(Base):
    """What a learner prepares for, and by when."""

    __tablename__ = "plans"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True)
    interview_on: Mapped[date | None]  # in the learner's time zone; None: no date
    skills: Mapped[list[str]] = mapped_column(JSON)  # slugs; empty: all
    minutes_a_day: Mapped[int]
    time_zone: Mapped[str] = mapped_column(String(60))  # of the IANA database
    level: Mapped[int] = mapped_column(default=1)  # what the learner says: 1 new to it, 3 knows it
    updated_at: Mapped[datetime]


class Draft(Base):
    """What was typed on a page but not submitted yet; `place` is the page's address."""

    __tablename__ = "drafts"
    called, stays_here = ("unfinished answer", "unfinished answers"), True

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True)
    place: Mapped[str] = mapped_column(String(200), primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated_at: Mapped[datetime]


class Keepsake(Base):
    """What a learner keeps about a question: saved, flagged, a note, skipped."""

    __tablename__ = "keepsakes"
    called = "question saved or with a note", "questions saved or with notes"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(
        ForeignKey("questions.id"), primary_key=True, index=True
    )
    bookmarked: Mapped[bool] = mapped_column(default=False)
    flagged: Mapped[bool] = mapped_column(default=False)  # to come back to
    note: Mapped[str] = mapped_column(Text, default="")
    skipped_at: Mapped[datetime | None]
    updated_at: Mapped[datetime]

    question: Mapped[Question] = relationship()


class Complaint(Base):
    """A learner's report of a problem with a question, for the instructors."""

    __tablename__ = "complaints"
    called = (
        "problem report for the authors of the questions",
        "problem reports for the authors of the questions",
    )
    stays_without_name = stays_here = True
    signed = ("settled_by_id",)
    __table_args__ = (Index(None, "settled_at", "created_at"),)  # what is open, oldest first

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int | None] = mapped_column(ForeignKey("learners.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"), index=True)
    seed: Mapped[int]
    params: Mapped[dict[str, Any]] = mapped_column(JSON)
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None] = mapped_column(index=True)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("learners.id"), index=True)
    reply: Mapped[str | None] = mapped_column(Text)  # to the learner
    fixed_in: Mapped[int | None]  # the number of the revision that solved it
    seen_at: Mapped[datetime | None]  # the reply, by the learner

    learner: Mapped[Learner | None] = relationship(foreign_keys=[learner_id])
    settled_by: Mapped[Learner | None] = relationship(foreign_keys=[settled_by_id])
    revision: Mapped[Revision] = relationship()
