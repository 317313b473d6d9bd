"""Going back to a blank, skipping a question, and what stays in view meanwhile."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from click.testing import CliRunner

from quizapp.commands import main
from quizapp.models import Keepsake
from quizapp.storage.database import make_engine, make_sessions
from quizapp.terminal.obeying import BackError
from quizapp.terminal.question_screen import go_through
from tests.terminal.program import Program, answered

NEURON = 'template = "neuron_gradient"'


def drill(program: Program, *arguments: str, typed: list[str], **environ: str) -> str:
    """What a drill in this process prints."""
    known: Mapping[str, str] = {"QUIZAPP_DATABASE_URL": program.url, **environ}
    done = CliRunner().invoke(
        main, ["drill", "--plain", *arguments], input=answered(typed), env=known
    )
    assert done.exit_code == 0, done.output
    return done.output


def test_b_goes_back_to_any_blank_and_enter_keeps_what_was_there(program: Program) -> None:
    program.only("template", holding=NEURON)
    typed = ["98.76", "87.65", "b", ":b", "98.77", "", "76.54", "q"]
    shown = drill(program, "--count", "2", typed=typed)
    assert "Enter keeps it." in shown
    (attempt,) = program.attempts()
    assert list(attempt.responses.values()) == ["98.77", "87.65", "76.54"]


def test_what_was_typed_can_still_be_changed_after_coming_back_another_day(
    program: Program,
) -> None:
    program.only("template", holding=NEURON)
    drill(program, typed=["98.76", "87.65", "q"])
    drill(program, "--resume", "--count", "1", typed=["b", "87.66", "76.54"])
    (attempt,) = program.attempts()
    assert list(attempt.responses.values()) == ["98.76", "87.66", "76.54"]


def test_b_goes_back_within_an_answer_of_several_pieces(program: Program) -> None:
    program.only("cloze", holding="Slopes of four activations")
    drill(program, "--count", "1", typed=["1", "b", "7", "8", "9", "10"])
    (attempt,) = program.attempts()
    assert attempt.responses == {"answer": "1: 7; 2: 8; 3: 9; 4: 10"}


def test_b_goes_back_from_the_points_to_the_text(program: Program) -> None:
    program.only("short_answer")
    drill(program, "--count", "1", typed=["one", "", "b", "two", ":b", "three", "", "1"])
    (attempt,) = program.attempts()
    assert attempt.responses == {"answer": "one\ntwo\nthree\n[self-check: 1]"}


def test_k_puts_a_question_off_and_keeps_what_was_typed(program: Program) -> None:
    program.only("template", holding=NEURON)
    shown = drill(program, "--count", "1", typed=["98.76", "k", "q"])
    assert "Skipped" in shown
    assert shown.count(" 1/3") > 1
    assert program.attempts() == []
    with make_sessions(make_engine(program.url))() as session:
        assert session.query(Keepsake).one().skipped_at
    assert "98.76" in drill(program, "--resume", typed=["q"])


def test_a_letter_that_names_an_option_is_an_answer_and_with_a_colon_a_command(
    program: Program,
) -> None:
    program.only("choice")
    shown = drill(program, "--count", "1", typed=[":b", "b"])
    assert "r read again" in shown
    assert shown.count("There is nothing before this") == 1
    (attempt,) = program.attempts()
    assert list(attempt.responses.values()) != [""]


@pytest.mark.parametrize(("rows", "again"), [("12", True), ("200", False)])
def test_the_numbers_are_written_again_once_they_have_left_the_window(
    program: Program, rows: str, again: bool
) -> None:
    program.only("template", holding='template = "mlp_backprop"')
    shown = drill(program, typed=["98.76", "87.65", "q"], LINES=rows, COLUMNS="80")
    assert ("Given: x" in shown) == again


def test_blanks_are_asked_in_turn_and_those_gone_back_over_are_asked_again() -> None:
    story: list[str] = []
    goes_back = iter([False, True, True, False, False, False])

    def ask(name: str) -> None:
        story.append(name)
        if next(goes_back):
            raise BackError

    go_through("abc", {"a"}, ask, lambda name: story.append(f"({name})"), lambda: None)
    assert "".join(story) == "(a)bcbabc"
