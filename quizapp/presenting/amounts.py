"""Writing shares, counts, times and days for people."""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.readings.decimals import fixed, significant


def percent(share: float | None) -> str:
    """`65%` of a share in 0..1; a dash where there is none."""
    return "–" if share is None else f"{fixed(100 * share, 0)}%"


def count(number: int, noun: str) -> str:
    """`1 question`, `2 questions`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def duration(seconds: float) -> str:
    """Seconds as a person says them: `45 s`, `12 min`."""
    return f"{fixed(seconds, 0)} s" if seconds < 90 else f"{fixed(seconds / 60, 0)} min"


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


def as_asked(value: float, answer: Any) -> str:
    """A right or wrong number in the digits that an answer asks for, unless that leaves nothing."""
    shown = str(answer.rounded(value))
    is_lost = value != 0 and not shown.strip("-0.")
    return (f"{value:.3g}" if is_lost else shown).replace("-", "\u2212")


def figure(value: Any, decimals: int | None = None, digits: int = 6) -> str:
    """A number with a true minus sign, to so many decimals or else significant digits."""
    if decimals is not None:
        text = fixed(value, decimals)
    else:
        text = significant(value, digits) if isinstance(value, float) else str(value)
    return text.replace("-", "\u2212")
