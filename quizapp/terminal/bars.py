"""Progress bars made of line characters."""

from __future__ import annotations

from .style import Paint


def bar(share: float, columns: int, paint: Paint, role: str = "forward") -> str:
    """A bar filled to `share` in 0..1; the rest is thinner, which shows even without colour."""
    filled = round(min(1.0, max(0.0, share)) * columns)
    return paint(role, "━" * filled) + paint("dim", "─" * (columns - filled))


def grade(share: float) -> str:
    """The colour role of a score: green from 80%, amber from 50%, red below."""
    return "good" if share >= 0.8 else "amber" if share >= 0.5 else "bad"
