"""A step of the lab as an exercise: asked, marked and explained from its address alone."""

from __future__ import annotations

import html
import re

import pytest
from playwright.sync_api import Page, expect

from quizapp.lab import Lab
from quizapp.lab.kept_exercises import exercise_of, kinds
from tests.web.browsing import click
from tests.web.visitor import Visitor

SMALL = "/lab/exercise?hidden=2&step=30"
MADE = exercise_of(Lab(hidden=(2,)), 30, "backprop")
KEYS = {f"answer:{part.name}": part.answer.write() for part in MADE.parts}


def test_the_exercise_is_that_step_of_the_training(visitor: Visitor) -> None:
    page = visitor.get("/lab?hidden=2&step=30").text
    link = re.search(r'href="(/lab/exercise[^"]+)"', page)
    assert link
    asked = visitor.get(html.unescape(link[1])).text
    assert 'name="answer:updated.W1[' in asked
    assert "Not saved to your progress" in asked


def test_the_keys_get_full_marks_and_nothing_is_stored(visitor: Visitor) -> None:
    visitor.get(SMALL)
    learners = visitor.learners()
    answer = visitor.post(SMALL, action="answer", **KEYS)
    assert answer.status_code == 200
    assert 'class="score">100%<' in answer.text
    assert "Step-by-step solution" in answer.text
    assert (visitor.learners(), visitor.attempts()) == (learners, 0)


def test_a_wrong_step_is_named_and_what_follows_from_it_is_followed(visitor: Visitor) -> None:
    part = next(part for part in MADE.parts if part.name.startswith("updated."))
    added = next(wrong for wrong in part.answer.misconceptions if "gradient_added" in wrong.name)
    visitor.get(SMALL)
    page = visitor.post(
        SMALL, action="answer", **{**KEYS, f"answer:{part.name}": added.written}
    ).text
    assert "It looks as if you added" in page
    assert "Descent goes against the gradient" in page


def test_unreadable_answers_come_back_and_blanks_can_be_left(visitor: Visitor) -> None:
    first = MADE.parts[0].name
    visitor.get(SMALL)
    refused = visitor.post(SMALL, action="answer", **{f"answer:{first}": "0.1x"})
    assert refused.status_code == 422
    assert "Not submitted yet" in refused.text
    assert 'value="0.1x"' in refused.text
    assert visitor.post(SMALL, action="blank", **{f"answer:{first}": "1"}).status_code == 200
    solution = visitor.post(SMALL, action="solution", **{f"answer:{first}": "0.1x"})
    assert "Not answered" in solution.text


def test_a_network_too_large_to_compute_by_hand_says_what_to_shrink(visitor: Visitor) -> None:
    answer = visitor.get("/lab/exercise?hidden=8,8&step=3")
    assert answer.status_code == 422
    assert "16 hidden units" in answer.text
    assert "at most 6" in answer.text


@pytest.mark.parametrize("name", ["momentum", "nesterov", "adagrad"])
def test_the_step_of_an_optimiser_with_a_memory_is_an_exercise_too(
    visitor: Visitor, name: str
) -> None:
    lab = Lab(optimiser=name, rate=0.05)
    assert kinds(lab) == ("backprop", "optimiser")
    page = visitor.get(f"/lab/exercise?optimiser={name}&rate=0.05&step=5&of=optimiser").text
    assert 'name="answer:value.w_new[' in page
    assert 'aria-current="page">The optimiser' in page


@pytest.mark.parametrize("query", ["of=<b>", "step=x", "step=99999", "hidden=x&of=optimiser"])
def test_a_strange_address_still_asks(visitor: Visitor, query: str) -> None:
    answer = visitor.get(f"/lab/exercise?{query}")
    assert answer.status_code in (200, 422)
    assert "<b>" not in answer.text


def test_the_exercise_is_filled_in_on_the_network(page: Page, address: str) -> None:
    page.goto(f"{address}/lab?hidden=2&step=29")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-show=step]")).to_have_text("30")
    page.get_by_role("link", name="Make an exercise of this step").click()
    expect(page.get_by_role("heading", name="Step 31 by hand")).to_be_visible()
    for number, part in enumerate(MADE.parts, 1):
        page.locator(f"#blank-{number}").fill(part.answer.write())
    click(page, "Submit")
    expect(page.get_by_role("status")).to_contain_text("100%")
