"""Study pages: links to and from questions, checks that change, and the search."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from quizapp.notes import Check, Text, note, notes
from quizapp.storage import resources
from quizapp.web import create_app
from tests.web.browsing import follow, served
from tests.web.visitor import Visitor

SKILLS = tomllib.loads((resources.questions() / "skills.toml").read_text(encoding="utf-8"))
UNREACHED = """[...document.querySelectorAll(".formula")]
    .filter(box => box.scrollWidth > box.clientWidth + 1)
    .filter(box => box.tabIndex !== 0 || box.role !== "group" || !box.ariaLabel)
    .map(box => box.textContent)"""


@pytest.fixture(scope="module")
def whole(whole_bank: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The app on the whole bank."""
    copy = shutil.copy(whole_bank, tmp_path_factory.mktemp("whole") / "quizapp.db")
    return create_app(f"sqlite:///{copy}", SECRET_KEY="test", TESTING=True)


def test_every_page_of_the_bank_belongs_to_a_skill_and_has_a_title_a_text_and_checks() -> None:
    pages = notes(resources.questions())
    assert pages
    for page in pages:
        assert (resources.questions() / page.skill).is_dir()
        assert page.title
        assert any(isinstance(block, Text) for block in page.blocks)
        assert any(isinstance(block, Check) for block in page.blocks), page.skill
        assert "![[" not in page.text, f"{page.skill}: an unread mark"


def test_no_path_leads_out_of_the_folder() -> None:
    assert note(resources.questions(), "..") is None
    assert note(resources.questions(), "neuron/../neuron") is None


def check_of(page: str) -> tuple[str, dict[str, str]]:
    """The address and the fields of the first check that a page asks, the first field chosen."""
    form = re.search(r'<form class="check".*?</form>', page, re.DOTALL)
    assert form
    action = re.search(r'action="([^"]+)"', form[0])
    field = re.search(r'name="(answer:[^"]+)"', form[0])
    assert action
    assert field
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
    hidden.pop("csrf_token")
    return action[1], hidden | {field[1]: "1"}


def test_a_check_in_a_page_is_marked_in_its_place(visitor: Visitor) -> None:
    page = visitor.get("/notes/neuron")
    assert '<h2 id="what-each-piece-does">What each piece does</h2>' in page.text
    assert "##" not in page.text
    asked = page.text.count('<form class="check"')
    action, fields = check_of(page.text)
    at = action.partition("#")[2]
    answered = visitor.post(action, follow=False, **fields)
    assert visitor.attempts() == 1
    assert answered.location.endswith(f"#{at}")
    marked = visitor.get(answered.location).text
    mark = marked.partition(f'<section class="check marked" id="{at}"')[2].partition("</section>")
    assert 'class="result ' in mark[0]
    assert marked.count('<form class="check"') == asked - 1
    # The next answer leaves this mark where it is.
    action, fields = check_of(marked)
    both = visitor.post(action, **fields).text
    assert both.count('<section class="check marked"') == 2
    other = Visitor(visitor.app).get(answered.location).text
    assert "check marked" not in other  # nobody else sees it


def test_a_check_that_cannot_be_marked_says_so_in_its_place(visitor: Visitor) -> None:
    action, fields = check_of(visitor.get("/notes/neuron").text)
    fields = {name: text for name, text in fields.items() if not name.startswith("answer:")}
    refused = visitor.post(action, **fields)
    assert refused.status_code == 422
    assert "Answer first." in refused.text.partition(action.partition("#")[2])[2]
    assert visitor.attempts() == 0


def test_a_page_read_again_asks_what_was_not_answered_before(visitor: Visitor) -> None:
    def asked() -> list[str]:
        text = visitor.get("/notes/neuron").text
        return re.findall(r'name="question" value="(\d+)"', text)

    first = asked()
    assert len(first) == len(set(first))
    action, fields = check_of(visitor.page.text)
    visitor.post(action, **fields | {"action": "solution"})
    again = asked()
    assert again[0] != first[0] or len(first) == 1


def test_a_page_links_to_its_questions_and_they_link_back(visitor: Visitor) -> None:
    page = visitor.get("/notes/neuron").text
    number = visitor.number("short_answer")
    assert f'<a href="/practice/{number}">' in page
    assert 'name="topic" value="neuron"' in page
    assert "/notes/neuron" not in visitor.open("short_answer").text
    solved = visitor.answer("short_answer", action="solution")
    assert "/notes/neuron" in solved.text


def test_pages_link_to_the_previous_and_next_one_in_the_order_of_the_bank(whole: Flask) -> None:
    visitor = Visitor(whole)
    order = list(SKILLS)
    for at, skill in enumerate(order):
        page = visitor.get(f"/notes/{skill}").text
        turns = re.findall(r'href="/notes/([\w-]+)" rel="(\w+)"', page)
        assert turns == [(order[at - 1], "prev")] * (at > 0) + [
            (other, "next") for other in order[at + 1 : at + 2]
        ]
        first = page.partition("Read first:")[2].partition("</p>")[0]
        assert set(re.findall(r'href="/notes/([\w-]+)"', first)) == set(SKILLS[skill]["requires"])


def test_no_page_of_the_bank_is_wider_than_a_narrow_screen_and_long_formulas_can_be_scrolled(
    page: Page, whole: Flask
) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    with served(whole) as address:
        for skill in SKILLS:
            page.goto(f"{address}/notes/{skill}")
            page.evaluate("document.fonts.ready.then(() => 0)")
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, f"{skill} is {over} px too wide"
            assert page.evaluate(UNREACHED) == [], skill


def test_a_skill_without_a_page_is_not_found(visitor: Visitor) -> None:
    assert visitor.get("/notes/nothing").status_code == 404


def test_the_search_finds_notes_and_questions_and_marks_the_words(visitor: Visitor) -> None:
    found = visitor.get("/search?q=dendrite")
    assert "/notes/neuron#" in found.text
    assert re.search("<mark>dendrites</mark>", found.text, re.IGNORECASE)
    assert "2-2-1" in visitor.get("/search?q=backpropagation+2-2-1").text


def test_a_search_without_results_suggests_another(visitor: Visitor) -> None:
    nothing = visitor.get("/search?q=neurn+zyzzyva")
    assert "Nothing contains all of “neurn zyzzyva”" in nothing.text
    assert 'href="/search?q=neuron"' in visitor.get("/search?q=neurn").text
    assert "browse the" in visitor.get("/search?q=zyzzyva").text
    strange = visitor.get("/search?q=%3Cb%3E%25_'%22")
    assert strange.status_code == 200
    assert "<b>" not in strange.text


def test_slash_goes_to_the_search_from_every_page(page: Page, address: str, number) -> None:
    for path in ("/", "/notes", "/notes/neuron", "/progress", f"/practice/{number('choice')}"):
        page.goto(address + path)
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("dendrites")
    follow(page, "Enter")
    assert page.url.endswith("/search?q=dendrites")
    page.goto(f"{address}/practice/{number('number')}")
    page.get_by_label("Your answer").press("/")
    expect(page.get_by_label("Your answer")).to_have_value("/")
