"""What more than one door says, said once."""

from __future__ import annotations

LEVELS = {1: "warm-up", 2: "interview", 3: "hard"}


def level(number: int) -> str:
    """How hard a question is, in a word."""
    return LEVELS.get(number, f"level {number}")
