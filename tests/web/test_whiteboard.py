"""The whiteboard on the web, by keyboard and without scripts."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from quizapp.whiteboard import writing
from tests.web.browsing import follow, press
from tests.web.visitor import Visitor


def begin(visitor: Visitor, target: str = "grad.W1[0,1]") -> str:
    """Start a board on the 2-2-1 network and return its address."""
    visitor.get("/whiteboard")
    number = visitor.number("network")
    answer = visitor.post("/whiteboard", follow=False, question=number, seed=7, target=target)
    visitor.get(answer.location)
    return answer.location


def test_a_line_is_typeset_and_marked_on_the_board(visitor: Visitor) -> None:
    address = begin(visitor)
    page = visitor.post(address, line="dE/dy = y - t").text
    assert "Correct" in page
    assert "<mfrac>" in page.partition('class="board"')[2]


def test_what_cannot_be_read_stays_in_the_field_with_a_caret(visitor: Visitor) -> None:
    address = begin(visitor)
    answer = visitor.post(address, line="dE/dy = (y - t")
    assert answer.status_code == 422
    assert 'value="dE/dy = (y - t"' in answer.text
    assert 'data-at="8"' in answer.text
    assert 'class="formula"' not in visitor.get(address).text.partition('class="board"')[2]


def test_a_hint_keeps_what_is_typed_and_is_counted(visitor: Visitor) -> None:
    address = begin(visitor)
    page = visitor.post(address, line="dE/dw1_12 =", action="hint").text
    assert "Start at the end" in page
    assert 'value="dE/dw1_12 ="' in page
    page = visitor.post(address, line="(y-t)*y*(1-y)*w2_2*h2*(1-h2)*x1").text
    assert "Derived" in page
    assert "1 hint" in page


def test_a_board_is_drawn_and_a_line_judged_only_once(visitor: Visitor) -> None:
    address = begin(visitor)
    drawn, judged = writing._drawn.cache_info().misses, writing._board.cache_info().misses
    visitor.client.get(f"{address}/preview?line=y")
    visitor.post(address, line="dE/dy = -(t - y)")
    assert writing._drawn.cache_info().misses == drawn
    assert writing._board.cache_info().misses == judged + 1


def test_undo_removes_the_last_line(visitor: Visitor) -> None:
    address = begin(visitor)
    visitor.post(address, line="dE/dy = t - y")
    page = visitor.post(address, action="undo").text
    assert "Not equal" not in page


def test_beginning_the_same_again_leads_to_the_existing_board(visitor: Visitor) -> None:
    assert begin(visitor) == begin(visitor)
    assert begin(visitor) != begin(visitor, "grad.W1[1,1]")


def test_a_board_can_be_seen_only_by_its_owner(visitor: Visitor, app: Flask) -> None:
    address = begin(visitor)
    stranger = Visitor(app)
    begin(stranger)
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"{address}/preview?line=y").status_code == 404
    stranger.get("/whiteboard")
    assert stranger.post(address, line="dE/dy = y - t").status_code == 404


def test_a_draft_survives(visitor: Visitor) -> None:
    address = begin(visitor)
    visitor.post(f"{address}/draft", line="dE/dy = y")
    assert 'value="dE/dy = y"' in visitor.get(address).text


def test_a_line_sent_twice_is_on_the_board_once(visitor: Visitor) -> None:
    address = begin(visitor)
    for _ in range(2):
        page = visitor.post(address, line="dE/dy = y - t", after=0).text
    assert page.count('class="verdict"') == 1


def test_a_draft_from_before_a_line_was_sent_does_not_come_back(visitor: Visitor) -> None:
    address = begin(visitor)
    visitor.post(address, line="dE/dy = y - t", after=0)
    visitor.post(f"{address}/draft", line="dE/dy = y", after=0)
    assert 'value="dE/dy = y"' not in visitor.get(address).text


def test_the_preview_typesets_what_is_typed_and_says_what_a_question_mark_does(
    visitor: Visitor,
) -> None:
    address = begin(visitor)
    preview = f"{address}/preview"
    typeset = visitor.client.get(preview, query_string={"line": "dE/dy = y"}).text
    assert typeset.count("<mfrac>") == 1
    assert "next hint" in visitor.client.get(preview, query_string={"line": "?"}).text
    assert "is missing" in visitor.client.get(preview, query_string={"line": "(y"}).text
    assert 'class="formula"' not in visitor.get(address).text.partition('class="board"')[2]


def test_unfinished_boards_are_listed(visitor: Visitor) -> None:
    address = begin(visitor)
    assert f'href="{address}"' in visitor.get("/whiteboard").text


@pytest.mark.parametrize("line", ["y" * 501, "<b>=1", "\\frac{" * 90, "dE/dy = " + "(" * 400])
def test_a_strange_line_never_breaks_a_page(visitor: Visitor, line: str) -> None:
    address = begin(visitor)
    assert visitor.post(address, line=line).status_code == 422
    assert visitor.client.get(f"{address}/preview", query_string={"line": line}).status_code == 200


def test_a_whole_derivation_works_by_keyboard_alone(page: Page, address: str, number) -> None:
    page.goto(f"{address}/whiteboard")
    expect(page.get_by_role("button", name="Mixed practice")).to_be_focused()
    follow(page, "Enter")
    page.goto(f"{address}/practice/{number('network')}?seed=7")
    page.locator("h1").click()
    press(page, "s")
    expect(page.get_by_text("Show the solution")).to_be_focused()
    press(page, "Enter", "Tab")
    follow(page, "Enter")
    page.get_by_role("button", name="Derive it yourself").focus()
    follow(page, "Enter")
    field = page.get_by_role("textbox")
    expect(field).to_be_focused()
    page.keyboard.type("dE/dz2 = (t - y)*y*(1 - y)")
    expect(page.locator("#shown math")).to_be_visible()
    follow(page, "Enter")
    expect(page.get_by_text("Not equal")).to_be_visible()
    expect(field).to_be_focused()
    page.keyboard.type("?")
    follow(page, "Enter")
    expect(page.get_by_text("Start at the end")).to_be_visible()
    page.keyboard.type("dE/dy = (y - t")
    follow(page, "Enter")
    expect(field).to_have_js_property("selectionStart", 8)
    page.keyboard.press("End")
    page.keyboard.type(")")
    follow(page, "Enter")
    expect(page.get_by_text("✓ Correct")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 640})
    page.keyboard.type(" ")  # which brings what has the focus into view
    expect(page.get_by_role("group", name="Given")).to_be_in_viewport()
    target = page.locator("[data-typed]").get_attribute("data-typed")
    page.keyboard.type(derivation(str(target)))
    follow(page, "Enter")
    expect(page.get_by_role("status")).to_contain_text("Derived")


def derivation(target: str) -> str:
    """The line that derives a first-layer weight of a 2-2-1 network, starting at the error."""
    match = re.fullmatch(r"dE/dw1_(\d)(\d)", target)
    assert match
    i, j = match.groups()
    return f"{target} = (y - t)*y*(1 - y)*w2_{j}*h{j}*(1 - h{j})*x{i}"


def test_a_formula_is_read_while_it_is_typed(visitor: Visitor) -> None:
    assert 'data-formula="/formula?symbol=' in visitor.open("expression").text
    assert "<math>" in visitor.get("/formula?symbol=a&formula=a(1-a)").text
    assert "ends too early" in visitor.get("/formula?symbol=a&formula=a*(1-").text
    assert "<script" not in visitor.get("/formula?symbol=<script>&formula=z").text
