"""Notices question files that were saved, by looking at their times."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from .check import files_under

PAUSE = 0.5  # seconds between looks, which cost a few milliseconds for a whole bank


def saved(
    paths: Sequence[Path], sleep: Callable[[float], object] = time.sleep
) -> Iterator[list[Path]]:
    """The files that were saved since the last look, each time there are any; never ends."""
    before = _times(paths)
    while True:
        sleep(PAUSE)
        now = _times(paths)
        if changed := [path for path, at in now.items() if before.get(path) != at]:
            yield changed
        before = now


def _times(paths: Sequence[Path]) -> dict[Path, int]:
    found = {}
    for path in files_under(paths):
        try:
            found[path] = path.stat().st_mtime_ns
        except OSError:  # removed or replaced at this moment, as some editors do when they save
            continue
    return found
