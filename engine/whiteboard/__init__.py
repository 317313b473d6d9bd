"""Derivations written by the learner, line by line, and checked as they are written."""

from . import worked
from .board import ASK, Board, Line
from .names import Vocabulary
from .reading import Reader

__all__ = ["ASK", "Board", "Line", "Reader", "Vocabulary", "worked"]
