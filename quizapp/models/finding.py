"""What finds a question among many: words, tags, saved filters; and acts that can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, numbered


class BankEntry(Base):
    """What the bank's index knows of a question; it can be made again from the revisions."""

    __tablename__ = "bank_entries"

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    revision_id: Mapped[int]  # the revision that it was made from
    template: Mapped[str] = mapped_column(String(80), index=True)
    changed_at: Mapped[datetime] = mapped_column(index=True)


class BankStem(Base):
    """A word of the bank, as the search compares it."""

    __tablename__ = "bank_stems"

    id: Mapped[int] = mapped_column(primary_key=True)
    stem: Mapped[str] = mapped_column(String(60), unique=True)


class BankWord(Base):
    """A question that has the word, perhaps in its title."""

    __tablename__ = "bank_words"

    stem_id: Mapped[int] = mapped_column(ForeignKey("bank_stems.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(
        ForeignKey("questions.id"), primary_key=True, index=True
    )
    in_title: Mapped[bool]


class BankTag(Base):
    """A tag in the text of a question."""

    __tablename__ = "bank_tags"

    tag: Mapped[str] = mapped_column(String(40), primary_key=True)
    question_id: Mapped[int] = mapped_column(
        ForeignKey("questions.id"), primary_key=True, index=True
    )


class SavedFilter(Base):
    """A search of the bank that an instructor named."""

    __tablename__ = "saved_filters"
    stays_here = True
    __table_args__ = (UniqueConstraint("learner_id", "name"),)

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True)
    id: Mapped[int] = numbered()
    name: Mapped[str] = mapped_column(String(60))
    query: Mapped[str] = mapped_column(Text)  # as in the address of the page


class BulkAct(Base):
    """What an instructor did to many questions at once, with what was before, to undo it."""

    __tablename__ = "bulk_acts"
    called = "change to many questions", "changes to many questions"
    stays_here = True

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True, index=True)
    id: Mapped[int] = numbered()
    said: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)  # by question
    created_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
