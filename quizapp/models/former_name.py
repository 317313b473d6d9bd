"""Names that questions had before they were renamed or moved."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base
from .content import Question


class FormerName(Base):
    """An earlier "skill/name" of a question, which still leads to it."""

    __tablename__ = "former_names"

    slug: Mapped[str] = mapped_column(String(200), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), index=True)

    question: Mapped[Question] = relationship()
