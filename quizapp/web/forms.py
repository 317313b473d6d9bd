"""Reading form fields, which may hold anything."""

from __future__ import annotations

LARGEST = 2**31 - 1  # fits into an integer column of every database


def small(text: str) -> int:
    """A number that fits into a database column; otherwise ValueError (so defaults apply)."""
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is out of range")
    return number
