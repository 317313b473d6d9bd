"""Every figure that has a goal: `make bench`, in a few minutes.

`python -m benchmarks.everything --write` also writes docs/performance.md, and with the names of
parts (`marking exercises`) measures only those. Ends with status 1 where a goal is missed.
"""

from __future__ import annotations

import platform
import sys
import time
from pathlib import Path
from types import ModuleType

from benchmarks import exercises, first_hits, hostile_input, load, marking, pages, start_up
from benchmarks.figures import Figure, printed, table

PARTS = (exercises, marking, hostile_input, start_up, pages, first_hits, load)
PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
TEXT = """# How fast it is

`make bench` wrote this page. Times are milliseconds of the processor, those of starting the program
by the clock. The floor is what nobody can do without, measured in the same run: the same network in
plain NumPy, a bare page of Flask with one row of the database, or importing NumPy and SQLAlchemy. A
goal with × is a multiple of that floor. The peer is PrairieLearn of August 2026, which generates
and grades as many number blanks, without any HTML; it was measured once, on two cores.

{table}

{missed} Measured in {minutes} on {machine}, by {parts}.
"""


def main() -> int:
    began, found = time.monotonic(), list[Figure]()
    chosen = [part for part in PARTS if _name(part) in sys.argv] or PARTS
    for part in chosen:
        print(f"-- {_name(part)}", flush=True)
        found += printed(part.figures())
    missed = [figure for figure in found if figure.missed]
    said = f"{len(missed)} of {len(found)} goals are missed." if missed else "Every goal is met."
    if "--write" in sys.argv:
        minutes = f"{(time.monotonic() - began) / 60:.1f} minutes"
        machine = f"{platform.machine()} with Python {platform.python_version()}"
        names = ", ".join(f"`benchmarks/{_name(part)}.py`" for part in chosen)
        text = TEXT.format(
            parts=names, minutes=minutes, machine=machine, table=table(found), missed=said
        )
        PAGE.write_text(text, encoding="utf-8")
    print(said)
    return int(bool(missed))


def _name(part: ModuleType) -> str:
    return part.__name__.rpartition(".")[2]


if __name__ == "__main__":
    sys.exit(main())
