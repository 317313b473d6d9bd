"""What the lines of a board have settled so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..formula import Formula, Symbol
from .board_names import SETTING
from .pieces import replaced, symbols
from .reading import OWN


@dataclass(frozen=True)
class Known:
    """What right lines say of each name, the learner's own names, and the hints given of each."""

    target: str
    said: Mapping[str, tuple[Formula, ...]] = field(default_factory=dict)
    own: Mapping[str, Formula] = field(default_factory=dict)
    hinted: Mapping[str, int] = field(default_factory=dict)

    def say(self, name: str, sides: Iterable[Formula]) -> Known:
        """The same, knowing more about a name."""
        return replace(self, said={**self.said, name: (*self.said.get(name, ()), *sides)})

    def meant(self, formula: Formula) -> Formula:
        """A formula with the learner's own names replaced by their definitions."""

        def stands_for(part: Formula) -> Formula | None:
            if isinstance(part, Symbol) and part.name.startswith(OWN):
                return self.own[part.name.removeprefix(OWN)]
            return None

        return replaced(formula, stands_for)

    @property
    def settled(self) -> frozenset[str]:
        """The names said in terms of others that need no more: the least such set.

        So two lines that only lean on each other settle nothing.
        """
        found: set[str] = set()
        while True:
            more = {
                name
                for name, sides in self.said.items()
                if name not in found and any(not self.unsettled(side, found) for side in sides)
            }
            if not more:
                return frozenset(found)
            found |= more

    def unsettled(self, side: Formula, settled: Iterable[str]) -> list[str]:
        """The names in a side that still need their own line."""
        return sorted(name for name in names(side) - {*settled} if not self._free(name))

    def _free(self, name: str) -> bool:
        """Whether a name needs no line: values are there from the way forward."""
        if name.startswith(SETTING):
            return True
        return name.startswith("value.") and "/" not in name


def names(formula: Formula) -> frozenset[str]:
    """The names in a formula."""
    return frozenset(symbol.name for symbol in symbols(formula))
