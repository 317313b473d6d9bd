"""Writing shares, counts, times and days for people."""

from __future__ import annotations

from datetime import date
from typing import Any


def percent(share: float) -> str:
    """A share in 0..1 as `65 %`."""
    return f"{100 * share:.0f} %"


def count(number: int, noun: str) -> str:
    """`1 question`, `2 questions`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def duration(seconds: float) -> str:
    """Seconds in words: `45 s`, `12 min`."""
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def clock(seconds: float) -> str:
    """Seconds as on a clock: `2:05`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def on(found: date) -> str:
    """`7 November 2026`."""
    return f"{found.day} {found:%B %Y}"


def short_day(found: date) -> str:
    """`7 Nov`."""
    return f"{found.day} {found:%b}"


def figure(value: Any) -> str:
    """A number with a true minus sign, to six significant digits."""
    text = f"{value:.6g}" if isinstance(value, float) else str(value)
    return text.replace("-", "\u2212")
