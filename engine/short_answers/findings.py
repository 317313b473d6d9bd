"""What was found of each point of a rubric in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SAID, PARTLY, CONTRADICTED, NOT_FOUND = "said", "partly", "contradicted", "not found"
SURE = 0.9  # confidence from which the product marks a point by itself

Spans = tuple[tuple[int, int], ...]  # of characters, from and to, in the learner's own text


@dataclass(frozen=True)
class Finding:
    """One point: its state, how likely that is right, and the words that show it."""

    state: str
    confidence: float
    spans: Spans = ()

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "state": self.state,
            "confidence": round(self.confidence, 3),
            "spans": [list(span) for span in self.spans],
        }


@dataclass(frozen=True)
class Examined:
    """A text: a finding for each point and for each thing that must not be said.

    `trouble` says why nothing in it counts: a list of keywords, or a copy of the question.
    """

    points: tuple[Finding, ...]
    mistakes: tuple[Finding, ...] = ()
    trouble: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was found in it."""
        return all(f.state == NOT_FOUND and f.is_sure for f in (*self.points, *self.mistakes))

    @property
    def unsure(self) -> tuple[int, ...]:
        """The points that their writer is asked about (indices from 0)."""
        return tuple(n for n, found in enumerate(self.points) if not found.is_sure)
