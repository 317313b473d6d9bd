"""How long the drill takes to its first question, compared with importing NumPy and SQLAlchemy.

Run it as `python -m benchmarks.start_up [ROUNDS]`; runs are interleaved, so that a busy machine
slows both. The exit code is 1 if the ratio is above the target.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.figures import Figure, told

BASELINE = [sys.executable, "-c", "import numpy, sqlalchemy"]
DRILL = [sys.executable, "-m", "quizapp", "drill", "--plain"]
ROUNDS = 15
TARGET = 1.4


def to_first_question(environ: Mapping[str, str]) -> float:
    """Seconds from the start of the drill to its first prompt."""
    began = time.perf_counter()
    with subprocess.Popen(
        DRILL, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environ
    ) as drill:
        assert drill.stdin
        assert drill.stdout
        seen = b""
        while b"q stop" not in seen:  # the line above the prompt
            more = os.read(drill.stdout.fileno(), 65536)
            if not more:
                raise SystemExit(f"The drill ended early:\n{seen.decode()}")
            seen += more
        seconds = time.perf_counter() - began
        drill.stdin.close()
        drill.stdout.read()
    return seconds


def to_the_end(command: list[str]) -> float:
    """Seconds a whole process takes."""
    began = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - began


def figures(rounds: int = ROUNDS) -> Iterator[Figure]:
    """The median start, beside that of the imports."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'quiz.db'}"
        environ = {**os.environ, "QUIZAPP_DATABASE_URL": url}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles the program at each start
        to_first_question(environ)  # makes the database and reads the bank
        to_the_end(BASELINE)
        pairs = [(to_the_end(BASELINE), to_first_question(environ)) for _ in range(rounds)]
    baseline, drill = (1e3 * statistics.median(times) for times in zip(*pairs, strict=True))
    yield Figure("`quizapp drill` to its first question", drill, TARGET, baseline, times=True)


if __name__ == "__main__":
    missed = told(figures(*map(int, sys.argv[1:])))
    sys.exit(
        "The drill takes too long to its first question: `python -X importtime -m"
        " quizapp drill --help` shows what it imports."
        if missed
        else 0
    )
