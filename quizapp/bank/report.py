"""What a synchronisation did, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .file_problem import Problem


@dataclass
class SyncReport:
    """Slugs of questions by what happened to them, and what a person has to look at."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)  # their files vanished
    returned: list[str] = field(default_factory=list)  # their files came back
    conflicts: list[Problem] = field(default_factory=list)  # an instructor's edit stays in use
    problems: list[Problem] = field(default_factory=list)  # broken files, skipped

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "new": self.new,
            "changed": self.changed,
            "retired": self.retired,
            "returned": self.returned,
            "conflicts": [problem.as_dict() for problem in self.conflicts],
            "problems": [problem.as_dict() for problem in self.problems],
        }

    def lines(self) -> list[str]:
        """One line of counts and one for each problem; none where nothing changed."""
        counts = {
            "new": self.new,
            "changed": self.changed,
            "retired because their files vanished": self.retired,
            "back with their files": self.returned,
        }
        summary = ", ".join(f"{len(slugs)} {what}" for what, slugs in counts.items() if slugs)
        told = [f"Questions: {summary}."] if summary else []
        return told + [str(problem) for problem in (*self.conflicts, *self.problems)]
