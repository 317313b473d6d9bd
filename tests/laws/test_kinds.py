"""Law: every door can ask and show every type of question."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask, render_template

from engine import ANSWERS, BadQuestion
from engine.answers._base import CORRECT, PartMark
from engine.exercise.exercise import Exercise, Part
from engine.exercise.question import TEMPLATE, Question
from quizapp.bank.check import check_text
from quizapp.bank.formats import toml
from quizapp.bank.load import read_question
from quizapp.kinds import KINDS
from quizapp.kinds._base import FOLDER
from quizapp.mock.areas import AREAS, area_of
from quizapp.plan.targets import READING, target_seconds
from quizapp.practice import fields_of, texts_of
from quizapp.terminal.asking import ask
from quizapp.terminal.screen import Screen
from quizapp.terminal.style import paint_for
from quizapp.web import create_app
from quizapp.web.api.shapes import part_of
from quizapp.web.question.blanks import PageBlank, fresh
from tests.variants import answers

TYPES = sorted([*ANSWERS, TEMPLATE])
SAMPLES = [
    pytest.param(sample, id=f"{name}-{n}")
    for name in sorted(ANSWERS)
    for n, sample in enumerate(answers(name))
]
over_samples = pytest.mark.parametrize("answer", SAMPLES)


def alone(answer) -> Exercise:
    return Exercise("any", 0, {}, "Say it.", (Part("answer", "", answer),))


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app("sqlite://", SECRET_KEY="test", TESTING=True)


@pytest.mark.parametrize("name", TYPES)
def test_every_type_has_its_folder_with_all_that_the_doors_need(name: str) -> None:
    here = f"quizapp/kinds/{name}"
    wanted = ["__init__.py", "start.toml"] + ["entry.html"] * (name != TEMPLATE)
    missing = [file for file in wanted if not (FOLDER / name / file).is_file()]
    assert not missing, f"Add {', '.join(missing)} to {here}/; quizapp/kinds/number/ shows how."
    kind = KINDS[name]
    assert min(len(kind.name), kind.seconds) > 0, f"Say name and seconds in {here}/__init__.py."
    if kind.is_quick:
        assert (FOLDER / name / "check.html").is_file(), f"Add {here}/check.html, as it is_quick."


def test_every_page_has_the_styles_that_kinds_bring(app: Flask) -> None:
    client = app.test_client()
    (address,) = re.findall(r'rel="stylesheet" href="([^"]+)"', client.get("/sign-in").text)
    brought = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*/style.css"))]
    assert client.get(address).text.endswith("".join(brought))
    assert any(brought)


@over_samples
def test_what_can_be_marked_offline_has_its_script(answer) -> None:
    here = FOLDER / answer.kind
    if KINDS[answer.kind].key_sheet(answer):
        assert (here / "marking.js").is_file(), f"Add quizapp/kinds/{answer.kind}/marking.js."


def test_every_folder_belongs_to_a_type() -> None:
    idle = sorted(set(KINDS) - set(TYPES))
    assert not idle, f"quizapp/kinds/{idle[0]}/ has no engine/answers/{idle[0]}.py: add it."


@pytest.mark.slow
@pytest.mark.parametrize("name", TYPES)
def test_the_editor_starts_from_a_question_that_could_be_saved(name: str) -> None:
    assert not check_text(KINDS[name].start, "this text")
    assert Question.from_dict(toml.read(KINDS[name].start)).type == name


@pytest.mark.parametrize("name", TYPES)
def test_a_mock_interview_and_the_plan_know_how_long_it_takes(name: str) -> None:
    area, known = area_of(name, None), ", ".join(AREAS)
    assert area in AREAS, f"quizapp/kinds/{name}/: the area is one of {known}, not {area!r}."
    assert target_seconds(name, 2, blanks=1) == READING + KINDS[name].seconds


@over_samples
def test_a_page_asks_it_and_shows_its_mark_and_key(app: Flask, answer) -> None:
    exercise, text = alone(answer), answer.write()
    (blank,) = fresh(exercise)
    right = PageBlank(blank.part, 1, (text,), mark=PartMark(CORRECT, 1.0))
    missed = answer.near_misses()[0]
    wrong = PageBlank(blank.part, 1, (missed,), mark=answer.mark(missed))
    entry = f"kinds/{answer.kind}/entry.html"
    with app.test_request_context("/"):
        asked = render_template(entry, blank=blank)
        assert f'name="{blank.field}"' in asked, "Without JavaScript the field must be in the page."
        assert render_template(entry, blank=right) != asked
        assert render_template(entry, blank=wrong) != render_template(entry, blank=right)
        previewed = Question("t", answer.kind, 1, "s", answer=answer)
        assert len(render_template("bank/answer.html", previewed=previewed)) > 10


@over_samples
def test_a_draft_of_it_comes_back_as_it_was(answer) -> None:
    exercise = alone(answer)
    for text in (answer.write(), *answer.near_misses()):
        fields = fields_of(exercise, {"answer": text})
        assert answer.read(texts_of(fields)["answer"]) == answer.read(text)
        kind = KINDS[answer.kind]
        assert answer.read(kind.joined([piece for _, piece in fields])) == answer.read(text)
    assert kind.joined([""] * len(fields)) == ""


def typed(answer) -> list[str]:
    """The lines to type in the terminal for a correct answer."""
    if pieces := KINDS[answer.kind].blanks(answer):
        return [piece.write() for _, piece in pieces]
    if answer.kind == "short_answer":  # its points are ticked after it is written
        points = " ".join(str(n) for n in range(1, len(answer.rubric) + 1))
        return [*answer.model.splitlines(), "", points]
    return [answer.write()]


@over_samples
def test_the_terminal_asks_shows_and_reads_it(answer) -> None:
    out, kind = io.StringIO(), KINDS[answer.kind]
    source = io.StringIO("\n".join(typed(answer)) + "\n")
    screen = Screen(out, source, paint_for(out, True), 76)
    kind.show(screen, answer)
    response = ask(screen, Part("answer", "", answer), "Answer: ", "", {})
    assert answer.mark(response).verdict == CORRECT, out.getvalue()
    screen.markdown(kind.solution(answer))
    screen.markdown(kind.how(answer))


@over_samples
def test_the_terminal_leaves_it_blank_when_nothing_is_typed(answer) -> None:
    out = io.StringIO()
    screen = Screen(out, io.StringIO("\n" * 30), paint_for(out, True), 76)
    assert ask(screen, Part("answer", "", answer), "Answer: ", "", {}) == ""


@over_samples
def test_a_program_gets_everything_that_is_needed_to_answer(answer) -> None:
    told = part_of(Part("answer", "", answer))
    kind = KINDS[answer.kind]
    assert told.kind == answer.kind
    assert (told.choices, told.partners) == (kind.choices(answer), kind.partners(answer))
    assert told.how or told.decimals is not None or told.digits, "It must say what to write."
    for key in (answer.write(), kind.solution(answer).strip()):
        assert key not in (told.passage, told.how), "What is asked must not hold the answer."


def test_a_type_without_a_folder_is_left_out_and_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its questions are refused, so that the server starts and asks all others."""
    monkeypatch.setattr(KINDS, "names", tuple(name for name in KINDS if name != "ordering"))
    text = (FOLDER / "ordering" / "start.toml").read_text(encoding="utf-8")
    (problem,) = check_text(text, "this text")
    assert "quizapp/kinds/ordering/" in problem.what
    with pytest.raises(BadQuestion, match="type ordering cannot be shown"):
        read_question(f"{text}\n")
    assert read_question((FOLDER / "number" / "start.toml").read_text(encoding="utf-8"))


def test_kinds_lie_below_every_door() -> None:
    doors = re.compile(r"^\s*(from|import) \S*\b(web|terminal|commands|remote)\b", re.MULTILINE)
    assert not [path for path in FOLDER.rglob("*.py") if doors.search(path.read_text())]
