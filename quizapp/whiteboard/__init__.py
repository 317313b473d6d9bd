"""Whiteboards, where a learner derives something line by line.

Time, chance and the session are arguments; the caller commits. A finished board is not an attempt,
because a derivation has no mark.
"""

from .choosing import choose, suitable, target_of, targets
from .writing import Opened, boards, hint, open_board, start, undo, write

__all__ = [
    "Opened", "boards", "choose", "hint", "open_board", "start", "suitable", "target_of", "targets",
    "undo", "write",
]  # fmt: skip
