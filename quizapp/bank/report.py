"""The report of a sync, for people and for programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from .file_problem import Problem
from .merge_base import Clash


@dataclass
class SyncReport:
    """Slugs of questions by what happened to them, and problems to look at."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)  # their files are gone
    returned: list[str] = field(default_factory=list)  # their files came back
    moved: list[str] = field(default_factory=list)  # their files have another name now
    replaced: list[str] = field(default_factory=list)  # the file won over an instructor's edit
    kept: list[str] = field(default_factory=list)  # the edit won, and was written to the file
    conflicts: list[Clash] = field(default_factory=list)  # both sides changed
    problems: list[Problem] = field(default_factory=list)  # broken files, skipped

    def as_dict(self) -> dict[str, Any]:
        """The report, ready for JSON."""
        return asdict(self)

    def counts(self) -> dict[str, Any]:
        """How many questions changed, by kind of change."""
        names = "new", "changed", "retired", "returned", "moved", "replaced", "kept"
        return {name: len(slugs) for name in names if (slugs := getattr(self, name))}

    def lines(self) -> list[str]:
        """A line of counts and one for each problem; none if nothing changed."""
        counts = {
            "new": self.new,
            "changed": self.changed,
            "retired": self.retired,
            "back with their files": self.returned,
            "renamed": self.moved,
            "replaced by their files": self.replaced,
            "written to their files": self.kept,
        }
        summary = ", ".join(f"{len(slugs)} {what}" for what, slugs in counts.items() if slugs)
        told = [f"Questions: {summary}."] if summary else []
        return told + [str(problem) for problem in (*self.conflicts, *self.problems)]
