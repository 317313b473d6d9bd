"""Deriving it oneself: boards that a learner begins, writes on, leaves and comes back to.

Time, chance and the session are arguments; the caller commits. A finished board keeps when it was
finished and is no attempt: the log holds numbers and marks, and a derivation has neither.
"""

from .choosing import choose, suitable, target_of, targets
from .writing import Opened, boards, hint, open_board, start, undo, write

__all__ = [
    "Opened",
    "boards",
    "choose",
    "hint",
    "open_board",
    "start",
    "suitable",
    "target_of",
    "targets",
    "undo",
    "write",
]
