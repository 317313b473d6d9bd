"""Practising with a server, online and offline: nothing is lost or counted twice."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

from flask import Flask
from sqlalchemy import update

from quizapp.models import Question
from quizapp.models.token import READ
from quizapp.web.extensions import db
from tests.remote.conftest import Server
from tests.remote.device import Device, counted, log
from tests.terminal.program import COMMAND
from tests.terminal.test_drill import PROGRAM as IMPORTS
from tests.web.api.program import NOW, Program, answer_to
from tests.web.visitor import INSTRUCTOR, LEARNER, Visitor


def test_the_server_stores_and_marks_the_answers_of_a_drill(
    app: Flask, laptop: Device, token: Program
) -> None:
    shown = laptop.give_up(2)
    assert "All your answers are on 127.0.0.1" in shown
    attempts = token.get("/attempts")["attempts"]
    assert [attempt["door"] for attempt in attempts] == ["drill", "drill"]
    assert all(attempt["duration_seconds"] is not None for attempt in attempts)
    assert not (laptop.folder / "quiz.db").exists()  # the database of this machine
    assert "0 sent, 0 received" in laptop.says("sync")
    assert len(log(app)) == 2


def test_offline_answers_are_sent_later_and_only_once(
    app: Flask, server: Server, laptop: Device
) -> None:
    server.stop()
    assert "3 answers wait here" in laptop.give_up(3)
    assert "4 answers wait here" in laptop.give_up(1)
    failed = laptop.run("sync")
    assert failed.returncode == 1
    assert "cannot be reached.\nNothing is lost: 4 answers wait here." in failed.stderr
    assert log(app) == []
    server.start()
    assert "4 sent" in laptop.says("sync")
    assert "0 sent" in laptop.says("sync")
    assert len(log(app)) == len(set(log(app))) == 4


def test_a_revoked_token_is_reported_and_nothing_is_lost(
    app: Flask, server: Server, laptop: Device, token: Program
) -> None:
    token.revoke()
    shown = laptop.give_up(2)
    assert "2 answers wait here" in shown
    assert "revoked" in shown
    assert f"quizapp login {server.address}" in shown
    assert log(app) == []
    laptop.login(server.address, Program(app, name="new").secret)
    assert len(log(app)) == 2


def test_two_devices_end_with_the_same_log(
    app: Flask, server: Server, laptop: Device, token: Program, tmp_path: Path
) -> None:
    phone = Device(tmp_path / "phone")
    phone.login(server.address, Program(app, name="phone").secret)
    server.stop()
    laptop.give_up(2)
    phone.give_up(3)
    server.start()
    token.put(answer_to(token.question("number"), leave_blank=True))  # and one on the web
    assert (counted(phone.says("sync"), "sent"), counted(laptop.says("sync"), "sent")) == (3, 2)
    assert counted(phone.says("sync"), "received") == 2
    assert len(log(app)) == len(set(log(app))) == 6
    for device in (laptop, phone):
        assert json.loads(device.says("progress", "--json"))["attempts"] == 6


def test_a_guest_who_becomes_the_account_later_brings_their_answers(
    app: Flask, laptop: Device, token: Program
) -> None:
    guest = Visitor(app)
    guest.open("true_false")
    guest.answer("true_false", answer="true")
    laptop.give_up(1)
    guest.sign_in(LEARNER)
    guest.post("/sign-in/guest", action="add")
    assert counted(laptop.says("sync"), "received") == 1
    assert json.loads(laptop.says("progress", "--json"))["attempts"] == 2


def test_two_drills_of_one_device_at_once_keep_and_send_everything(
    app: Flask, laptop: Device
) -> None:
    drills = [
        subprocess.Popen(
            [*COMMAND, "drill", "--plain", "--count", "4"], stdin=subprocess.PIPE, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=laptop.environ(),
            cwd=laptop.checkout,
        )
        for _ in range(2)
    ]  # fmt: skip
    for drill in drills:
        assert drill.communicate("s\n\n" * 4, timeout=120)[1] == ""
    laptop.says("sync")
    assert len(log(app)) == len(set(log(app))) == 8


def test_the_answers_of_a_mock_interview_count_on_the_server(
    app: Flask, laptop: Device, token: Program
) -> None:
    with app.app_context():
        others = update(Question).where(Question.slug != "neuron/choice")
        db.session.execute(others.values(retired_at=NOW))
        db.session.commit()
    assert "1 question." in laptop.says("sync")
    assert "Debrief" in laptop.run("mock", "--plain", typed="1\n").stdout
    (attempt,) = token.get("/attempts")["attempts"]
    first = "abc"[attempt["params"]["order"][0]]  # the option that was shown as number 1
    assert (attempt["door"], attempt["responses"]) == ("mock", {"answer": f"#{first}"})


def test_a_drill_is_local_when_asked_for(app: Flask, laptop: Device) -> None:
    laptop.drill("--local", "--count", "1", typed="s\n")
    assert len(laptop.attempts()) == 1
    assert log(app) == []


def test_only_the_questions_of_a_small_pack_are_asked(laptop: Device, server: Server) -> None:
    assert "1 question is here" in laptop.says("pack", "--count", "1")
    server.stop()
    drilled = laptop.run("drill", "--json", "--count", "3", typed="s\n\n" * 3)
    assert len({one["question"] for one in json.loads(drilled.stdout)["attempts"]}) == 1


def test_the_plan_from_the_web_applies_here(token: Program, laptop: Device) -> None:
    token.send("PUT", "/plan", {"interview_on": "2099-05-01", "skills": ["neuron"]})
    assert json.loads(laptop.says("today", "--json"))["interview_on"] == "2099-05-01"


def test_the_token_is_for_its_owner_only(laptop: Device, token: Program) -> None:
    path = laptop.folder / "config" / "quizapp" / "login.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text())["token"] == token.secret


def test_logging_out_revokes_the_token_and_leaves_nothing(
    app: Flask, laptop: Device, token: Program
) -> None:
    laptop.give_up(1)
    assert "Logged out" in laptop.says("logout")
    assert token.send("GET", "/me").status_code == 401
    assert not list((laptop.folder / "data" / "quizapp" / "remote").glob("*"))
    assert laptop.run("logout").returncode == 1
    assert len(log(app)) == 1


def test_logging_out_offline_keeps_what_waits(app: Flask, server: Server, laptop: Device) -> None:
    server.stop()
    laptop.give_up(2)
    assert "2 answers wait here until you log in there again" in laptop.says("logout")
    server.start()
    laptop.login(server.address, Program(app, name="again").secret)
    assert len(log(app)) == 2


def test_a_new_login_reports_what_waits_for_the_previous_one(
    app: Flask, server: Server, laptop: Device
) -> None:
    server.stop()
    laptop.give_up(1)
    server.start()
    other = Program(app, INSTRUCTOR)
    shown = laptop.login(server.address, other.secret)
    assert f"1 answer waits here until you log in to {server.address} as {LEARNER}" in shown
    laptop.says("sync")
    assert log(app) == []
    laptop.login(server.address, Program(app, name="back").secret)
    assert len(log(app)) == 1


def test_a_token_that_only_reads_says_so_at_once_and_can_log_out(
    app: Flask, server: Server, tmp_path: Path
) -> None:
    reader, device = Program(app, scope=READ), Device(tmp_path / "reading")
    advice = "Your token may only read. To send your answers, make a token that may practise at "
    advice += f"{server.address}/account/tokens"
    assert f"What you answer stays on this machine. {advice}" in device.login(
        server.address, reader.secret
    )
    shown = device.give_up(1)
    assert "1 question · given up" in shown
    assert f"1 answer waits here. {advice}" in " ".join(shown.split())
    assert f"1 answer waits here. {advice}" in device.says("sync")
    out = device.says("logout")
    assert "1 answer waits here until you log in there again" in out
    assert "token" not in out
    assert reader.send("GET", "/me").status_code == 401
    device.login(server.address, Program(app, name="may practise").secret)
    assert len(log(app)) == 1


def test_a_failed_login_says_why(server: Server, tmp_path: Path) -> None:
    device = Device(tmp_path / "new")
    for address, typed, why in (
        (server.address, "qz_wrong", f"new one at {server.address}/account/tokens, then run"),
        (server.address, "", "That is not a token"),
        (f"{server.address}/bank", "qz_x", "There is no quizapp at"),
        ("http://quiz.example.org", "qz_x", "could read the token"),
        ("http://127.0.0.1:1", "qz_x", "cannot be reached"),
    ):
        done = device.run("login", address, typed=f"{typed}\n")
        assert (done.returncode, why in done.stderr) == (1, True), done.stderr
    assert device.run("login", "ftp://x", typed="qz_x\n").returncode == 2
    assert not (device.folder / "config").exists()


def test_the_first_question_waits_neither_for_the_network_nor_for_heavy_libraries(
    laptop: Device,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS], stdin=subprocess.DEVNULL, capture_output=True,
        text=True, env=laptop.environ(), timeout=60, cwd=laptop.checkout,
    )  # fmt: skip
    assert "q stop" in done.stdout
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert not loaded & {"flask", "pydantic", "alembic", "fsrs", "sympy"}
