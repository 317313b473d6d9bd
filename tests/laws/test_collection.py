"""Law: tests build what they need when they run, so that a broken op only fails its own laws."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
BROKEN = """
from engine.exercise import variant

def broken(*_):
    raise RuntimeError("built before any test runs")

variant._drawn = broken
"""


def test_nothing_is_built_while_tests_are_collected(tmp_path: Path) -> None:
    (tmp_path / "nothing_builds.py").write_text(BROKEN)
    program = [sys.executable, "-m", "pytest", "-p", "nothing_builds", "--collect-only", "-qq"]
    environ = {**os.environ, "PYTHONPATH": str(tmp_path)}
    found = subprocess.run(
        [*program, "--numprocesses", "0", "tests"],
        cwd=ROOT, env=environ, capture_output=True, text=True,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout[-2000:]
