"""Could the tests fail? `python -m tests.mutants [COUNT [SEED [PART…]]]` prints mutants that live.

A mutant is one module with one small thing wrong in it: a comparison turned, a number changed, a
condition negated, a line left out. Each is tried against the nearest tests that run through that
line, the quickest first, until one fails. The survivors are printed: what they break, no test
holds. COUNT mutants of each PART are drawn, another SEED draws others; a COUNT of 0 means all.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import random
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QUIZAPP_TEST_SEEDS", "2")  # read when the tests are imported

from tests.mutating import Mutant, mutants
from tests.tree import ROOT
from tests.warm import Reached, Warm, collect

GOAL = 0.85  # the share of mutants to be killed
SLOW, PATIENCE = 6.0, 12.0  # seconds of the processor's time for one test, and for one mutant
KEPT = ROOT / ".venv" / "reached"
ENGINE = ["tests/engine/test_*.py", "tests/laws/test_honest.py", "tests/laws/test_answers.py",
          "tests/laws/test_extremes.py"]  # fmt: skip
NEAREST = {  # what is changed, and the tests that could notice
    "engine/formula": ["tests/engine/test_formula*.py", "tests/engine/test_spellings.py",
                       "tests/engine/test_calculator.py", "tests/engine/test_whiteboard.py"],
    "engine/readings": [*ENGINE, "tests/laws/test_ops.py"],
    "engine/marking": ENGINE,
    "engine/graph/bent.py": ENGINE,
    "quizapp/practice": [f"tests/{door}/test_*.py" for door in ("quizapp", "web", "mock", "plan")],
}  # fmt: skip


def near(part: str) -> list[str]:
    """The files of the tests that could notice a change in a part."""
    found = [path for pattern in NEAREST[part] for path in sorted(ROOT.glob(pattern))]
    return [str(path.relative_to(ROOT)) for path in found]


def modules(part: str) -> list[Path]:
    """Those in a folder, or the one of that path."""
    path = ROOT / part
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def drawn(part: str, count: int, seed: str) -> list[Mutant]:
    """Some mutants of the modules in a folder, or of one module; for a seed always the same."""
    found = [each for path in modules(part) for each in mutants(path.relative_to(ROOT), ROOT)]
    chance = random.Random(f"{part} {seed}")
    return chance.sample(found, count) if 0 < count < len(found) else found


def reached(warm: Warm, file: str) -> list[Reached]:
    """What the tests of a file reach of all parts; remembered until one of them changes."""
    paths = [ROOT / file, *(path for part in NEAREST for path in modules(part))]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
    kept = KEPT / f"{Path(file).stem}-{digest}.pickle"
    items = {item.nodeid: item for item in warm.items.values() if item.path == ROOT / file}
    if not kept.exists():
        below = tuple(str(ROOT / part) for part in NEAREST)
        found = warm.reached(list(items.values()), below, SLOW)
        KEPT.mkdir(exist_ok=True)
        kept.write_bytes(pickle.dumps([each for each in found if each.lines]))
    return [test for test in pickle.loads(kept.read_bytes()) if test.name in items]


def nearest(mutant: Mutant, tests: list[Reached]) -> list[Reached]:
    """The tests that run through the mutant, the quickest first, as many as one is patient for."""
    file = str(mutant.root / mutant.path)
    where = {(file, line) for line in mutant.lines}
    chosen, seconds = [], 0.0
    for test in sorted(tests, key=lambda test: test.seconds):
        anywhere = mutant.at_import and any(path == file for path, _ in test.lines)
        if (anywhere or not where.isdisjoint(test.lines)) and seconds + test.seconds <= PATIENCE:
            chosen.append(test)
            seconds += test.seconds
    return chosen


def survivors(warm: Warm, part: str, count: int, seed: str) -> tuple[int, int]:
    """Print the mutants of a part that live; how many did, of how many."""
    tests = [test for file in near(part) for test in reached(warm, file)]
    tried = drawn(part, count, seed)
    print(f"{part}: {len(tried)} mutants, {len(tests)} tests", flush=True)
    lived = 0
    for mutant in tried:
        chosen = nearest(mutant, tests)
        if not chosen or not warm.kills(mutant, chosen):
            lived += 1
            print(f"survived {len(chosen):3} tests  {mutant}", flush=True)
    print(f"{part}: {len(tried) - lived} of {len(tried)} killed", flush=True)
    return lived, len(tried)


def main() -> None:
    count, seed, *parts = [*sys.argv[1:], *["20", "1"][len(sys.argv) - 1 :]]
    parts = parts or list(NEAREST)
    found: list[tuple[int, int]] = []

    def all_parts(warm: Warm) -> None:
        found.extend(survivors(warm, part, int(count), seed) for part in parts)

    with tempfile.TemporaryDirectory() as temporary:
        files = dict.fromkeys(file for part in parts for file in near(part))
        collect(list(files), all_parts, Path(temporary) / "made")
    lived, tried = (sum(numbers) for numbers in zip(*found, strict=True))
    share = 1 - lived / tried
    print(f"killed: {tried - lived} of {tried}, {share:.0%}; the goal is {GOAL:.0%}")
    if share < GOAL:
        raise SystemExit("Write a test for a survivor that would hurt somebody, then try again.")


if __name__ == "__main__":
    main()
