"""How it goes, drawn: each picture with its numbers as a table."""

from .readiness import readiness

__all__ = ["readiness"]
