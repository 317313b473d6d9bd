"""Law: nothing breaks with an unknown time zone, or a time at the end of the calendar."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text

from quizapp.models import Attempt, Learner, Plan
from quizapp.web.api.endpoint import ENDPOINTS
from quizapp.web.extensions import db
from tests.over import over
from tests.tree import ROOT
from tests.web.api.conftest import begun, kept
from tests.web.api.program import Program, answer_to, path_of
from tests.web.test_routes import RULES
from tests.web.visitor import LEARNER, Visitor

__all__ = ["begun", "kept"]
ZONES = ("Etc/Unknown", "US/Pacific-New", "../etc", "Europe", "", "America/Los_Angeles",
         "Pacific/Kiritimati")  # fmt: skip
TIMES = ("0001-01-01 00:00:00.000000", "0001-01-02 13:00:00.000000", "1969-12-31 23:59:59.000000",
         "9999-12-31 23:59:59.999999")  # fmt: skip


@pytest.fixture
def bent(begun: Program) -> Program:
    """A log with every strange time, as the database may hold it already."""
    kinds = ("choice", "true_false", "number", "choices")
    begun.put(*(answer_to(begun.question(kind), leave_blank=True) for kind in kinds))
    with begun.app.app_context():
        mine = select(Attempt.id).join(Attempt.learner).where(Learner.email == LEARNER)
        ids = list(db.session.scalars(mine.order_by(Attempt.id)))
        assert len(ids) > len(TIMES)
        for number, moment in zip(ids, TIMES, strict=False):
            change = text("UPDATE attempts SET created_at = :at WHERE id = :id")
            db.session.execute(change, {"at": moment, "id": number})
        db.session.commit()
    return begun


def move(app: Flask, zone: str) -> None:
    """Give the plan that zone, whatever it is."""
    with app.app_context():
        db.session.scalars(select(Plan)).one().time_zone = zone
        db.session.commit()


@over(ZONES)
def test_every_page_answers(zone: str, bent: Program, ben: Visitor) -> None:
    move(bent.app, zone)
    seen = 0
    for endpoint, rule, method in RULES:
        if method != "GET" or rule.startswith("/bank"):
            continue
        path = re.sub(r"<path:filename>", "page.css", rule).replace("<skill>", "neuron")
        for where in {path.replace("<kind>", kind) for kind in ("json", "csv")}:
            where = re.sub(r"<[^>]*>", "1", where)
            answer = ben.client.get(where, follow_redirects=True)
            assert answer.status_code < 500, where
            assert answer.data is not None  # also of an export, which is sent while it is read
            missing = endpoint in ("practice.nothing", "mock.shared", "health.counted")
            assert answer.status_code == 200 or missing or "<" in rule, where
            seen += 1
    assert seen > 50
    for path in ("/", "/plan", "/progress", "/kept", "/account", "/mock", "/mock/1/debrief",
                 "/attempts/1", "/attempts/4", "/whiteboard/1", "/notes/neuron",
                 "/account/export/json", "/account/export/csv"):  # fmt: skip
        answer = ben.client.get(path)
        assert (answer.status_code, bool(answer.data)) == (200, True), path  # read, so it ends


@over(ZONES)
def test_every_endpoint_answers(zone: str, bent: Program) -> None:
    move(bent.app, zone)
    for one in ENDPOINTS:
        if one.method == "GET":
            answer = bent.send("GET", path_of(one) + ("?q=weight" if one.path == "/search" else ""))
            assert answer.status_code == 200, (one.path, answer.text)
    assert bent.get("/plan")["time_zone"] == zone
    kept = bent.send("PUT", "/plan", {"time_zone": zone, "minutes_a_day": 30})
    assert kept.status_code in (200, 422)


@pytest.mark.parametrize(
    ("zone", "base"),
    [("Etc/Unknown", {}), ("Pacific/Kiritimati", {}), ("Pacific/Kiritimati", {"PYTHONTZPATH": ""})],
)
def test_every_command_answers(
    bent: Program, app: Flask, tmp_path: Path, zone: str, base: dict[str, str]
) -> None:
    move(app, zone)
    own = {"QUIZAPP_DATABASE_URL": app.config["DATABASE_URL"], "HOME": str(tmp_path)}
    commands = [["today"], ["today", "--json"], ["progress"], ["progress", "--json"],
                ["progress", "--plain"], ["drill", "--today", "--count", "1"]]  # fmt: skip
    calls = [f"assert not main({[*one, '--email', LEARNER]}, standalone_mode=False)"
             for one in commands]  # fmt: skip
    done = run("; ".join(calls), own | base)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def run(call: str, environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs the program, without any database of zones where there is no path to one."""
    blocked = "sys.modules['tzdata'] = None; " if "PYTHONTZPATH" in environ else ""
    program = f"import sys; {blocked}from quizapp.commands import main; {call}"
    return subprocess.run(
        [sys.executable, "-c", program], env=os.environ | environ, cwd=ROOT, input="s\n",
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip


VISIT = """
from quizapp.web import create_app
from tests.web.visitor import Visitor
app = create_app(sys.argv[1], SECRET_KEY="test", TESTING=True)
known = Visitor(app)
known.get("/plan")
for zone in ("UTC", "Europe/Berlin", "America/Los_Angeles", "utc"):
    page = known.post("/plan", minutes=20, time_zone=zone, browser_zone=zone)
    assert page.status_code == 200, page.text
    assert ("doesn't know the time zone" in page.text) == (zone.lower() != "utc"), zone
    for path in ("/", "/plan", "/progress"):
        assert known.get(path).status_code == 200
assert known.post("/plan", minutes=20, time_zone="not a zone").status_code == 422
"""


def test_a_plan_can_be_made_without_a_time_zone_database(app: Flask) -> None:
    program = f"import sys; sys.modules['tzdata'] = None\n{VISIT}"
    done = subprocess.run(
        [sys.executable, "-c", program, app.config["DATABASE_URL"]], cwd=ROOT,
        env=os.environ | {"PYTHONTZPATH": "", "PYTHONPATH": str(ROOT)}, capture_output=True,
        text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "claimed",
    ["1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00",
     "0001-01-01T00:00:00-14:00", "2020-01-01T00:00:00Z"],
)  # fmt: skip
def test_a_time_before_the_account_is_refused_from_a_program_and_corrected_for_a_device(
    app: Flask, claimed: str
) -> None:
    program = Program(app)
    question = program.question("number")
    early, other = program.put(
        answer_to(question, "1", answered_at=claimed), answer_to(question, "1")
    )
    assert (early["outcome"], other["outcome"]) == ("refused", "stored")
    assert "leave answered_at out" in early["detail"]
    for door in ("drill", "mock", "offline"):
        (kept,) = program.put(answer_to(question, "1", answered_at=claimed, door=door))
        assert kept["outcome"] == "stored"
        at = datetime.fromisoformat(kept["attempt"]["answered_at"])
        assert abs(datetime.now(UTC) - at) < timedelta(minutes=5)
    assert program.get("/progress")["attempts"] == 4


def test_a_time_outside_the_calendar_is_never_an_error(app: Flask) -> None:
    program = Program(app)
    question = program.question("number")
    for claimed in ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00"):
        (kept,) = program.put(answer_to(question, "1", answered_at=claimed))
        at = datetime.fromisoformat(kept["attempt"]["answered_at"])
        assert at <= datetime.now(UTC)
