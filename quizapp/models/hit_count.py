"""How often somebody did something lately, so that limits count over all servers."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class HitCount(Base):
    """How often something was done until its window ends; whose it is, only a digest tells."""

    __tablename__ = "hit_counts"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    hits: Mapped[int]
    ends: Mapped[float] = mapped_column(index=True)  # seconds since 1970
