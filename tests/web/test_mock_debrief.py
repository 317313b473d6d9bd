"""The debrief without JavaScript: comparing texts, sharing, and comparing interviews."""

from __future__ import annotations

import re

from flask import Flask
from sqlalchemy import select

from quizapp.models import Interview
from tests.web.interview import answer, begin, run
from tests.web.visitor import LEARNER, Visitor


def test_a_text_counts_once_it_was_compared(visitor: Visitor) -> None:
    address = begin(visitor)
    answer(visitor, address)
    page = visitor.post(address, **visitor.hidden(), action="end", sure="1").text
    assert "Which of them did you make" in page
    assert "It shifts the &lt;boundary&gt;." in page
    assert visitor.attempts() == 0
    page = visitor.post(f"{address}/texts/0", point=1).text
    assert "Which of them did you make" not in page
    assert "not in the credit yet" not in page
    assert visitor.attempts() == 1
    visitor.post(f"{address}/texts/0", point=2)
    assert visitor.attempts() == 1


def test_anyone_with_the_link_can_read_it_until_it_is_withdrawn(
    visitor: Visitor, app: Flask
) -> None:
    visitor.sign_in(LEARNER)
    debrief = run(visitor)
    visitor.get(debrief)
    page = visitor.post(debrief.replace("debrief", "share")).text
    link = re.search(r'value="http://[^/"]+(/mock/shared/[^"]+)"', page)
    assert link
    shown = Visitor(app).get(link[1])
    assert shown.status_code == 200
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert "Question by question" in shown.text
    main = shown.text.partition("<main")[2]
    assert not re.search(r"<form|<button|ben@|Ben\b|/attempts/", main)
    visitor.post(debrief.replace("debrief", "share"), action="stop")
    assert Visitor(app).get(link[1]).status_code == 404
    assert Visitor(app).get("/mock/shared/None").status_code == 404


def test_a_running_interview_cannot_be_shared(visitor: Visitor) -> None:
    address = begin(visitor)
    visitor.post(f"{address}/share")
    assert visitor.ask(select(Interview.share_token)) is None


def test_what_went_wrong_stands_there_and_what_was_right_is_folded(visitor: Visitor) -> None:
    for right in (False, True):
        articles = visitor.get(run(visitor, right=right)).text.split("<article")[1:]
        marked = [one for one in articles if "Not scored yet" not in one]
        standing = [one for one in marked if "Correct answer" in one.partition("<details")[0]]
        assert bool(standing) == (not right)
        assert ("<summary>Question and answer" in "".join(marked)) == right


def test_the_next_debrief_compares_with_the_last(visitor: Visitor) -> None:
    run(visitor, right=False)
    page = visitor.get(run(visitor)).text
    assert "Last time" in page


def test_another_learners_interview_is_not_found(visitor: Visitor, app: Flask) -> None:
    address = begin(visitor)
    other = Visitor(app)
    other.sign_in(LEARNER)
    other.get("/")
    assert other.get(address).status_code == 404
    assert other.get(f"{address}/debrief").status_code == 404
    other.get("/")
    for path in ("", "/resume", "/alive", "/share", "/texts/0"):
        assert other.post(address + path, action="end", sure="1").status_code == 404
