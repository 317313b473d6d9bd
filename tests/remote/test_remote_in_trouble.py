"""Practising with a server when something is wrong: a refusal, a clock, a lock."""

from __future__ import annotations

import json
import socket
import sqlite3
from contextlib import closing

import pytest
from flask import Flask

from quizapp.remote import client
from tests.remote.conftest import Server
from tests.remote.device import Device, log
from tests.web.api.program import Program


def test_a_refused_answer_stays_and_is_reported_once_by_any_command(
    app: Flask, server: Server, laptop: Device, token: Program
) -> None:
    server.stop()
    laptop.give_up(2)
    (replica,) = (laptop.folder / "data" / "quizapp" / "remote").glob("*.db")
    with sqlite3.connect(replica) as kept:
        first = (
            "UPDATE attempts SET fingerprint = 'another' WHERE id = (SELECT min(id) FROM attempts)"
        )
        kept.execute(first)
    kept.close()
    server.start()
    told = laptop.run("progress")
    assert told.returncode == 0
    assert "could not count your answer to" in told.stdout + told.stderr
    assert "Update quizapp" in told.stdout + told.stderr
    assert len(log(app)) == 1
    again = laptop.run("progress", "--json")
    assert "could not count" not in again.stderr
    assert json.loads(again.stdout)["attempts"] == 2  # it is in the log of this machine
    assert "Refused by the server and kept here" in laptop.says("sync")
    assert "could not count" not in laptop.says("logout")


def test_an_answer_from_a_machine_that_slept_or_lost_its_clock_counts(
    app: Flask, server: Server, laptop: Device, token: Program
) -> None:
    server.stop()
    laptop.give_up(1)
    (replica,) = (laptop.folder / "data" / "quizapp" / "remote").glob("*.db")
    with sqlite3.connect(replica) as kept:
        kept.execute(
            "UPDATE attempts SET duration_seconds = 300000, "
            "created_at = '1970-01-01 00:00:00.000000'"
        )
    kept.close()
    server.start()
    assert "1 sent" in laptop.says("sync")
    (attempt,) = token.get("/attempts")["attempts"]
    assert attempt["duration_seconds"] is None
    assert attempt["answered_at"] > "2026-01-01"


def test_a_server_that_is_slow_is_told_from_one_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # it listens, and says nothing
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(client.ServerError, match=r"is slow: no answer within 0\.2 seconds"):
            client.Client(url, "qz_any").send("GET", "/me")
    with pytest.raises(client.ServerError, match="reached"):
        client.Client(url, "qz_any").send("GET", "/me")


def test_a_database_that_is_locked_here_gets_advice_and_nothing_is_lost(
    app: Flask, laptop: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_WAIT_SECONDS", "0.3")  # the lock outlasts any wait
    (path,) = (laptop.folder / "data" / "quizapp" / "remote").glob("*.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for command in (["sync"], ["drill", "--plain"]):
            done = laptop.run(*command, typed="s\n")
            assert done.returncode == 1
            assert "is busy" in done.stderr
            assert "Traceback" not in done.stdout + done.stderr
            assert "INSERT" not in done.stdout + done.stderr
        assert laptop.run("today").returncode == 0  # which shows what is known here
        other.execute("ROLLBACK")
    laptop.give_up(1)
    assert len(log(app)) == 1
