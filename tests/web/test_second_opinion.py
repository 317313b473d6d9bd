"""An examiner of the installation's own advises on unsure points; their writer decides."""

from __future__ import annotations

import time
from typing import Any

import pytest

from engine.answers.short_answer import ShortAnswer
from quizapp.kinds.short_answer.second_opinion import second_opinions
from tests.examiner import examiner
from tests.web.visitor import Visitor

ANSWER = ShortAnswer.samples()[0].posed("Why is it slow?")
TEXT = "The  slope is\nsmall there."


def made(*quotes: str | None) -> Any:
    """An examiner that finds these words for points 1, 2, …; None for a point that is missing."""
    return lambda task: [
        {"number": number, "made": quote is not None, "quote": quote}
        for number, quote in enumerate(quotes, 1)
    ]


@pytest.fixture
def set_up(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_up(settings: dict[str, str], **more: str) -> None:
        for name, value in (settings | more).items():
            monkeypatch.setenv(name, value)

    return set_up


def test_an_examiner_is_sent_the_answer_and_says_what_it_found(set_up: Any) -> None:
    with examiner(made("Slope is small", None)) as (settings, asked):
        set_up(settings)
        said = second_opinions(ANSWER, TEXT, (0, 1))
        assert second_opinions(ANSWER, TEXT, (0, 1)) == said
    ((path, key, body),) = asked  # not asked again for the same text
    assert (path, key, body["model"]) == (
        "/v1/chat/completions",
        "Bearer sk-local",
        "strict-but-fair",
    )
    for told in (ANSWER.asked, TEXT.splitlines()[1], ANSWER.rubric[1].point):
        assert told in body["messages"][-1]["content"]
    assert "you said it in “Slope is small”" in said[0]
    assert "missing" in said[1]


def test_words_that_were_never_written_are_no_opinion(set_up: Any) -> None:
    with examiner(made("The slope vanishes", "")) as (settings, _):
        set_up(settings)
        assert second_opinions(ANSWER, "The slope is small.", (0, 1)) == {}


@pytest.mark.parametrize(
    "reply",
    [[{"number": 1}], [7], [{"made": True, "quote": "a"}], "none", "[" * 60_000, "é" * 40_000],
)
def test_an_examiner_that_answers_nonsense_has_no_opinion(set_up: Any, reply: Any) -> None:
    with examiner(lambda task: reply) as (settings, _):
        set_up(settings)
        assert second_opinions(ANSWER, f"A text, {str(reply)[:40]}.", (0, 1)) == {}


def test_an_examiner_has_a_few_seconds_however_slowly_it_speaks(set_up: Any) -> None:
    with examiner(made("slow", None), drip=0.2) as (settings, _):
        set_up(settings, QUIZAPP_EXAMINER_SECONDS="1")
        begun = time.monotonic()
        assert second_opinions(ANSWER, "It is slow.", (0, 1)) == {}
    assert time.monotonic() - begun < 10  # its whole reply takes 20


def test_an_opinion_stands_beside_its_point_and_marks_nothing(
    visitor: Visitor, set_up: Any
) -> None:
    assert "second opinion" not in visitor.open("short_answer").text
    with examiner(made("It shifts", "It shifts", "It shifts")) as (settings, _):
        set_up(settings)
        assert "for a second opinion, without your name" in visitor.open("short_answer").text
        page = visitor.answer("short_answer", answer="It shifts.").text
    assert "you said it in “It shifts”" in page
    assert 'name="point"' in page
    assert not visitor.attempts()
    assert " checked" not in page.partition('name="point"')[2].partition("</fieldset>")[0]
