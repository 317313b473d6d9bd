"""An instructor composes a graph, sees what learners get, and takes it to the editor."""

from __future__ import annotations

import html
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from quizapp.bank.graph_fields import field_of, form_of
from quizapp.bank.graph_trial import SEEDS, composed_question, composed_text, trial
from quizapp.storage import resources
from tests.web.accessibility import violations
from tests.web.browsing import click, sign_in
from tests.web.visitor import Visitor

SMALL = {"layers": "2-1", "activation": "tanh", "ask.medium": ["y", "grad.W"]}
OWN = [
    f"{path.parent.name}/{path.stem}"
    for path in Path(resources.questions()).glob("*/*.toml")
    if "\n[graph]" in path.read_text(encoding="utf-8")
]


def composed(visitor: Visitor, **fields: Any) -> str:
    answer = visitor.post("/bank/compose", **{"action": "try", **fields})
    assert answer.status_code == 200
    return str(answer.text)


def toml_in(page: str) -> dict[str, Any]:
    found = re.search(r'<textarea name="text" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return tomllib.loads(html.unescape(found[1]))


@pytest.mark.parametrize("slug", OWN)
def test_the_form_holds_all_that_a_file_says(slug: str) -> None:
    text = Path(resources.questions(), f"{slug}.toml").read_text(encoding="utf-8")
    doc = tomllib.loads(text)
    form = form_of(doc["title"], doc["level"], doc["graph"])
    assert form.graph() == doc["graph"]
    assert tomllib.loads(composed_text(form.graph(), doc["title"], doc["level"], text)) == doc


def test_twenty_variants_are_shown_with_bounds_mistakes_and_the_solution(
    instructor: Visitor,
) -> None:
    instructor.get("/bank/compose")
    page = composed(instructor, **SMALL)
    assert "<h2>20 variants</h2>" in page
    assert "draws were refused for each one served" in page
    reasons = re.search(r"drawn again where</p>\n<ul>(.*?)</ul>", page, re.DOTALL)
    assert reasons  # why, and how often
    assert re.search(r"<li>.* <span class=\"soft\">\(\d+ draws?\)", reasons[1])
    assert "Step-by-step solution" in page
    assert "Computation graph" in page
    assert "It looks" in page or "slope" in page  # a remark on a mistake that is named
    doc = toml_in(page)
    assert doc["graph"]["asked"] == {"medium": ["y", "grad.W"]}
    made = instructor.post("/bank/new", action="preview", text=composed_text(
        doc["graph"], "", 2), base="0", slug="")  # fmt: skip
    assert "layers = &#34;2-1&#34;" in made.text


def test_ticks_outlast_a_graph_that_is_wrong(instructor: Visitor) -> None:
    instructor.get("/bank/compose")
    page = composed(instructor, **SMALL | {"layers": "2-x", "update": "W"})
    assert "The rest comes back" in page
    kept = re.findall(r'<input type="checkbox" name="([\w.]+)" value="([\w.]+)" checked', page)
    assert kept == [("update", "W"), ("ask.medium", "y"), ("ask.medium", "grad.W")]


def test_the_graph_of_a_question_is_changed_and_all_else_kept(instructor: Visitor) -> None:
    text = composed_text({"layers": "2-1", "asked": {"medium": ["y"]}}, "Old", 2)
    text = text.replace("level = 2", "level = 2  # a comment")
    instructor.get("/bank/new")
    made = instructor.post("/bank/new", text=text, slug="neuron/own", base="0", action="save")
    assert made.status_code == 200
    number = instructor.number("own")
    opened = instructor.get(f"/bank/compose?question={number}").text
    assert 'value="2-1"' in opened
    page = composed(instructor, question=number, title="New", **SMALL)
    assert toml_in(page)["title"] == "New"
    assert "# a comment" in page
    assert f'action="/bank/{number}/edit"' in page
    assert "Change its graph" in instructor.get(f"/bank/{number}/edit").text


def test_nodes_are_added_changed_and_removed(instructor: Visitor) -> None:
    instructor.get("/bank/compose")
    node = {"node.0.name": "z", "node.0.op": "huber_loss", "node.0.inputs": "x, t"}
    page = composed(instructor, **node)
    assert 'id="node.0.param.delta"' in page  # the parameter of this op
    assert 'id="leaf.x.shape"' in page  # what it reads has to be given
    assert "Nothing before it is called" in page
    assert 'href="#node.0.inputs"' in page
    shaped = {"leaf.x.shape": "1, 1", "leaf.t.shape": "1, 1", "node.0.param.delta": "0.25"}
    asked = {"ask.medium": ["z", "grad.x"], "only.easy": "z"}
    doc = toml_in(composed(instructor, **node, **shaped, **asked))
    assert doc["graph"]["nodes"][0]["params"] == {"delta": 0.25}
    assert doc["graph"]["asked"] == {"easy": ["z"], "medium": ["z", "grad.x"]}
    assert 'id="node.1.op"' in composed(instructor, action="add", **node)
    assert 'id="node.0.op"' not in composed(instructor, action="remove:0", **node)


def test_a_formula_of_ones_own_is_an_activation_and_leaves_other_drafts_alone(
    instructor: Visitor,
) -> None:
    instructor.get("/bank/new?type=template")
    mine = {"type": "template", "text": "half a thought", "action": "preview"}
    instructor.post("/bank/new?type=template", **mine)
    instructor.get("/bank/compose")
    own = SMALL | {"formulas": "f(z) = z / (1 + |z|)\nf'(z) = 1 / (1 + |z|)^2", "activation": "f"}
    page = composed(instructor, **own)
    doc = toml_in(page)
    assert doc["graph"]["formulas"] == {"f": {"rule": "z / (1 + |z|)", "slope": "1 / (1 + |z|)^2"}}
    assert form_of("", 2, doc["graph"]).graph() == doc["graph"]
    assert "this leaves it out" in page  # a slip with f that is named
    wrong = composed(instructor, **own | {"formulas": "f(z) = z^"})
    assert 'href="#formulas"' in wrong
    editor = html.unescape(re.findall(r'action="(/bank/new[^"]+)"', page)[0])
    text = re.search(r'<textarea name="text" hidden>\n(.*?)</textarea>', page, re.DOTALL)[1]
    instructor.post(editor, action="preview", text=html.unescape(text))
    assert "formulas" in instructor.get(editor).text
    assert "half a thought" in instructor.get("/bank/new?type=template").text


def test_a_step_of_an_optimiser_is_chosen_with_its_constants(instructor: Visitor) -> None:
    instructor.get("/bank/compose")
    step = {"update": "W", "optimiser": "adam", "step": "3", "constant.beta2": "0.9"}
    page = composed(instructor, **SMALL | step | {"ask.medium": ["y", "updated.m_hat_w"]})
    assert "step is number 3 of Adam" in page
    assert 'id="constant.beta1"' in page
    assert 'id="leaf.v_w.low"' in page  # what is remembered may be drawn otherwise
    assert 'placeholder="left by earlier steps" aria-label="v_w: what it is"' in page
    assert 'placeholder="2, 1" aria-label="v_w: shape"' in page
    assert 'value="m_w"' not in page  # and is nothing to take a step on
    doc = toml_in(page)
    assert doc["graph"]["update"] == {
        "leaves": ["W"], "rate": 0.1, "optimiser": "adam", "step": 3, "constants": {"beta2": 0.9},
    }  # fmt: skip
    assert form_of("", 2, doc["graph"]).graph() == doc["graph"]


@pytest.mark.parametrize(
    ("fields", "at", "advice"),
    [
        ({"layers": "2-y"}, "layers", "2-3-2-1"),
        ({"leaf.x.low": "abc"}, "leaf.x.low", "isn&#39;t a number"),
        ({"leaf.x.low": "3"}, "leaf.x.low", "below high"),
        ({"skips": "y - x"}, "skips", "h1 -&gt; h2"),
        ({"update": "W", "rate": "99"}, "rate", "at most 10"),
        ({"update": "W", "optimiser": "adam", "constant.beta1": "7"}, "constant.beta1", "0 and 1"),
        ({"only.medium": "grad.Q"}, "only.medium", "no &#39;grad.Q&#39;"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    instructor: Visitor, fields: dict[str, Any], at: str, advice: str
) -> None:
    instructor.get("/bank/compose")
    page = composed(instructor, title="Mine", **{**SMALL, **fields})
    assert f'id="{at}"' in page
    assert 'aria-describedby="trouble"' in page
    assert advice in page
    assert 'value="Mine"' in page
    for typed in fields.values():
        assert all(
            html.escape(one) in page for one in ([typed] if isinstance(typed, str) else typed)
        )


def test_an_index_of_a_node_leads_to_the_row_that_holds_it() -> None:
    assert field_of(("graph", "nodes", 1, "params", "delta"), ["0", "7"]) == "node.7.param.delta"
    assert field_of(("graph", "leaves", "x", "high"), []) == "leaf.x.high"


def test_a_trial_ends_in_time_and_goes_on_where_it_stopped() -> None:
    text = composed_text({"layers": "1-1", "asked": {"medium": ["y"]}}, "In time", 2)
    clock = iter(range(1000))
    first = trial(composed_question(text), text, seconds=3, now=lambda: float(next(clock)))
    assert first.out_of_time
    assert len(first.exercises) < SEEDS
    rest = trial(composed_question(text), text, seconds=1000, now=lambda: 0.0)
    assert len(rest.exercises) == SEEDS
    assert rest.exercises[0] is first.exercises[0]


def test_it_is_for_instructors(ben: Visitor) -> None:
    assert ben.get("/bank/compose").status_code in (302, 403)


def test_a_number_in_the_picture_is_asked_with_a_click(page: Page, address: str) -> None:
    sign_in(page, address)
    page.goto(f"{address}/bank/compose")
    page.get_by_label("Sizes").fill("2-1")
    expect(page.locator("#activations select")).to_have_count(1)
    expect(page.locator("#asked")).to_contain_text("No longer in the graph")
    asked = page.locator("[name='ask.medium'][value='grad.W']")
    page.locator("[data-asks='y']").first.wait_for()
    page.locator("[data-asks='grad.W']").first.click()
    expect(asked).to_be_checked()
    expect(page.locator("#result .keys-table tbody tr")).to_have_count(3)
    assert violations(page) == []
    click(page, "Open in the editor")
    expect(page.locator("textarea[name=text]")).to_have_value(re.compile('"grad.W"'))
