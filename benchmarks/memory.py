"""How much memory a process and those that it started hold, on Linux."""

from __future__ import annotations

import re
from pathlib import Path


def resident(pid: int) -> float:
    """Mebibytes, what several of them share being counted once."""
    found = [_proportional(each) for each in (pid, *_below(pid))]
    return sum(found) / 1024


def _below(pid: int) -> list[int]:
    """The processes that one started, and those that they did."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(number) for task in tasks for number in task.read_text().split()]
    return [*children, *(each for child in children for each in _below(child))]


def _proportional(pid: int) -> int:
    """Kibibytes, a shared page being counted by its share."""
    said = re.search(r"(?m)^Pss: +(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text())
    return int(said[1]) if said else 0
