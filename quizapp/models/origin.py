"""Where questions were imported from, so that the same file imported again updates them."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base
from .content import Question


class Origin(Base):
    """What a question is known by in another program."""

    __tablename__ = "origins"

    key: Mapped[str] = mapped_column(String(300), primary_key=True)  # "moodle:42", with the format
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64))  # of what the file said last
    number: Mapped[int]  # the revision that it became; a later one was made here

    question: Mapped[Question] = relationship()
