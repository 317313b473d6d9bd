"""The page of a mark: what matters first, once, and the rest folded."""

from __future__ import annotations

import re
from functools import cache

from playwright.sync_api import Page, expect

from engine import Exercise, build
from engine.answers._base import PartMark
from quizapp.web.question.blanks import PageBlank
from quizapp.web.question.mark_summary import gone_wrong, steps_to
from tests.web.browsing import click
from tests.web.visitor import Visitor


@cache
def made() -> Exercise:
    return build("mlp_backprop", seed=5, ask="all")


def slope_left_out() -> str:
    wrong = made().part("grad.z2[0]").answer.misconceptions
    return next(each.written for each in wrong if each.name == "sigmoid.slope_left_out")


def typed(**other: str) -> dict[str, str]:
    """The right answers, but for those."""
    return {f"answer:{part.name}": part.answer.write() for part in made().parts} | other


def slip(visitor: Visitor) -> str:
    visitor.open("network", seed=5)
    return visitor.answer("network", **typed(**{"answer:grad.z2[0]": slope_left_out()})).text


def of(page: str, opening: str, closing: str) -> str:
    """The part of a page between two texts."""
    return page.partition(opening)[2].partition(closing)[0]


def test_the_slip_is_named_first_with_a_link_to_its_box_and_both_values_in_it(
    visitor: Visitor,
) -> None:
    page = slip(visitor)
    status = of(page, 'role="status"', "</section>")
    spot = re.search(r'href="#(blank-\d+-spot)"', status)
    assert spot
    assert "It looks as if you left it out" in status
    box = of(page, f'id="{spot[1]}" tabindex="-1"', "</div>")
    assert "Your answer: " in box
    assert "Correct answer: " in box
    assert page.count("It looks as if you") == 1


def test_only_what_is_not_right_is_unfolded(visitor: Visitor) -> None:
    page = slip(visitor)
    first, every = of(page, '<table class="marks">', "</table>"), of(page, "<summary>All 12", "</d")
    assert first.count("<tr class=") < every.count("<tr class=") == len(made().parts)
    unfolded = of(page, "Where it went wrong", '<details class="steps"')
    assert unfolded.count("<details open>") == unfolded.count("<li") == 1
    assert '<details class="asked"><summary>The question' in page
    everything = re.search(r'href="([^"]+steps=all)#steps">Open all', page)
    assert everything
    steps = of(visitor.get(everything[1]).text, 'id="steps" open>', 'class="graph"')
    assert steps.count("<details open>") == steps.count("<li") > 9


def test_where_it_went_wrong_the_gate_is_shown_that_the_remark_names() -> None:
    exercise = build("lstm_backward", seed=0)
    part = exercise.part("value.c[0]")
    remark = "The correct value is 1.368. The slip may also be at $i$ or $g$."
    blank = PageBlank(part, 1, mark=PartMark("wrong", 0.0, remark))
    shown = steps_to(exercise, gone_wrong(exercise, blank))
    assert [step.quantity for step in shown] == ["value.i[0]", "value.g[0]", "value.c[0]"]


def test_a_solution_that_was_asked_for_is_open_and_no_mistake(visitor: Visitor) -> None:
    visitor.open("network", seed=5)
    page = visitor.answer("network", action="solution").text
    assert "doesn't count as a mistake" in page
    steps = of(page, 'id="steps" open>', 'class="graph"')
    assert steps.count("<details open>") == steps.count("<li") > 9
    assert "Where it went wrong" not in page


def test_the_reason_of_the_ticked_option_is_said_first_and_once(visitor: Visitor) -> None:
    visitor.open("choice")
    page = visitor.answer("choice", answer="2").text
    reason = of(of(page, 'role="status"', "</section>"), '<div class="prose account"><p>', "</p>")
    assert reason
    assert page.count(reason) == 1


def test_the_page_opens_at_its_top_with_the_focus_on_continue_below_the_explanation(
    page: Page, address: str, number
) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{address}/practice/{number('network')}?seed=5")
    for name, text in typed(**{"answer:grad.z2[0]": slope_left_out()}).items():
        page.locator(f'[name="{name}"]').fill(text)
    click(page, "Submit")
    onward = page.get_by_role("button", name="Continue")
    expect(onward).to_be_focused()
    expect(onward).to_be_in_viewport(ratio=1)
    assert page.evaluate("scrollY") == 0
    order = "(a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING"
    why = page.locator(".explanation, .source").first.element_handle()
    assert page.evaluate(f"([a, b]) => ({order})(a, b)", [why, onward.element_handle()])
    page.get_by_role("status").get_by_role("link").first.click()
    expect(page.locator(".spot:focus")).to_contain_text("Correct answer:")
    assert page.locator(".spot:focus").evaluate(
        "spot => spot.getBoundingClientRect().bottom <= "
        "document.querySelector('.onward').getBoundingClientRect().top"
    )


def test_the_solution_is_asked_for_twice_and_nothing_is_stored_before(visitor: Visitor) -> None:
    visitor.open("number")
    asked = re.search(r'<details class="solution">(.*?)</details>', visitor.page.text, re.DOTALL)
    assert asked
    assert "blanks score 0" in asked[1]
    assert 'value="solution"' in asked[1]
    assert visitor.page.text.count('value="solution"') == 1
    assert visitor.attempts() == 0
