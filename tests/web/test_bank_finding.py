"""The instructor's list: filters that are kept, acts on many questions, and a way back."""

from __future__ import annotations

import re
from html import unescape

from quizapp.models import FormerName, Question
from quizapp.web.extensions import db
from quizapp.web.question.draft_question import STARTS
from tests.web.visitor import INSTRUCTOR, LEARNER, Visitor


def titles(page: str) -> list[str]:
    return re.findall(r'aria-label="([^"]+)">?\s*</td>', unescape(page)) or []


def ticked(page: str) -> list[str]:
    return re.findall(r'name="question" value="(\d+)"', page)


def test_many_questions_are_changed_at_once_and_changed_back(visitor: Visitor) -> None:
    visitor.sign_in(INSTRUCTOR)
    every = ticked(visitor.get("/bank/").text)
    page = visitor.post("/bank/many", question=every[:2], act="tag", with_tag="exam-2", q="").text
    assert "Tagged 2 questions “exam-2”." in page
    assert ticked(visitor.get("/bank/?tag=exam-2").text) == every[:2]
    assert page.index('value="retire"') < page.index('<table class="bank">')
    number = re.search(r'action="/bank/many/(\d+)/undo"', page)
    assert number
    assert "Undone for 2 questions." in visitor.post(f"/bank/many/{number[1]}/undo").text
    assert ticked(visitor.get("/bank/?tag=exam-2").text) == []
    found = visitor.post("/bank/many", all="1", act="retire", level="2").text
    assert found.index('role="status"') < found.index('class="filters"')  # in sight
    assert re.search(r"Retired \d+ questions", found)
    assert "Restored 1 question." in visitor.post(
        "/bank/many", question=ticked(visitor.get("/bank/?state=retired").text)[0],
        act="restore", state="retired",
    ).text  # fmt: skip


def test_what_cannot_be_done_is_told_and_keeps_what_was_ticked(visitor: Visitor) -> None:
    visitor.sign_in(INSTRUCTOR)
    one = ticked(visitor.get("/bank/").text)[0]
    refused = visitor.post("/bank/many", question=one, act="tag", with_tag="Not a Tag")
    assert refused.status_code == 422
    assert "Write a tag in lower-case letters" in refused.text
    assert re.search(rf'value="{one}"[^>]* checked', refused.text)
    assert 'value="Not a Tag"' in refused.text
    for data in ({"act": "retire"}, {"act": "burn", "question": one},
                 {"act": "move", "question": one}, {"act": "move", "question": "x"}):  # fmt: skip
        assert visitor.post("/bank/many", **data).status_code == 422


def test_a_move_that_is_refused_moves_nothing(visitor: Visitor) -> None:
    visitor.sign_in(INSTRUCTOR)
    before = ticked(visitor.get("/bank/?skill=neuron&state=all").text)
    with visitor.app.app_context():
        row = db.session.get(Question, int(before[-1]))
        assert row
        name = row.slug.partition("/")[2]
        db.session.add(FormerName(slug=f"empty/{name}", question_id=int(before[0])))
        db.session.commit()
    refused = visitor.post("/bank/many", question=before[1:], act="move", topic="empty")
    assert refused.status_code == 422
    assert f"empty/{name} was the name of " in unescape(refused.text)
    assert ticked(visitor.get("/bank/?skill=neuron&state=all").text) == before


def test_a_filter_is_kept_for_its_owner(visitor: Visitor) -> None:
    visitor.sign_in(INSTRUCTOR)
    page = visitor.post("/bank/filters", name="Hard ones", level="3", q="net").text
    assert 'href="/bank/?q=net&amp;level=3">Hard ones</a>' in page
    refused = visitor.post("/bank/filters", name=" ", level="3")
    assert refused.status_code == 422
    assert 'aria-describedby="filter-trouble"' in refused.text
    asked = visitor.post("/bank/filters", name="Hard ones", level="2")
    assert "You have a filter called" in asked.text
    assert "level=3" in asked.text  # still kept
    replaced = visitor.post("/bank/filters", name="Hard ones", level="2", replace="1").text
    assert 'href="/bank/?level=2">Hard ones</a>' in replaced
    (number,) = re.findall(r"/bank/filters/(\d+)/delete", visitor.get("/bank/").text)
    other = Visitor(visitor.app)
    other.sign_in(LEARNER)
    assert other.post(f"/bank/filters/{number}/delete").status_code == 403
    assert "Hard ones</a>" not in visitor.post(f"/bank/filters/{number}/delete").text


def test_a_search_that_finds_nothing_suggests_a_spelling(visitor: Visitor) -> None:
    visitor.sign_in(INSTRUCTOR)
    page = visitor.get("/bank/?q=netwurk").text
    assert "No question matches" in page
    assert 'href="/bank/?q=network"' in page
    text = STARTS["number"].replace("A short title", "My zebra")
    visitor.get("/bank/new")
    visitor.post("/bank/new", action="save", text=text, slug="neuron/zebra")
    page = visitor.get("/bank/?q=zebra").text
    assert '<a href="?q=zebra&amp;state=all">1 more, not published or retired</a>' in page
    assert "1 more" not in visitor.get("/bank/?q=zebra&state=all").text
