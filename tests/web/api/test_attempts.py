"""Answering through the API: answers are marked by the server and stored once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from engine import ANSWERS
from engine.exercise.question import Question as Read
from quizapp.web.question.draft_question import STARTS
from tests.web.api.program import Program, answer_to

KINDS = sorted(ANSWERS)


def written(kind: str) -> str:
    """The correct answer as a learner would type it."""
    import tomllib

    answer = Read.from_dict(tomllib.loads(STARTS[kind])).answer
    assert answer
    return answer.write()


@pytest.mark.parametrize("kind", KINDS)
def test_the_right_answer_is_marked_right_and_explained(program: Program, kind: str) -> None:
    question = program.question(kind)
    (outcome,) = program.put(answer_to(question, written(kind)), explain=True)
    assert outcome["outcome"] == "stored"
    attempt = outcome["attempt"]
    assert (attempt["score"], attempt["parts"]["answer"]["verdict"]) == (1.0, "correct")
    assert attempt["solution"]["explanation"]
    assert attempt["solution"]["answers"]["answer"]
    assert program.get(f"/attempts/{attempt['attempt_id']}") == attempt


def test_an_exercise_is_marked_blank_by_blank_and_derived(program: Program) -> None:
    question = program.question("network", seed=5)
    blanks = ["123"] + [""] * (len(question["parts"]) - 1)
    (outcome,) = program.put(answer_to(question, *blanks, leave_blank=True), explain=True)
    verdicts = [part["verdict"] for part in outcome["attempt"]["parts"].values()]
    assert verdicts == ["wrong"] + ["unreadable"] * (len(verdicts) - 1)
    solution = outcome["attempt"]["solution"]
    assert solution["question"] == question
    assert solution["answers"].keys() == {part["name"] for part in question["parts"]}
    assert all(step["text"] for step in solution["derivation"])
    changed = program.question("network", seed=5, and_if=solution["twins"][0]["name"])
    assert changed["fingerprint"] != question["fingerprint"]


def test_an_answer_sent_twice_is_stored_once(program: Program) -> None:
    answer = answer_to(program.question("number"), "1")
    first, again = program.put(answer, answer)
    assert (first["outcome"], again["outcome"]) == ("stored", "known")
    assert program.put(answer)[0]["attempt"] == first["attempt"] == again["attempt"]
    assert len(program.get("/attempts")["attempts"]) == 1


def test_devices_can_send_in_any_order(app: Flask, program: Program) -> None:
    phone = Program(app, name="phone")
    question = program.question("true_false")
    answers = [answer_to(question, "true") for _ in range(4)]
    program.put(*answers[:3])
    phone.put(*reversed(answers))
    program.put(answers[3])
    keys = [attempt["key"] for attempt in program.get("/attempts")["attempts"]]
    assert sorted(keys) == sorted(answer["key"] for answer in answers)
    assert phone.get("/attempts") == program.get("/attempts")


def test_a_key_used_for_another_answer_is_refused(program: Program) -> None:
    answer = answer_to(program.question("number"), "1")
    program.put(answer)
    other = answer_to(program.question("choice"), "1", key=answer["key"])
    assert program.put(other)[0]["outcome"] == "refused"


def test_an_unreadable_answer_is_not_stored_and_does_not_affect_others(program: Program) -> None:
    number = program.question("number")
    unread, stored = program.put(answer_to(number, "1..5"), answer_to(number, "1"))
    assert (unread["outcome"], stored["outcome"]) == ("unread", "stored")
    assert unread["unread"]["answer"]["at"] == 2
    assert len(program.get("/attempts")["attempts"]) == 1


def test_a_text_comes_back_with_what_to_compare_it_with(program: Program) -> None:
    question = program.question("short_answer")
    (unread,) = program.put(answer_to(question, "It shifts."))
    told = unread["unread"]["answer"]
    assert told["rubric"]
    assert "model" not in told  # which comes with the mark
    (stored,) = program.put(answer_to(question, "It shifts.\n[self-check: none]"))
    assert stored["attempt"]["score"] == 0


def test_a_question_drawn_differently_elsewhere_is_refused_with_advice(program: Program) -> None:
    answer = answer_to(program.question("network"), fingerprint="another", leave_blank=True)
    (outcome,) = program.put(answer)
    assert outcome["outcome"] == "refused"
    assert "Update quizapp" in outcome["detail"]


def test_a_part_or_a_question_that_does_not_exist_is_refused(program: Program) -> None:
    question = program.question("number")
    stray = answer_to(question) | {"responses": {"value.h": "1"}}
    gone = answer_to(question, "1") | {"question_id": 999}
    outcomes = program.put(stray, gone)
    assert [outcome["outcome"] for outcome in outcomes] == ["refused", "refused"]
    assert "value.h" in outcomes[0]["detail"]


def test_an_answer_keeps_its_own_time_but_never_comes_from_the_future(program: Program) -> None:
    question = program.question("number")
    past = "2026-01-05T10:00:00Z"
    future = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    before, after = program.put(
        answer_to(question, "1", answered_at=past), answer_to(question, "1", answered_at=future)
    )
    assert before["attempt"]["answered_at"] == past
    assert datetime.fromisoformat(after["attempt"]["answered_at"]) <= datetime.now(UTC)


def test_the_log_comes_in_pages_in_the_order_of_its_arrival(program: Program) -> None:
    question = program.question("number")
    program.put(*(answer_to(question, str(n)) for n in range(5)))
    seen, last, more = [], 0, True
    while more:
        page = program.get(f"/attempts?limit=2&after={last}")
        seen += [attempt["responses"]["answer"] for attempt in page["attempts"]]
        last, more = page["attempts"][-1]["attempt_id"], page["more"]
    assert seen == ["0", "1", "2", "3", "4"]


def test_numbers_may_be_written_in_any_way_but_booleans_are_not_numbers(
    program: Program,
) -> None:
    answer = answer_to(program.question("number"), "1")
    assert program.put(answer | {"seed": 0.0})[0]["outcome"] == "stored"
    for stray in ({"seed": False}, {"seed": "0"}, {"seed": 0.5}, {"leave_blank": 1}):
        refused = program.send("POST", "/attempts", {"attempts": [answer | stray]})
        assert refused.status_code == 422, stray


def test_hints_come_one_by_one_and_count(program: Program) -> None:
    question = program.question("network", seed=3)
    base = f"/questions/{question['question_id']}/hints"
    hints = [program.get(f"{base}/{n}?seed=3") for n in range(1, question["hints"] + 1)]
    assert [hint["number"] for hint in hints] == list(range(1, len(hints) + 1))
    assert program.send("GET", f"{base}/{len(hints) + 1}?seed=3").status_code == 404
    answer = answer_to(question, leave_blank=True, hints_used=2)
    assert program.put(answer)[0]["attempt"]["hints_used"] == 2


def test_the_next_question_is_a_new_one(program: Program) -> None:
    first = program.get("/next")
    program.put(answer_to(first, leave_blank=True))
    assert program.get("/next")["question_id"] != first["question_id"]
    assert program.get("/next?topic=plan")["skill"] == "neuron"
    assert program.send("GET", "/next?topic=empty").status_code == 404
