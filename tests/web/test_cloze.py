"""A passage with blanks on the page, with JavaScript and without, and marked offline."""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

from engine.answers._blank import Blank, WrongBlank
from engine.answers.cloze import ClozeAnswer
from engine.exercise.exercise import Exercise, Part
from quizapp.kinds import kind_of
from quizapp.mock.judging import refused
from quizapp.presenting.amounts import as_asked
from tests.web.forms import forms
from tests.web.test_offline_marking import agree
from tests.web.visitor import Visitor

PRODUCT = WrongBlank("product_rule", "That rule is for products.", text="product rule")
RULE = Blank(accept=("chain rule", "Poincaré"), slips=1, wrong=(PRODUCT,))
QUARTER = Blank(value=0.25, decimals=2, unit="%", wrong=(WrongBlank("half", "Half.", value=0.5),))
TYPED = (
    "chain rule", "Chain–Rule", "chian rule", "chan rul", "product rule", "POINCARE", "poincaré",
    "-", "", "—", "ｃｈａｉｎ ｒｕｌｅ", "2", "chain rule;",
)  # fmt: skip
NUMBERS = ("0.25", "0,25", "1/4", "0.2", "0.5", "x", "−", "", "0.25 %", "-0.25")


def test_the_fields_of_the_page_are_one_response_without_javascript(visitor: Visitor) -> None:
    number = visitor.number("cloze")
    asked = visitor.get(f"/practice/{number}?seed=5")
    assert 'aria-label="Blank 1"' in asked.text
    names = [control for form in forms(asked.text) for control in form.controls]
    values = [one.value for one in names if one.name == "answer:answer"]
    assert values == ["1:", "", "2:", ""], "each field comes after its number"
    marked = visitor.answer("cloze", answer=["1:", "chain rule", "2:", "1/2"])
    assert "1 of 2 blanks are correct." in marked.text
    assert 'class="score">50%<' in marked.text
    assert "Blank 2, not quite:" in marked.text


def test_the_fields_follow_the_passage_even_into_formulas_and_code() -> None:
    passage = "$a = [[1]]$ and $[[2]] + b$, so `c = [[3]]`:\n\n```\nd = [[4]]\n```\n\nby the [[5]]."
    answer = ClozeAnswer(passage, (RULE,) * 5)
    way = kind_of(answer)
    pieces = list(way.page(answer))
    assert [number for _, number in pieces] == [1, 2, 3, 4, 5, 0]
    assert "①" not in pieces[0][0], "the field ends the formula"
    assert "②" in pieces[1][0]
    assert "d = ④" in pieces[3][0]
    assert "$a = \\text{①}$" in way.signed(answer)


def test_a_page_sent_with_gaps_in_it_may_be_left_so(visitor: Visitor) -> None:
    visitor.open("cloze")
    asked = visitor.answer("cloze", answer=["1:", "", "2:", ""])
    assert "Submit anyway" in asked.text
    asked = visitor.answer("cloze", answer=["1:", "chain rule", "2:", ""])
    assert asked.status_code == 422
    assert "Blank 2 is still empty" in asked.text
    assert 'value="chain rule"' in asked.text
    unread = visitor.answer("cloze", answer=["1:", "chain rule", "2:", "0.5x"])
    (amiss,) = re.findall(r"<input[^>]*aria-invalid[^>]*>", unread.text)
    assert 'value="0.5x"' in amiss
    marked = visitor.answer("cloze", action="blank", answer=["1:", "chain rule", "2:", ""])
    assert "1 of 2 blanks are correct." in marked.text
    asked = visitor.open("matching")
    asked = visitor.answer("matching", answer=["1a", ""])
    assert "No match yet for item 2." in asked.text
    assert "Fill in what's missing, or submit anyway." in asked.text
    marked = visitor.answer("matching", action="blank", answer=["1a", ""])
    assert "of 2 pairs are correct" in marked.text
    visitor.page = asked
    again = visitor.answer("matching", action="blank", answer=["1a", ""])
    assert "of 2 pairs are correct" in again.text
    assert "You had already answered" not in again.text, "it is the same answer"


def test_an_interview_asks_back_only_where_a_blank_is_empty() -> None:
    exercise = Exercise("any", 0, {}, "", (
        Part("answer", "", ClozeAnswer("[[1]] [[2]]", (RULE, QUARTER))),
    ))  # fmt: skip
    assert refused(exercise, {"answer": "1: chain rule 2: 0.5"}, sure=False) is None
    asked_back = refused(exercise, {"answer": "1: chain rule 2:"}, sure=False)
    assert asked_back is not None
    assert "Blank 2 is still empty" in str(asked_back.parts["answer"])
    assert refused(exercise, {"answer": "1: chain rule 2:"}, sure=True) is None


def test_a_browser_fills_it_by_keyboard(page: Page, address: str, visitor: Visitor) -> None:
    page.goto(f"{address}/practice/{visitor.number('cloze')}?seed=5")
    page.get_by_label("Blank 1").fill("product rule")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Blank 2")).to_be_focused()
    page.keyboard.type("0.25")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("50%")
    expect(page.get_by_text("one function is inside another").first).to_be_visible()


@pytest.mark.parametrize("words", [(), ("chain rule", "product rule")])
def test_the_script_marks_as_the_engine_does(
    page: Page, address: str, words: tuple[str, ...]
) -> None:
    page.goto(f"{address}/offline")
    exercise = Exercise("any", 0, {}, "", (
        Part("answer", "", ClozeAnswer("[[1]] [[2]]", (RULE, QUARTER), words)),
    ))  # fmt: skip
    texts = [f"1: {one}; 2: {two}" for one, two in itertools.product(TYPED, NUMBERS)]
    texts += [
        "",
        "banana",
        "2: 0.25 1: chain rule",
        "1: a 1: b",
        "1:",
        "x 1: a 2: 0.25",
        "１：chain rule 2:1",
    ]
    seen = agree(page, [(exercise, {"answer": text}) for text in texts])
    assert seen == {"correct", "misconception", "wrong", "unreadable"}


def test_numbers_are_shown_in_the_digits_that_are_asked_for() -> None:
    tiny = WrongBlank("tiny", "Too small.", value=1e-5)
    whole = Blank(value=13.0, decimals=0, wrong=(WrongBlank("one_less", "One less.", value=12.0),))
    answer = ClozeAnswer("[[1]] of [[2]]", (whole, Blank(value=0.25, decimals=2, wrong=(tiny,))))
    assert kind_of(answer).key(answer) == "13 · 0.25"
    shown = [as_asked(one.value, blank.answer) for blank in answer.blanks for one in blank.wrong]
    assert shown == ["12", "1e−05"]  # two decimals would leave nothing of it
