"""Changes of published questions that wait for somebody else's approval."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base
from .content import Question
from .learner import Learner


class Proposal(Base):
    """The text that somebody would like a question to have next; a question has one at most."""

    __tablename__ = "proposals"
    signed = ("author_id",)

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    base_number: Mapped[int]  # the revision that was edited
    text: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), index=True)
    created_at: Mapped[datetime]

    question: Mapped[Question] = relationship()
    author: Mapped[Learner] = relationship()

    @property
    def stamp(self) -> str:
        """Tells it apart from every other change that has waited for this question."""
        return self.created_at.isoformat()
