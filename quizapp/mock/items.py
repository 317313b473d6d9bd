"""The questions of an interview as stored in its row, with responses and times.

Responses are not marked until the end, so that no mark can be shown too early.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from quizapp.models import Interview

OPEN, ANSWERED, SKIPPED = "open", "answered", "skipped"


@dataclass(frozen=True)
class Item:
    """One question; `ended` is the interview's clock when it was left, and `at` the time then."""

    question: int
    revision: int
    seed: int
    level: int
    and_if: str
    fingerprint: str
    kind: str
    area: str
    skill: str
    target: float  # seconds
    token: str  # of its attempt in the log
    follow_up: str = ""  # the move that led here; "" if it is not a follow-up
    state: str = OPEN
    responses: Mapping[str, str] = field(default_factory=dict)  # part name -> text
    ended: float | None = None
    at: str | None = None
    away: float = 0.0  # seconds spent on earlier questions while this one was open
    again: float = 0.0  # seconds spent on this one after it was left
    probe: str = ""  # what was asked about a text, which stayed open for the answer (Markdown)

    def left(self, state: str, responses: Mapping[str, str], spent: float, now: datetime) -> Item:
        """This item after it was answered or skipped."""
        return replace(
            self, state=state, responses=dict(responses), ended=round(spent, 1), at=now.isoformat()
        )


def items_of(interview: Interview) -> list[Item]:
    return [Item(**stored) for stored in interview.items]


def store(interview: Interview, items: Sequence[Item]) -> None:
    stored: list[dict[str, Any]] = [asdict(item) for item in items]
    interview.items = stored  # a new list, because changes inside the old one go unnoticed


def seconds(items: Sequence[Item], index: int) -> float | None:
    """How long the item at this index took; None while it is open."""
    item = items[index]
    began = items[index - 1].ended if index else 0.0
    if item.ended is None or began is None:
        return None
    return max(0.0, item.ended - began - item.away) + item.again


def place(interview: Interview, position: int) -> str:
    """The place of the draft of one question, below the address of the interview's page."""
    return f"/mock/{interview.id}/{position}"
