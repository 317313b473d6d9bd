"""What is left when processes of the server are stopped or killed while learners answer."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import kill
from benchmarks.answering import ready
from benchmarks.serving import PATIENCE, free_port

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="finds processes as Linux does"),
]


def test_kills_lose_no_acknowledged_answer_and_a_stop_ends_none_on_its_way(
    tmp_path: Path, whole_bank: Path
) -> None:
    file = tmp_path / "quizapp.db"
    shutil.copy(whole_bank, file)
    heard = ready(f"sqlite:///{file}", free_port(), learners=4)
    server = kill.Victims(heard.url, heard.port)
    with heard.going_on():
        for victim in (server.kill_worker, server.kill_main):
            before = len(heard.acknowledged)
            victim()
            _until(lambda before=before: len(heard.acknowledged) > before)
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")  # so that answers must wait
            time.sleep(1)
            taken = len(heard.acknowledged)
            os.kill(server.main.pid, signal.SIGTERM)
            time.sleep(0.5)
            other.execute("ROLLBACK")
        server.main.wait(PATIENCE)
        assert len(heard.acknowledged) == taken + len(heard.secrets), heard.refused
    assert heard.lost() == []


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)
