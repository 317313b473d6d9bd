"""How long the drill takes to its first question, compared with importing NumPy and SQLAlchemy.

Run it as `python benchmarks/start_up.py [ROUNDS]`; runs are interleaved, so that a busy machine
slows both. The exit code is 1 if the ratio is above the target.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

BASELINE = [sys.executable, "-c", "import numpy, sqlalchemy"]
DRILL = [sys.executable, "-m", "quizapp", "drill", "--plain"]
ROUNDS = 15
TARGET = 1.5


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


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'quiz.db'}"
        environ = {**os.environ, "QUIZAPP_DATABASE_URL": url}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles the program at each start
        first = to_first_question(environ)  # makes the database and reads the bank
        to_the_end(BASELINE)
        pairs = [(to_the_end(BASELINE), to_first_question(environ)) for _ in range(rounds)]
    baseline, drill = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"first run ever      {first:6.3f} s")
    print(f"numpy, sqlalchemy   {baseline:6.3f} s  median of {rounds}")
    print(f"first question      {drill:6.3f} s  median of {rounds}")
    print(f"ratio               {drill / baseline:6.2f}    target {TARGET}")
    if drill > TARGET * baseline:
        raise SystemExit(
            "The drill takes too long to its first question: `python -X importtime -m"
            " quizapp drill --help` shows what it imports."
        )


if __name__ == "__main__":
    main()
