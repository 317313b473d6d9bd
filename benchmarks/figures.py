"""What benchmarks say: each figure beside its goal, what nobody can do without, and a peer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What something takes, in milliseconds.

    `goal` is the most that it may take: milliseconds, or with `times` a multiple of the floor.
    `floor` is what nobody can do without, measured in the same run; `peer` what another program
    takes for the same, measured once.
    """

    what: str
    ours: float
    goal: float
    floor: float | None = None
    peer: float | None = None
    times: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return self.ours / self.floor if self.floor else None

    @property
    def missed(self) -> bool:
        return (self.ratio or 0.0 if self.times else self.ours) > self.goal

    @property
    def cells(self) -> tuple[str, ...]:
        """As a row below `HEADS`."""
        return (
            self.what,
            _shown(self.ours),
            _shown(self.floor),
            _shown(self.peer),
            f"{self.ratio:.1f}" if self.ratio else "",
            f"{self.goal:g} ×" if self.times else f"{self.goal:g}",
            "missed" if self.missed else "met",
        )


HEADS = ("what", "ours", "floor", "peer", "ours / floor", "goal", "")


def table(figures: Iterable[Figure]) -> str:
    """The figures as a table in Markdown."""
    rows = [HEADS, ("---",) * len(HEADS), *(figure.cells for figure in figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def told(figures: Iterable[Figure]) -> int:
    """Print each figure as soon as it is known; 1 where a goal is missed."""
    return int(sum(figure.missed for figure in printed(figures)) > 0)


def printed(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures, each printed on the way."""
    for figure in figures:
        what, *rest, verdict = figure.cells
        named = (f"{head} {cell}" for head, cell in zip(HEADS[1:], rest, strict=False) if cell)
        print(f"{what}: {', '.join(named)}: {verdict}", flush=True)
        yield figure


def _shown(milliseconds: float | None) -> str:
    return "" if milliseconds is None else f"{milliseconds:.{2 if milliseconds < 10 else 1}f}"
