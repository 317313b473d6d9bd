"""Reading what a browser sends, which may be anything."""

from __future__ import annotations

LARGEST = 2**31 - 1  # what every database holds


def small(text: str) -> int:
    """A number that a database column can hold; `ValueError` otherwise (the default is taken)."""
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is out of range")
    return number
