"""Images in questions, each named after its content."""

from __future__ import annotations

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Frozen


class BankImage(Frozen, Base):
    """An image that questions show; the name holds a digest of the bytes, so they never change."""

    __tablename__ = "bank_images"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
