"""The mock interview without JavaScript: begun, paused, resumed, ended."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from sqlalchemy import select, update

from quizapp import mock
from quizapp.models import Attempt, Interview, Question, Revision, latest_revision
from quizapp.web.extensions import db
from tests.web.interview import answer, before, begin, change, change_to, responses, run
from tests.web.visitor import Visitor


def test_an_interview_can_be_begun_answered_and_debriefed(visitor: Visitor) -> None:
    debrief = run(visitor)
    page = visitor.get(debrief).text
    assert all(said in page for said in ("By area", "Question by question", "been scored yet"))
    assert re.search(r"<dt>Questions</dt><dd>\d+ of \d+ scored", page)
    assert visitor.ask(select(Attempt.door)) == "mock"
    listed = visitor.get("/mock").text
    assert debrief in listed
    assert "under way" not in listed


def test_nothing_is_marked_or_shown_before_the_end(visitor: Visitor) -> None:
    address = begin(visitor)
    for _ in range(3):
        answer(visitor, address, right=False)
    assert visitor.attempts() == 0
    assert "Nothing answered yet" in visitor.get("/progress").text
    assert visitor.get(f"{address}/debrief").location.endswith(address)
    visitor.get(address)
    visitor.post(address, **visitor.hidden(), action="end", sure="1")
    assert visitor.attempts() > 0


def test_no_page_of_a_running_interview_contains_the_results(visitor: Visitor) -> None:
    address = begin(visitor, 45)
    for _ in range(8):
        with visitor.app.app_context():
            interview = db.session.scalars(select(Interview)).one()
            served = mock.current(db.session, interview)
            part = served.exercise.parts[0].answer
            secret = [served.question.explanation, *served.question.hints, str(part.key)]
            secret += [option.remark for option in getattr(part, "options", ())]
            secret += [point.point for point in getattr(part, "rubric", ())]
            secret += [entry.remark for entry in part.misconceptions]
        hidden = [text for text in secret if len(text) > 12 and "$" not in text]
        assert not [text for text in hidden if text in unescape(visitor.page.text)]
        answer(visitor, address, right=False)


def test_a_pause_hides_the_question_stops_the_clock_and_keeps_what_was_typed(
    visitor: Visitor,
) -> None:
    address = begin(visitor)
    form = visitor.hidden() | {"answer:answer": "It shifts, that much"}
    page = visitor.post(address, **form, action="pause").text
    assert "Paused" in page
    assert "It shifts" not in page
    change(visitor, spent_seconds=301.0)
    assert "10 min left" in visitor.get(address).text
    page = visitor.post(f"{address}/resume").text
    assert "10 min left" in page
    assert "It shifts, that much" in page


@pytest.mark.parametrize(("action", "left"), [("go", "10 min left"), ("count", "6 min left")])
def test_after_a_crash_the_clock_is_as_it_was_and_the_learner_decides_about_the_rest(
    visitor: Visitor, action: str, left: str
) -> None:
    address = begin(visitor)
    change(visitor, spent_seconds=301.0, running_since=before(4))
    page = visitor.get(address).text
    assert "last active 4 minutes ago" in page
    assert "10 min left" in page
    visitor.post(f"{address}/resume", action=action)
    assert left in visitor.get(address).text


def test_signs_of_life_keep_the_clock_and_the_text_and_a_reload_changes_neither(
    visitor: Visitor,
) -> None:
    address = begin(visitor)
    change(visitor, spent_seconds=240.0, running_since=before(1.02))
    page, form = visitor.page, visitor.hidden() | {"answer:answer": "Still <thinking>"}
    said = visitor.post(f"{address}/alive", **form).json
    assert said["state"] == "running"
    assert 596 <= said["left"] <= 599
    visitor.page = page
    for _ in range(2):
        page = visitor.get(address)
        assert "10 min left" in page.text
        assert "Still &lt;thinking&gt;" in page.text


def test_when_time_is_up_the_draft_is_the_answer_and_the_debrief_comes(visitor: Visitor) -> None:
    address = begin(visitor)
    page, form = visitor.page, visitor.hidden() | {"answer:answer": "Half a thought"}
    visitor.post(f"{address}/alive", **form)
    visitor.page = page
    change(visitor, spent_seconds=900.0)
    page = visitor.get(address).text
    assert "Time is up" in page
    assert "Half a thought" not in page
    debrief = visitor.post(address, action="end", sure="1").text
    assert "Debrief" in debrief
    assert "Half a thought" in debrief


def test_an_answer_that_comes_too_late_is_kept_but_not_counted(visitor: Visitor) -> None:
    address = begin(visitor)
    form = responses(visitor, right=True) | visitor.hidden()
    change(visitor, spent_seconds=1000.0)
    debrief = visitor.post(address, **form, action="answer").text
    assert "after the end, so not scored" in debrief


def test_unreadable_and_empty_answers_come_back(visitor: Visitor) -> None:
    address = begin(visitor)
    empty = visitor.post(address, **visitor.hidden(), action="answer")
    assert empty.status_code == 422
    assert "Answer what you can, or skip" in empty.text
    while 'class="number"' not in visitor.page.text:
        visitor.page = visitor.post(address, **visitor.hidden(), action="skip")
    field = re.search(r'class="number"[^>]* name="([^"]+)"', visitor.page.text)
    assert field
    refused = visitor.post(address, **visitor.hidden(), **{field[1]: "banana"}, action="answer")
    assert refused.status_code == 422
    assert 'value="banana"' in refused.text
    assert "<code>banana</code> has no value here" in refused.text


def test_a_page_sent_twice_is_one_answer(visitor: Visitor) -> None:
    address = begin(visitor)
    form = responses(visitor, right=True) | visitor.hidden() | {"action": "answer"}
    first = visitor.post(address, **form).text
    assert "Question 2" in first
    assert "Question 2" in visitor.post(address, **form).text


def test_there_is_only_one_unfinished_interview(visitor: Visitor) -> None:
    address = begin(visitor)
    assert "under way" in visitor.get("/mock").text
    visitor.get("/")
    assert visitor.post("/mock", follow=False, minutes=45).location == address


def several(visitor: Visitor, address: str) -> dict[str, str]:
    """Skip on to a question with several blanks of numbers; the fields that answer it."""
    while len(fields := responses(visitor, right=True)) < 2 or 'class="number"' not in (
        visitor.page.text
    ):
        visitor.page = visitor.post(address, **visitor.hidden(), action="skip")
    return fields


def test_blanks_left_empty_among_others_are_asked_about_once(visitor: Visitor) -> None:
    address = begin(visitor, 45)
    fields = several(visitor, address)
    first = dict([next(iter(fields.items()))])
    asked = visitor.post(address, **visitor.hidden(), **first, action="answer")
    assert asked.status_code == 422
    assert "empty. Finish or submit anyway" in asked.text
    assert f'value="{next(iter(first.values()))}"' in asked.text
    before = visitor.ask(select(Interview.position))
    visitor.post(address, **visitor.hidden(), **first, sure="1")
    assert visitor.ask(select(Interview.position)) == before + 1


def test_the_end_is_asked_about_while_there_is_time_left(visitor: Visitor) -> None:
    address = begin(visitor)
    form = visitor.hidden() | {"answer:answer": "Half a thought"}
    asked = visitor.post(address, **form, action="end").text
    assert "End the interview?" in asked
    assert visitor.ask(select(Interview.finished_at)) is None
    assert "Half a thought" in visitor.get(address).text
    assert "Half a thought" in visitor.post(address, action="end", sure="1").text


def test_an_earlier_answer_can_be_changed_until_the_end(visitor: Visitor) -> None:
    address = begin(visitor)
    answer(visitor, address)
    earlier = visitor.get(f"{address}/questions/1").text
    assert "It shifts the &lt;boundary&gt;." in earlier
    change(visitor, spent_seconds=60.0)
    form = visitor.hidden() | {"answer:answer": "It moves it, without turning it."}
    back = visitor.post(f"{address}/questions/1", **form)
    assert "Your answer to question 1 is changed" in back.text
    assert "Question 2" in back.text
    first, second = mock.items_of(visitor.ask(select(Interview)))
    assert first.responses == {"answer": "It moves it, without turning it."}
    assert first.again == pytest.approx(second.away) == pytest.approx(60, abs=5)
    assert visitor.post(f"{address}/questions/2", **form).status_code == 404  # it is still open
    visitor.get(address)
    visitor.post(address, **visitor.hidden(), action="end", sure="1")
    gone = visitor.get(f"{address}/questions/1")
    assert gone.location.endswith(address)


def test_nothing_else_gives_the_answers_of_a_running_interview_away(visitor: Visitor) -> None:
    asked = visitor.number("choice")
    visitor.open("choice")
    solved = visitor.answer("choice", action="solution").request.path
    visitor.open("choice", seed=7)
    visitor.post(f"/practice/{asked}/draft", **visitor.hidden(), **{"answer:answer": "1"})
    begun = f'<a href="/practice/{asked}?seed=7">'
    assert begun in visitor.get("/").text
    change_to(visitor, begin(visitor), asked)
    for path in (solved, f"/practice/{asked}"):
        refused = visitor.get(path)
        assert refused.status_code == 423
        assert "This question is in your interview" in refused.text
    assert begun not in visitor.get("/").text
    assert 'Unfinished: <a href="/mock/' in visitor.page.text
    noted = f"/notes/neuron?marked=0-{solved.rpartition('/')[2]}"
    assert "check marked" not in visitor.get(noted).text
    visitor.open("number")
    change(visitor, finished_at=before(0))
    assert visitor.get(solved).status_code == 200
    assert "check marked" in visitor.get(noted).text


def test_a_text_is_asked_about_and_comes_back_to_be_continued(visitor: Visitor) -> None:
    number = visitor.number("short_answer")
    others = update(Question).where(Question.id != number).values(retired_at=datetime.now(UTC))
    with visitor.app.app_context():
        db.session.execute(others)
        latest = latest_revision(db.session, number)
        asking = latest.text + "phrasings = ['learn|train']\nprobe = 'Where does it come from?'"
        db.session.add(Revision(question_id=number, number=latest.number + 1, text=asking,
                                digest="asking", created_at=datetime.now(UTC)))  # fmt: skip
        db.session.commit()
    address = begin(visitor)
    with visitor.app.app_context():
        interview = db.session.scalars(select(Interview)).one()
        (part,) = mock.current(db.session, interview).exercise.parts
    answer(visitor, address, **{"answer:answer": "It shifts the <boundary>."})
    asked = visitor.page.text
    assert "Where does it come from?" in asked
    assert "It shifts the &lt;boundary&gt;." in asked
    assert "<title>The interviewer asks more: " in asked, "heard by those who don't see what is new"
    assert re.search('<textarea[^>]*aria-describedby="probe"', asked)
    answer(visitor, address, **{"answer:answer": f"{part.answer.model} It is learned."})
    assert "Where does it come from?" in visitor.get(f"{address}/debrief").text
