"""Practising without JavaScript."""

from __future__ import annotations

import re

import pytest

from engine import build
from engine.exercise.question import Question
from quizapp.bank.formats import toml
from quizapp.kinds import is_written
from quizapp.presenting import markup
from quizapp.web.question.draft_question import STARTS
from tests.web.visitor import LEARNER, PASSWORD, Visitor

FIXED = sorted(set(STARTS) - {"template"})


def started(kind: str) -> Question:
    """The question that the editor starts from."""
    return Question.from_dict(toml.read(STARTS[kind]))


def key_of(kind: str) -> list[str]:
    """What a form sends for the correct answer."""
    answer = started(kind).answer
    assert answer is not None
    return [answer.write()] if is_written(kind) else answer.write().split()


def test_a_guest_can_start_at_once_and_continue_from_the_mark(visitor: Visitor) -> None:
    asked = visitor.post("/practice", topic="neuron")
    assert asked.request.path.startswith("/practice/")
    assert visitor.learners() == 3
    visitor.open("true_false")
    marked = visitor.answer("true_false", answer="true")
    assert marked.request.path.startswith("/attempts/")
    assert "Correct" in marked.text
    following = visitor.post("/practice", avoid=visitor.number("true_false"))
    assert following.request.path.startswith("/practice/")
    assert visitor.learners() == 3


@pytest.mark.parametrize("kind", FIXED)
def test_the_right_answer_is_marked_right_and_explained(visitor: Visitor, kind: str) -> None:
    visitor.open(kind)
    marked = visitor.answer(kind, answer=key_of(kind))
    assert marked.request.path.startswith("/attempts/")
    assert 'class="score">100%<' in marked.text or "</span> Correct" in marked.text
    assert markup.render(started(kind).explanation) in marked.text


@pytest.mark.parametrize("kind", [*FIXED, "network"])
def test_a_blank_answer_is_not_marked_until_the_learner_says_so(
    visitor: Visitor, kind: str
) -> None:
    visitor.open(kind)
    asked = visitor.answer(kind)
    assert asked.status_code == 422
    assert visitor.attempts() == 0
    assert "Submit anyway" in asked.text
    marked = visitor.answer(kind, action="blank")
    assert marked.request.path.startswith("/attempts/")
    assert visitor.attempts() == 1


def test_an_unreadable_answer_comes_back_with_everything_typed(visitor: Visitor) -> None:
    exercise = build("mlp_backprop", seed=5, ask="all")
    typed = {f"answer:{part.name}": part.answer.write() for part in exercise.parts}
    typed["answer:grad.W1[0,1]"] = "0.12banana"
    visitor.open("network", seed=5)
    back = visitor.answer("network", **typed)
    assert back.status_code == 422
    assert visitor.attempts() == 0
    for text in typed.values():
        assert f'value="{text}"' in back.text
    (field,) = re.findall(r"<input[^>]*aria-invalid[^>]*>", back.text)
    assert "0.12banana" in field
    assert "autofocus" in field


def test_a_formula_comes_back_with_the_place_that_could_not_be_read(visitor: Visitor) -> None:
    visitor.open("expression")
    back = visitor.answer("expression", answer="a*(1-a")
    assert 'data-at="2"' in back.text
    assert 'value="a*(1-a"' in back.text


def test_a_network_is_marked_blank_by_blank(visitor: Visitor) -> None:
    exercise = build("mlp_backprop", seed=5, ask="all")
    typed = {f"answer:{part.name}": part.answer.write() for part in exercise.parts}
    typed["answer:value.h[0]"] = "0.99999"
    visitor.open("network", seed=5)
    marked = visitor.answer("network", **typed)
    assert marked.text.count("</span> Correct</span>") >= len(exercise.parts) - 2
    assert "Not quite" in marked.text
    assert "<details open" in marked.text


def test_a_form_sent_twice_is_one_attempt(visitor: Visitor) -> None:
    visitor.open("number")
    page = visitor.page
    first = visitor.answer("number", answer="0.88")
    visitor.page = page
    second = visitor.answer("number", answer="0.88")
    assert visitor.attempts() == 1
    assert second.request.path == first.request.path


def test_a_hint_keeps_what_was_typed_and_is_counted(visitor: Visitor) -> None:
    visitor.open("number")
    hinted = visitor.answer("number", answer="0.8", action="hint")
    assert hinted.status_code == 200
    assert 'value="0.8"' in hinted.text
    assert "A first nudge." in hinted.text
    assert visitor.hidden()["hints"] == "1"
    assert visitor.attempts() == 0


def test_the_solution_is_available_whatever_was_typed(visitor: Visitor) -> None:
    visitor.open("matching")
    shown = visitor.answer("matching", answer=["1a", ""], action="solution")
    assert shown.request.path.startswith("/attempts/")


def test_a_text_is_compared_with_its_rubric_before_it_is_marked(visitor: Visitor) -> None:
    visitor.open("short_answer")
    assert visitor.answer("short_answer", answer="banana").text.count("submit anyway") == 1
    compared = visitor.answer("short_answer", answer="It shifts\r\nthe <curve>.")
    assert compared.status_code == 422
    assert "It shifts\nthe &lt;curve&gt;." in compared.text
    assert "A model answer" not in compared.text, "it would tell what to tick"
    marked = visitor.answer(
        "short_answer", answer="It shifts\r\nthe <curve>.", checked="1", point=["1"]
    )
    assert 'class="score">50%<' in marked.text
    assert "A model answer" in marked.text
    assert "the &lt;curve&gt;." in marked.text


def test_a_formula_is_shown_as_it_was_understood(visitor: Visitor) -> None:
    visitor.open("expression")
    marked = visitor.answer("expression", answer="a - a^2")
    assert re.search(r"We read this as <math>.*<msup>", marked.text)


def test_an_attempt_can_be_seen_only_by_its_owner(visitor: Visitor) -> None:
    visitor.open("number")
    mine = visitor.answer("number", answer="0.88").request.path
    assert visitor.get(mine).status_code == 200
    other = Visitor(visitor.app)
    assert other.get(mine).status_code == 404
    other.sign_in(LEARNER)
    assert other.get(mine).status_code == 404


def test_progress_lists_the_mistake_and_offers_a_new_variant(visitor: Visitor) -> None:
    visitor.open("network", seed=5)
    visitor.answer("network", action="solution")
    assert "A 2-2-1 network" not in visitor.get("/progress").text
    visitor.open("network", seed=5)
    visitor.answer("network", action="blank", **{"answer:value.y[0]": "7"})
    shown = visitor.get("/progress")
    assert "A 2-2-1 network" in shown.text
    number = visitor.number("network")
    fresh = visitor.post(f"/practice/{number}/fresh", follow=False)
    assert re.fullmatch(rf"/practice/{number}\?seed=\d+", fresh.location)
    assert not fresh.location.endswith("seed=5")


def test_signing_up_keeps_the_guests_answers(visitor: Visitor) -> None:
    visitor.open("number")
    mine = visitor.answer("number", answer="0.88").request.path
    count = visitor.learners()
    visitor.get("/sign-up")
    visitor.post("/sign-up", email="new@example.org", password=PASSWORD, name="Cy")
    assert visitor.learners() == count
    assert "Welcome, Cy" in visitor.page.text
    assert visitor.get(mine).status_code == 200


def test_signing_in_keeps_the_guests_answers(visitor: Visitor) -> None:
    visitor.open("number")
    mine = visitor.answer("number", answer="0.88").request.path
    count = visitor.learners()
    visitor.sign_in(LEARNER)
    visitor.post("/sign-in/guest", action="add")
    assert visitor.learners() == count - 1
    assert visitor.get(mine).status_code == 200


def test_after_signing_out_the_browser_belongs_to_nobody(visitor: Visitor) -> None:
    visitor.sign_in(LEARNER)
    visitor.get("/progress")
    visitor.post("/sign-out")
    assert "Ben" not in visitor.get("/").text


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", r"/\evil.example", "javascript:1", "/\t/x"]
)
def test_signing_in_never_redirects_to_another_site(visitor: Visitor, target: str) -> None:
    visitor.get("/sign-in")
    answer = visitor.post("/sign-in", False, email=LEARNER, password=PASSWORD, next=target)
    assert answer.location == "/"


def test_signing_in_leads_back_to_where_the_visitor_was_going(visitor: Visitor) -> None:
    visitor.get("/sign-in")
    answer = visitor.post("/sign-in", False, email=LEARNER, password=PASSWORD, next="/progress")
    assert answer.location == "/progress"


@pytest.mark.parametrize(
    ("fields", "advice"),
    [
        ({"email": "c@d.e", "password": "tiny"}, ["Choose a password"]),
        ({"email": "no", "password": "tiny"}, ["Write an e-mail address", "Choose a password"]),
        ({"email": LEARNER, "password": PASSWORD}, ["has an account"]),
    ],
)
def test_a_refused_sign_up_says_why_and_keeps_what_was_typed(
    visitor: Visitor, fields: dict[str, str], advice: list[str]
) -> None:
    visitor.get("/sign-up")
    answer = visitor.post("/sign-up", name="Cy", **fields)
    assert answer.status_code == 422
    assert all(one in answer.text for one in advice)
    assert 'value="Cy"' in answer.text
    assert f'value="{fields["email"]}"' in answer.text
    assert fields["password"] not in answer.text


def test_a_page_for_practice_never_loads_sympy(app) -> None:
    import subprocess
    import sys

    url = app.config["DATABASE_URL"]
    script = f"""
import sys
from quizapp.web import create_app
client = create_app({url!r}, SECRET_KEY="x").test_client()
pages = [client.get(f"/practice/{{n}}?seed=3").status_code for n in range(1, 10)]
assert pages == [200] * 9, pages
assert client.get("/practice/4?seed=3&hints=9").status_code == 200
print([name for name in ("sympy", "alembic") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
