"""Topic pages, lists that are gone through question by question, sets and past answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import Engine, event

from quizapp.browse import past_answers
from quizapp.models import Question
from quizapp.storage import resources
from quizapp.web.extensions import db
from tests.web.visitor import Visitor


def asked(address: str) -> tuple[int, str]:
    """The question and the topic that an address leads to."""
    parts = urlsplit(address)
    number = re.fullmatch(r"/practice/(\d+)", parts.path)
    assert number, address
    return int(number[1]), parse_qs(parts.query)["topic"][0]


def listed(page: str) -> list[int]:
    """The questions in the rows of a page."""
    return [int(found) for found in re.findall(r'<p class="named"><a href="/practice/(\d+)', page)]


def answer_wrong(visitor: Visitor, *kinds: str) -> list[int]:
    for kind in kinds:
        visitor.open(kind)
        visitor.answer(kind, answer={"number": "17", "true_false": "false"}.get(kind, "2"))
    return [visitor.number(kind) for kind in kinds]


def practise(visitor: Visitor, path: str) -> str:
    """Press the main button of a list, and return where it leads."""
    page = visitor.get(path).text
    topic = re.search(r'class="primary" form="rows" name="topic" value="([^"]+)"', page)
    assert topic
    return visitor.post("/practice", follow=False, topic=topic[1].replace("&amp;", "&")).location


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Every statement from now on."""
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


def test_a_topic_shows_its_questions_with_marks_and_filters_them(visitor: Visitor) -> None:
    assert 'href="/topics/neuron"' in visitor.get("/").text
    wrong = answer_wrong(visitor, "number", "choice")
    page = visitor.get("/topics/neuron").text
    assert len(listed(page)) == 12
    assert page.count("Not quite") == 2
    assert 'href="/notes/neuron"' in page
    assert 'name="topic" value="neuron"' in page
    assert sorted(listed(visitor.get("/topics/neuron?state=wrong").text)) == sorted(wrong)
    assert visitor.number("number") not in listed(visitor.get("/topics/neuron?kind=choice").text)
    by_hand = listed(visitor.get("/topics/neuron?by_hand=1").text)
    assert visitor.number("network") not in by_hand
    assert visitor.number("true_false") in by_hand
    strange = visitor.get("/topics/neuron?kind=<b>&level=9&state=x&minutes=-1")
    assert len(listed(strange.text)) == 12
    assert visitor.get("/topics/nothing").status_code == 404


def test_practice_of_a_filtered_topic_keeps_to_it_and_ends_at_its_page(visitor: Visitor) -> None:
    here = "/topics/neuron?kind=true_false"
    number, topic = asked(practise(visitor, here))
    assert number == visitor.number("true_false")
    visitor.open("true_false")
    marked = visitor.answer("true_false", answer="true", topic=topic)
    assert "That was the last one" in marked.text
    onward = visitor.post("/practice", follow=False, topic=topic)
    assert onward.location == here


def test_mistakes_are_gone_through_once_each_and_leave_when_they_are_right(
    visitor: Visitor,
) -> None:
    wrong = answer_wrong(visitor, "number", "true_false")
    assert sorted(listed(visitor.get("/mistakes").text)) == sorted(wrong)
    first, topic = asked(practise(visitor, "/mistakes"))
    page = visitor.get(f"/practice/{first}?topic={topic.replace('?', '%3F')}").text
    assert "2 questions left" in page
    visitor.post(f"/practice/{first}/skip", follow=False, **visitor.hidden())
    second, _ = asked(visitor.post("/practice", follow=False, topic=topic).location)
    assert {first, second} == set(wrong)
    visitor.open("true_false")
    visitor.answer("true_false", answer="true", topic=topic)
    assert listed(visitor.get("/mistakes").text) == [visitor.number("number")]


def test_a_solution_that_was_asked_for_is_no_mistake(visitor: Visitor) -> None:
    visitor.open("number")
    visitor.answer("number", action="solution")
    assert "No mistakes to fix" in visitor.get("/mistakes").text
    assert "Not answered" in visitor.get("/history").text
    assert "No answers here" in visitor.get("/history?outcome=wrong").text


def test_past_answers_come_newest_first_by_page_topic_and_question(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past_answers, "PAGE", 2)
    _, other, _ = answer_wrong(visitor, "number", "true_false", "number")
    newest = visitor.get("/history?skill=neuron&outcome=wrong").text
    assert newest.count('<p class="named">') == 2
    older = visitor.get("/history?skill=neuron&outcome=wrong&page=2").text
    assert older.count('<p class="named">') == 1
    assert visitor.get(f"/history?question={other}").text.count('<p class="named">') == 1
    visitor.open("true_false")
    marked = visitor.answer("true_false", action="solution").text
    assert f'href="/history?question={other}"' in marked
    assert "No answers" in Visitor(visitor.app).get("/history?page=x&question=-1").text


def test_a_set_shows_its_questions_in_order_and_how_many_are_done(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = '["neuron/true-false", "neuron/gone", "neuron/choice"]'
    text = f'[basics]\ntitle = "Basics"\nsummary = "First."\nquestions = {names}\n'
    (tmp_path / "sets.toml").write_text(text)
    monkeypatch.setattr(resources, "questions", lambda: tmp_path)
    visitor.open("true_false")
    visitor.answer("true_false", answer="true")
    assert "<strong>1</strong> of 2 questions correct" in visitor.get("/sets").text
    page = visitor.get("/sets/basics").text
    assert listed(page) == [visitor.number("true_false"), visitor.number("choice")]
    undone, _ = asked(practise(visitor, "/sets/basics?state=undone"))
    assert undone == visitor.number("choice")
    assert visitor.get("/sets/other").status_code == 404


def test_the_search_shows_how_a_question_stands(visitor: Visitor) -> None:
    with visitor.app.app_context():
        title = db.session.get(Question, visitor.number("number")).title
    answer_wrong(visitor, "number")
    found = visitor.get(f"/search?q={title}").text
    assert "Not quite" in found
    assert 'href="/topics/neuron"' in found


def test_a_list_costs_the_same_few_statements_however_long_it_is(
    visitor: Visitor, statements: list[str]
) -> None:
    answer_wrong(visitor, "number", "true_false", "choice")
    for path in ("/topics/neuron", "/mistakes", "/kept", "/history", "/sets"):
        statements.clear()
        visitor.get(path)
        assert len(statements) <= 8, path
