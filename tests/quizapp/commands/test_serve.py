from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.serving import fetch, serving
from quizapp.commands import main

pytestmark = pytest.mark.slow

QUIZAPP = [sys.executable, "-m", "quizapp"]


def test_for_a_taken_port_another_one_is_suggested() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(main, ["serve", "--port", str(port)])
    assert done.exit_code == 1
    assert f"make run PORT={port + 1}" in done.output


def test_an_address_of_another_machine_cannot_be_served_on() -> None:
    done = CliRunner().invoke(main, ["serve", "--host", "192.0.2.1"])
    assert done.exit_code == 1
    assert "Choose a --host of this machine" in done.output


def test_an_invalid_port_is_a_usage_error() -> None:
    assert CliRunner().invoke(main, ["serve", "--port", "70000"]).exit_code == 2


def test_ctrl_c_stops_every_process_and_nothing_stored_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{tmp_path / 'quiz.db'}")
    for start in ("the first one", "the second one"):
        with serving(QUIZAPP) as (address, process):
            assert b"<main" in fetch(address)
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all at once
            assert process.wait(20) == 0, start
        told = capfd.readouterr()
        assert ("Questions: " in told.out) is (start == "the first one")
        assert "instructor you@example.org" in told.out
        assert "Killing" not in told.out + told.err, "a worker had to be stopped by force"
