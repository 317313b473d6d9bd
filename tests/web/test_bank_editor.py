"""The editor of a question, without JavaScript: its form, its preview and the proof."""

from __future__ import annotations

import re
import tomllib
from html import unescape

import pytest

from quizapp.bank import unfair_variants
from quizapp.bank.load import read_question
from quizapp.web.question.draft_question import STARTS
from tests.quizapp.sample_bank import NUMBER
from tests.web.test_bank_pages import text_on
from tests.web.visitor import Visitor


def test_a_template_is_previewed_and_tried_at_any_seed_and_level(instructor: Visitor) -> None:
    def shows(**said: object) -> str:
        return unescape(instructor.post("/bank/preview", text=STARTS["template"], **said).text)

    first = shows(seed=7)
    assert first == shows(seed=6, action="another")
    assert 'value="7"' in first
    question = read_question(STARTS["template"])
    drawn = question.exercise(7)
    for part in drawn.parts:
        for entry in part.answer.misconceptions:
            assert entry.name in first  # every wrong answer that will be named
    assert "Step-by-step solution" in first
    assert "<svg" in first
    assert "thrown away" in first
    graph = STARTS["template"].partition("template = ")[0]
    graph += '[graph]\nlayers = "2-1"\n[graph.asked]\nmedium = ["y"]\n'
    assert "thrown away" in instructor.post("/bank/preview", text=graph).text
    plain = STARTS["template"].partition("[params]")[0]
    easy = unescape(instructor.post("/bank/preview", text=plain, level=1).text)
    assert '<option value="1" selected>Easy' in easy
    keys = {f"answer:{part.name}": part.answer.write() for part in drawn.parts}
    assert "</span> Correct</span>" in shows(seed=7, action="try", **keys)
    assert "left empty" in shows(seed=7, action="try")
    slip = drawn.parts[0].answer.misconceptions[0]
    tried = shows(seed=7, action="try", **keys | {f"answer:{drawn.parts[0].name}": slip.written})
    assert "Not submitted" not in tried
    assert "Where" not in tried.partition("data-shown")[2]
    assert 'class="result' in tried


def test_a_preview_says_what_keeps_a_draft_from_being_saved_or_published(
    instructor: Visitor,
) -> None:
    def shown(**said: str) -> str:
        return unescape(instructor.post("/bank/preview", text=STARTS["cloze"], **said).text)

    new = shown(topic="neuron", slug="")
    assert "No problems found" in new
    assert "It has no name yet." in new
    assert "“A short title” is only a placeholder." in new
    assert "still the answer that every new question begins with" in new
    whole = instructor.post("/bank/preview", text=NUMBER).text
    assert '<li class="other"><code>8</code>' in whole  # as the correct answer is shown
    assert "Fill in" not in new.partition("Before you publish it")[2].partition("</ul>")[0]
    assert "no name yet" not in shown(topic="neuron", slug="gaps")
    named = shown(topic="neuron", slug="Gaps ü")
    assert "No problems found" not in named
    assert re.search(r'data-field="slug">Name</a>: .neuron/Gaps ü. is not a valid name', named)
    instructor.open("number")
    instructor.answer("number", answer="0.88")
    number = instructor.number("number")
    assert "can't become “Fill in the blanks”" in shown(question=str(number))


def test_a_preview_proposes_a_phrasing_and_tells_of_points_that_overlap(
    instructor: Visitor,
) -> None:
    text = """title = "Small steps"
type = "short_answer"
level = 1
source = "Learning rate"
prompt = "What does a small learning rate do?"
explanation = "It makes small steps."
hints = ["How far does each step go?"]
[answer]
model = "Training is slow with a small learning rate, and each step is short."
rubric = [
  {point = "Training is slow with a small learning rate"},
  {point = "Each step is short", phrasings = ["step short"]},
  {point = "The steps are short ones", phrasings = ["step short"]},
]
"""
    shown = unescape(instructor.post("/bank/preview", text=text).text)
    assert "<code>training slow small learning_rate</code>" in shown
    assert "<code>step short</code> also makes point 3." in shown
    assert "<code>step short</code> also makes point 2." in shown


def places_told(html: str) -> list[tuple[str, str]]:
    """The id and the label of the field that each problem leads to."""
    return re.findall(r'data-(?:field|go)="([^"]+)">([^<]+)</a>: ', unescape(html))


def test_what_is_left_as_it_began_is_told_of_its_own_field(instructor: Visitor) -> None:
    def labels(text: str) -> list[str]:
        told = instructor.post("/bank/preview", text=text, view="form").text
        return [label for _, label in places_told(told)]

    for kind, label in (
        ("choice", "Options"), ("true_false", "The statement is true"), ("number", "Value"),
        ("short_answer", "Model answer"), ("expression", "Formula"),
    ):  # fmt: skip
        first = [*dict.fromkeys(labels(STARTS[kind]))]
        assert first == ["Title", "Source", "Explanation", "Hint 1", "Question", label]
    two = STARTS["number"].replace("hints = [", "hints = ['''Mine''', ")
    assert "Hint 2" in labels(two)
    assert "Hint 1" not in labels(two)
    assert "Mistake 1" in labels(STARTS["number"].replace("value = 0.88", "value = 0.87"))


def test_empty_entries_of_lists_are_ignored_and_the_others_told_by_their_place(
    instructor: Visitor,
) -> None:
    said = {"view": "form", "topic": "neuron", "slug": "empties", "field:title": "Mine"}
    text = STARTS["short_answer"]
    for act in (*["add:answer.rubric.1.phrasings"] * 3, "add:hints", "add:answer.mistakes"):
        text = text_on(instructor.post("/bank/new", text=text, action=act, **said).text)
    assert tomllib.loads(text)["answer"]["rubric"][1]["phrasings"] == ["", "", ""]
    said["text"] = text
    mistaken = unescape(instructor.post("/bank/preview", **said).text)
    assert "Give a phrasing" in mistaken or "A name is snake_case" in mistaken
    said["text"] = text.partition("[[answer.mistakes]]")[0]
    assert "No problems found" in instructor.post("/bank/preview", **said).text
    third = "field:answer.rubric.1.phrasings.2"  # the first that is not empty
    told = places_told(instructor.post("/bank/preview", **said | {third: "the"}).text)
    assert told == [("f-answer-rubric-1-phrasings-2", "Point 2, phrasing 3")]
    saved = instructor.post("/bank/new", action="save", **said)
    kept = text_on(instructor.get(saved.request.path.replace("revisions", "edit")).text)
    assert tomllib.loads(kept) == tomllib.loads(STARTS["short_answer"]) | {"title": "Mine"}


def test_a_proof_goes_on_until_all_seeds_are_proved(
    instructor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unfair_variants, "PROVEN", 12)
    some = instructor.post("/bank/preview/proof", text=STARTS["template"]).text
    assert 'data-next="10"' in some
    rest = instructor.post("/bank/preview/proof", text=STARTS["template"], first=10).text
    assert "Proved for 12 seeds" in rest
    wrong = STARTS["template"].replace("hidden = 2", "hidden = 99")
    assert "Not proved" in instructor.post("/bank/preview/proof", text=wrong).text
    instructor.get("/bank/new")
    page = instructor.post("/bank/new", action="prove", text=STARTS["template"])
    assert "Proved for 12 seeds" in page.text


def test_the_form_writes_into_the_text_that_is_saved_and_says_what_is_wrong_at_its_field(
    instructor: Visitor,
) -> None:
    opened = instructor.get("/bank/new?type=choice").text
    fields = {unescape(name) for name in re.findall(r'name="(field:[^"]+)"', opened)}
    assert {
        "field:title",
        "field:answer.options.1.remark",
        "field:answer.options.0.correct",
    } <= fields
    said = {"view": "form", "text": STARTS["choice"], "topic": "neuron", "slug": "made-by-form"}
    said["field:answer.options.0.text"] = "$\\beta$"
    longer = instructor.post("/bank/new", action="add:answer.options", **said)
    assert 'name="field:answer.options.2.text"' in longer.text
    assert "$\\beta$" in text_on(longer.text)
    said["text"] = text_on(longer.text)
    back = instructor.post("/bank/new", action="save", **said)
    assert back.status_code == 422
    assert 'id="f-answer-options-2-text" name' in back.text
    assert re.search(r'id="f-answer-options-2-text"[^>]*aria-invalid="true"', back.text)
    raw = instructor.post("/bank/new", action="as-toml", **said)
    assert "The question, in TOML" in raw.text
    assert "$\\beta$" in text_on(raw.text)
    said["text"] = text_on(
        instructor.post("/bank/new", action="remove:answer.options.2", **said).text
    )
    saved = instructor.post("/bank/new", action="save", **said)
    assert "Saved as revision 1" in saved.text
    kept = text_on(instructor.get(saved.request.path.replace("revisions", "edit")).text)
    assert kept.rstrip() == STARTS["choice"].replace("$\\frac{1}{4}$", "$\\beta$").rstrip()
    broken = instructor.post("/bank/new", action="as-form", view="toml", text="title = ")
    assert "no form for this text yet" in broken.text
    assert text_on(broken.text) == "title = "


def test_formulas_are_typeset_and_templates_found(instructor: Visitor) -> None:
    instructor.get("/bank/new")
    shown = instructor.post("/bank/preview/formula", formula="a*(1-a)", symbols="a b").text
    assert "<math" in shown
    assert "not known" in instructor.post("/bank/preview/formula", formula="a*c", symbols="a").text
    found = instructor.get("/bank/templates?q=backprop").text
    assert "<svg" in found
    start = re.search(r'href="([^"]*template=mlp_backprop)"', found)
    assert start
    page = instructor.get(unescape(start[1])).text
    assert re.search(r'<select[^>]*name="field:params.activation"', page)
    typed = STARTS["template"].replace("Backpropagation through 2-2-1", "My own title")
    instructor.post("/bank/new/draft?type=template", text=typed)
    page = instructor.get("/bank/new?type=template&template=momentum").text
    assert 'value="My own title"' in page  # what was typed before the list was opened
    number = instructor.number("network")
    assert (
        f"/bank/{number}/edit?template=momentum"
        in instructor.get(f"/bank/templates?q=momentum&question={number}").text
    )
    page = instructor.get(f"/bank/{number}/edit?template=momentum&view=toml").text
    assert "template = &#34;momentum&#34;" in page
    assert "A 2-2-1 network" in page
    assert "No template matches" in instructor.get("/bank/templates?q=zzz").text


@pytest.mark.parametrize(
    ("kind", "answer", "says"),
    [
        ("number", "value = 0.001\ndecimals = 2", "To 2 decimals this is 0"),
        ("number", "value = 1.0\ndecimals = 2\nlower = 2.0", "from lower to upper"),
        ("choice", """options = [{ text = "ReLU", correct = true, remark = "Yes." },
                                 { text = " relu ", remark = "No." }]""", "looks the same"),
    ],
)  # fmt: skip
def test_an_answer_that_nobody_could_tell_is_refused(
    instructor: Visitor, kind: str, answer: str, says: str
) -> None:
    head = re.split(r"\[+answer", STARTS[kind])[0]
    previewed = instructor.post("/bank/preview", text=f"{head}[answer]\n{answer}\n").text
    assert says in previewed
