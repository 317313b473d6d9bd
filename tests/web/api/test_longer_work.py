"""Mock interviews and derivations through the API."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.web.api.program import Program
from tests.web.visitor import INSTRUCTOR, LEARNER, Visitor


def turn(program: Program, interview: dict[str, Any], **said: Any) -> dict[str, Any]:
    """Take a turn and return the interview."""
    path = f"/interviews/{interview['interview_id']}"
    answer = program.send("POST", path, {"position": interview["position"], **said})
    assert answer.status_code == 200, answer.text
    assert answer.json
    return dict(answer.json)


@pytest.fixture
def interview(program: Program) -> dict[str, Any]:
    answer = program.send("POST", "/interviews", {"minutes": 15})
    assert answer.json
    return dict(answer.json)


def test_an_interview_gives_no_marks_until_the_end(
    program: Program, interview: dict[str, Any]
) -> None:
    path = f"/interviews/{interview['interview_id']}"
    assert program.send("GET", f"{path}/debrief").status_code == 409
    assert program.send("PUT", f"{path}/link").status_code == 409
    after = turn(program, interview, action="skip")
    assert after["position"] == 1
    assert after["question"]["question_id"] != interview["question"]["question_id"]
    over = turn(program, after, action="end")
    assert (over["state"], over["question"]) == ("finished", None)
    debrief = program.get(f"{path}/debrief")
    assert [asked["state"] for asked in debrief["questions"]] == ["skipped", "open"]
    assert debrief["score"] == 0.0
    assert [one["state"] for one in program.get("/interviews")["interviews"]] == ["finished"]


def test_a_turn_sent_twice_counts_once(program: Program, interview: dict[str, Any]) -> None:
    turn(program, interview, action="skip")
    assert turn(program, interview, action="skip")["position"] == 1


def test_an_unreadable_answer_is_asked_for_again_without_its_points(
    program: Program, interview: dict[str, Any]
) -> None:
    again = turn(program, interview, action="answer", responses={})
    assert again["position"] == 0
    assert all(not part["rubric"] for part in again["unread"].values())
    assert again["unread"].keys() == {part["name"] for part in interview["question"]["parts"]}


def test_an_interview_paused_here_continues_in_a_browser(
    app: Flask, program: Program, interview: dict[str, Any]
) -> None:
    assert turn(program, interview, action="pause")["state"] == "paused"
    ben = Visitor(app)
    ben.sign_in(LEARNER)
    ben.get(f"/mock/{interview['interview_id']}")
    ben.post(f"/mock/{interview['interview_id']}/resume")
    assert program.get(f"/interviews/{interview['interview_id']}")["state"] == "running"


def test_a_shared_debrief_can_be_read_until_it_is_withdrawn(
    app: Flask, program: Program, interview: dict[str, Any]
) -> None:
    turn(program, interview, action="end")
    link = f"/interviews/{interview['interview_id']}/link"
    shared = program.send("PUT", link).json
    assert shared
    assert Visitor(app).get(shared["path"]).status_code == 200
    assert program.send("DELETE", link).status_code == 204
    assert Visitor(app).get(shared["path"]).status_code == 404


def test_a_gradient_is_derived_line_by_line(program: Program) -> None:
    board = program.send("POST", "/whiteboards", {"question_id": program.number("network")}).json
    assert board
    path = f"/whiteboards/{board['board_id']}"
    unread = program.send("POST", path, {"after": 0, "line": "banana ="}).json
    assert unread
    assert unread["unread"]["remark"]
    assert unread["lines"] == []
    hinted = program.send("POST", path, {"after": 0, "action": "hint"}).json
    assert hinted
    assert (hinted["hints_used"], hinted["lines"][0]["verdict"]) == (1, "hint")
    assert program.send("POST", path, {"after": 0, "action": "hint"}).status_code == 409
    assert program.send("POST", path, {"after": 1, "action": "undo"}).json["lines"] == []
    assert program.get("/whiteboards")["boards"][0]["target"] == board["target"]


def test_nobody_sees_the_interview_or_the_board_of_somebody_else(
    app: Flask, program: Program
) -> None:
    program.begin_everything()
    other = Program(app, INSTRUCTOR)
    for path in ("/interviews/1", "/interviews/1/debrief", "/whiteboards/1"):
        assert program.send("GET", path).status_code == 200
        assert other.send("GET", path).status_code == 404
    assert other.send("DELETE", "/interviews/1/link").status_code == 404
