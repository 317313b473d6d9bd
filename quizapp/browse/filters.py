"""Which questions of a list are shown, as its address says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from quizapp.kinds import KINDS
from quizapp.presenting.phrases import LEVELS

from .catalogue import Entry

MINUTES = (1, 2, 5)  # at most so many
UNDONE, DONE, WRONG, SAVED = "undone", "done", "wrong", "saved"
STATES = {UNDONE: "Not done yet", DONE: "Done", WRONG: "Mistakes", SAVED: "Saved"}


@dataclass(frozen=True)
class Filter:
    """What to show; what is empty or 0 leaves everything in."""

    kind: str = ""
    level: int = 0
    minutes: int = 0
    state: str = ""
    by_hand: int = 0  # 1: only what needs no calculator

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Filter:
        """The filter that an address or a form names; invalid choices are left out."""
        known: dict[str, tuple[Any, ...]] = {
            "kind": tuple(KINDS), "level": tuple(LEVELS), "minutes": MINUTES,
            "state": tuple(STATES), "by_hand": (1,),
        }  # fmt: skip
        return cls(**{
            name: value for name, values in known.items() for value in values
            if said.get(name) == str(value)
        })  # fmt: skip

    @property
    def said(self) -> dict[str, Any]:
        """The parts of the address that name it."""
        return {name: value for name, value in asdict(self).items() if value}

    def shows(self, entry: Entry) -> bool:
        """Whether it lets a question through."""
        return (
            self.kind in ("", entry.kind)
            and self.level in (0, entry.level)
            and (not self.minutes or entry.minutes <= self.minutes)
            and (not self.by_hand or entry.by_hand)
            and (not self.state or _in_state(entry, self.state))
        )


def _in_state(entry: Entry, state: str) -> bool:
    if state == SAVED:
        return entry.saved
    return {UNDONE: not entry.is_done, DONE: entry.is_done, WRONG: entry.is_wrong}[state]
