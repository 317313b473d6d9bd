"""What earns nothing: keywords, copies, denials, what is turned round, and what is no answer."""

from __future__ import annotations

from itertools import zip_longest

import pytest

from benchmarks.untrue_answers import denied, turned_round
from engine.errors import Unreadable
from engine.short_answers.phrasing import phrasing
from tests.engine.test_short_answers import SLUGS, answer_of

EVERY = "\n[self-check: 1 2]"  # every box ticked, or as many as any question has


def test_keywords_copies_of_the_question_and_pasted_points_earn_nothing_whatever_is_ticked() -> (
    None
):
    for slug in SLUGS:
        answer = answer_of(slug)
        keywords = " ".join(phrasing(each.phrasings[0]).plain for each in answer.rubric)
        pasted = ".\n".join(each.point for each in answer.rubric)
        for text in ("banana", "A banana is a fruit, and I like it very much.", answer.asked,
                     keywords.replace(" ", ", "), pasted):  # fmt: skip
            assert answer.mark(text + EVERY).credit <= 0.2, (slug, text)


def test_points_that_are_denied_or_turned_round_earn_next_to_nothing() -> None:
    for slug in SLUGS:
        answer = answer_of(slug)
        for ways in zip_longest(*map(denied, answer.rubric), fillvalue=""):
            text = " ".join(filter(None, ways))
            if text.count(". ") > 1:
                assert answer.mark(f"{text}\n[self-check: none]").credit <= 0.2, (slug, text)
        for index, entry in enumerate(answer.rubric):
            for text in turned_round(entry):
                found = answer.examine(text).points[index]
                assert not (found.is_sure and found.state == "said"), (slug, text)


def test_keywords_in_any_order_and_with_any_link_earn_nothing() -> None:
    for slug in SLUGS:
        answer = answer_of(slug)
        words = [phrasing(each).plain for entry in answer.rubric for each in entry.phrasings]
        for link in (" ", ", ", ". "):
            assert answer.mark(link.join(words) + EVERY).credit == 0, (slug, link)


@pytest.mark.parametrize(
    "text",
    ["x" * 100_000, "a b " * 2_000, "\x00\x07\x1b[31m", "🧠🎉🤷", "<script>alert(1)</script>",
     "Die Gewichte werden rückwärts angepasst.", "重みを更新する", "$" * 500, "\\frac{" * 300,
     "not " * 2_000, "= + - " * 900],
)  # fmt: skip
def test_no_text_breaks_the_marker_or_earns_anything(text: str) -> None:
    answer = answer_of("backprop/what-is-backward-propagation")
    with pytest.raises(Unreadable) as caught:
        answer.read(text)
    assert str(caught.value)
    assert answer.mark(text + EVERY).credit == 0
