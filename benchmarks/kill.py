"""Does a kill lose an answer? `python -m benchmarks.kill [KILLS]`.

Learners answer a real server without pause while its processes are killed (SIGKILL), one kill after
the other: half of them on SQLite, half on PostgreSQL, whose server is killed as well. Fails if an
answer that was acknowledged isn't stored exactly once, or if workers outlive their main process.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.answering import Answering, ready
from benchmarks.postgres import SAFE, Postgres, running
from benchmarks.serving import PATIENCE, answering, free_port

LEARNERS = 8
AGAIN = 6.0  # seconds: two workers that die sooner after each other end the server, as a crash loop


class Victims:
    """A server in its own processes, which can be killed and started again."""

    def __init__(self, url: str, port: int) -> None:
        self.url, self.port, self._worker_died = url, port, 0.0
        self.start()

    def start(self) -> None:
        program = [sys.executable, "-m", "quizapp", "serve", "--port", str(self.port)]
        self.main = subprocess.Popen(
            program, start_new_session=True, stdout=subprocess.DEVNULL,
            env={**os.environ, "QUIZAPP_DATABASE_URL": self.url},
        )  # fmt: skip
        answering(f"http://127.0.0.1:{self.port}", self.main)

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.main.pid}/task/{self.main.pid}/children")
        return [int(number) for number in children.read_text().split()]

    def kill_worker(self) -> None:
        """Another one must take its place."""
        time.sleep(max(0.0, AGAIN - (time.monotonic() - self._worker_died)))
        before = self.workers()
        os.kill(victim := random.choice(before), signal.SIGKILL)
        self._worker_died = time.monotonic()
        while victim in (now := self.workers()) or len(now) < len(before):
            assert time.monotonic() - self._worker_died < PATIENCE, f"only these are left: {now}"
            time.sleep(0.02)

    def kill_main(self) -> None:
        """The workers must end by themselves, and leave the port."""
        orphans, began = self.workers(), time.monotonic()
        self.main.kill()
        self.main.wait()
        while any(map(_runs, orphans)):
            assert time.monotonic() - began < PATIENCE, f"workers outlive their parent: {orphans}"
            time.sleep(0.02)
        self.start()

    def kill_all(self) -> None:
        os.killpg(self.main.pid, signal.SIGKILL)
        self.main.wait()
        self.start()

    def stop(self) -> None:
        self.main.terminate()
        self.main.wait(PATIENCE)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def run(url: str, kills: int, database: Postgres | None = None) -> tuple[Answering, Counter[str]]:
    """Kill so often, each kind in turn; returns what learners were told, and the kills."""
    heard = ready(url, free_port(), LEARNERS)
    victims, done = Victims(url, heard.port), Counter[str]()
    ways: dict[str, Callable[[], None]] = {
        "worker": victims.kill_worker, "main process": victims.kill_main,
        "all processes": victims.kill_all,
    }  # fmt: skip
    if database:
        ways["database"] = lambda: (database.kill(), database.start())[0]
    try:
        with heard.going_on():
            for number in range(kills):
                name = list(ways)[number % len(ways)]
                time.sleep(random.uniform(0.1, 0.7))
                began = time.monotonic()
                ways[name]()
                done[name] += 1
                print(f"{name}: back after {time.monotonic() - began:.1f} s", file=sys.stderr)
    finally:
        victims.stop()
    return heard, done


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        lost = _report("SQLite", *run(f"sqlite:///{folder}/quizapp.db", (kills + 1) // 2))
    with running(SAFE) as server:
        lost += _report("PostgreSQL", *run(server.url(server.fresh()), kills // 2, server))
    sys.exit(bool(lost))


def _report(name: str, heard: Answering, kills: Counter[str]) -> int:
    lost = heard.lost()
    by_kind = ", ".join(f"{number} × {what}" for what, number in kills.items())
    print(f"{name}: killed {by_kind}. {len(heard.acknowledged)} answers acknowledged, "
          f"{len(lost)} lost; the slowest took {heard.longest:.1f} s. "
          f"Sent again after: {dict(heard.refused)} (0: no answer).")  # fmt: skip
    return len(lost)


if __name__ == "__main__":
    main()
