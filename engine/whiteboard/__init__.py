"""Derivations written by the learner, line by line, and checked as they are written."""

from . import worked
from .board import ASK, Board, BoardLine
from .board_names import Vocabulary
from .reading import LineReader

__all__ = ["ASK", "Board", "BoardLine", "LineReader", "Vocabulary", "worked"]
