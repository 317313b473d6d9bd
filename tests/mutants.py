"""Could the tests fail? `python -m tests.mutants [COUNT [PART…]]` prints the mutants that live.

A mutant is one module with one small thing wrong in it: a comparison turned, a number changed, a
condition negated, a line left out. Each is tried in a copy of the checkout against the tests
nearest to it. The survivors are printed: what they break, no test holds. COUNT mutants of each
PART are drawn, always the same ones; 0 means all.
"""

from __future__ import annotations

import math
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import hypothesis  # noqa: F401  (loaded once, for every fork)
import mpmath  # noqa: F401
import numpy  # noqa: F401
import pytest
import pytest_playwright.pytest_playwright  # noqa: F401
import sqlalchemy.orm  # noqa: F401

from tests.measures import FOLDER
from tests.mutating import Mutant, mutants
from tests.tree import ROOT, copied

COUNT, GOAL = 20, 0.85  # mutants of each part; the share to be killed
PATIENCE = 5  # times as long as on the code as it is
QUIETLY = ("-p", "no:cacheprovider", "-p", "no:xdist", "--tb=no", "-m", "not browser")
OURS = ("engine", "quizapp", "tests")
FORMULA = [
    "tests/engine/test_formula.py", "tests/engine/test_formula_functions.py",
    "tests/engine/test_spellings.py", "tests/engine/test_calculator.py",
    "tests/engine/test_formula_cases.py",
]  # fmt: skip
MARKING = [
    "tests/engine/test_follow_through.py", "tests/engine/test_slips.py",
    "tests/engine/test_grading.py", "tests/engine/test_diagnosis.py",
]  # fmt: skip
NEAREST = {  # what is changed, and the tests one would look at, the quickest first
    "engine/marking": MARKING,
    "engine/readings": ["tests/engine/test_interval.py", "tests/engine/test_written.py",
                        "tests/laws/test_ops.py"],
    "engine/formula": FORMULA,
    "engine/graph/bent.py": [*MARKING, "tests/engine/test_building.py"],
    "quizapp/practice": ["tests/quizapp/test_practice_serving.py",
                         "tests/quizapp/test_practice_submitting.py",
                         "tests/quizapp/test_practice_progress.py", "tests/quizapp/test_checks.py",
                         "tests/web/test_keeping.py", "tests/web/test_corrections.py",
                         "tests/web/test_practice_pages.py", "tests/web/test_offline.py"],
}  # fmt: skip


def drawn(part: str, count: int) -> list[Mutant]:
    """Some mutants of the modules in a folder, or of one module; always the same."""
    path = ROOT / part
    modules = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    found = [mutant for module in modules for mutant in mutants(module.relative_to(ROOT), ROOT)]
    return random.Random(part).sample(found, count) if 0 < count < len(found) else found


def passes(folder: Path, tests: list[str], seconds: int = 0) -> bool:
    """Whether these tests pass in that copy; what hangs does not pass.

    A fork has the libraries loaded already, which is most of what a start of pytest takes.
    """
    child = os.fork()
    if not child:
        signal.alarm(seconds)
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        for name in [name for name in sys.modules if name.partition(".")[0] in OURS]:
            del sys.modules[name]
        os.chdir(folder)
        sys.path.insert(0, str(folder))
        sys.dont_write_bytecode = True  # of a mutant, which the next one would be taken for
        os._exit(pytest.main(["-x", *QUIETLY, *tests]))
    return os.waitpid(child, 0)[1] == 0


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    parts = sys.argv[2:] or list(NEAREST)
    killed = tried = 0
    with tempfile.TemporaryDirectory() as made:
        folder = copied(Path(made) / "checkout")
        if FOLDER.is_dir():
            folder.with_name("shared").symlink_to(FOLDER.parent)
        for part in parts:
            began = time.monotonic()
            if not passes(folder, NEAREST[part]):
                raise SystemExit(f"The tests of {part} fail on the code as it is; mend them first.")
            limit = math.ceil(PATIENCE * (time.monotonic() - began))
            found, lived = drawn(part, count), []
            print(f"{part}: at most {limit} s for each of {len(found)}", flush=True)
            for mutant in found:
                place = folder / mutant.path
                place.write_text(mutant.source)
                if passes(folder, NEAREST[part], limit):
                    lived.append(mutant)
                    print(f"survived  {mutant}", flush=True)
                shutil.copy2(ROOT / mutant.path, place)
            print(f"{part}: {len(found) - len(lived)} of {len(found)} killed", flush=True)
            killed, tried = killed + len(found) - len(lived), tried + len(found)
    share = killed / tried
    print(f"killed: {killed} of {tried}, {share:.0%}; the goal is {GOAL:.0%}")
    if share < GOAL:
        raise SystemExit("Write a test for a survivor that would hurt somebody, then try again.")


if __name__ == "__main__":
    main()
