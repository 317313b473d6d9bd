"""`quizapp exercise`, `mark` and `progress` as other programs use them."""

from __future__ import annotations

import json

import pytest

from engine import build, mark
from tests.terminal.program import Program


def test_exercise_json_is_the_exercise_and_nothing_else(program: Program) -> None:
    done = program.run("exercise", "mlp_backprop", "--seed", "7", "-p", "hidden=1", "--json")
    assert json.loads(done.stdout) == json.loads(
        json.dumps(build("mlp_backprop", 7, hidden=1).as_dict())
    )
    assert done.stderr == ""


def test_exercise_prints_the_statement_the_picture_and_the_blanks(program: Program) -> None:
    shown = program.run("exercise", "mlp_backprop", "--seed", "7", "-p", "ask=all").stdout
    assert "   x₁ ───┬─── h₁ ───┐\n         │          ├─── y\n" in shown
    assert "∂E/∂w⁽¹⁾₁₂ = ?   grad.W1[0,1]" in shown
    assert "Step-by-step solution" not in shown


def test_exercise_with_solution_ends_with_every_key(program: Program) -> None:
    shown = program.run("exercise", "neuron_gradient", "--seed", "2", "--solution").stdout
    for part in build("neuron_gradient", 2).parts:
        assert part.answer.shown in shown


def test_mark_json_is_the_mark_and_nothing_else(program: Program) -> None:
    responses = {"value.y[0]": "0.5", "grad.b[0]": "no number"}
    given = [argument for name, text in responses.items() for argument in ("-r", f"{name}={text}")]
    done = program.run("mark", "neuron_gradient", "--seed", "2", "-p", "ask=all", *given, "--json")
    expected = mark(build("neuron_gradient", 2, ask="all"), responses).as_dict()
    assert (json.loads(done.stdout), done.stderr) == (expected, "")


def test_mark_names_what_explains_a_wrong_answer(program: Program) -> None:
    part = next(part for part in build("neuron_gradient", 2).parts if part.answer.misconceptions)
    wrong = part.answer.misconceptions[0]
    shown = program.run(
        "mark",
        "neuron_gradient",
        "--seed",
        "2",
        "-r",
        f"{part.name}={wrong.written}",
        "-r",
        "grad.W[0,0]=banana",
    ).stdout
    assert "Not quite" in shown
    assert "It looks as if you" in shown or "Check this" in shown
    assert "has no value here" in shown, "why it could not be read"


ADVICE = [
    (["exercise", "mlp_bakprop"], "Did you mean mlp_backprop?"),
    (["exercise", "mlp_backprop", "-p", "hidden=99"], "Use one of 1, 2, 3"),
    (["exercise", "mlp_backprop", "-p", "hiden=2"], "Did you mean hidden?"),
    (["exercise", "mlp_backprop", "-p", "hidden"], "-p hidden=2"),
    (["mark", "mlp_backprop", "-p", "ask=all", "-r", "value.h=1"], "are value.h[0], value.h[1]"),
    (["mark", "mlp_backprop", "-r", "0.5"], "NAME=VALUE"),
    (["mark", "nonsense"], "There are activation_value_and_slope"),
]


@pytest.mark.parametrize(("arguments", "advice"), ADVICE, ids=[" ".join(a) for a, _ in ADVICE])
def test_an_unknown_name_is_a_usage_error_with_advice(
    program: Program, arguments: list[str], advice: str
) -> None:
    done = program.run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert advice in done.stderr


def test_progress_shows_every_skill_and_mistakes(program: Program) -> None:
    (wrong, *_) = program.only("true_false").parts[0].answer.near_misses()
    program.drill("--count", "1", typed=f"{wrong}\n")
    shown = program.run("progress").stdout
    assert "1 answers" not in shown
    assert "1 answer · 0%" in shown
    assert "Not correct yet" in shown
    document = json.loads(program.run("progress", "--json").stdout)
    assert document["attempts"] == 1
    assert sum(skill["attempts"] for skill in document["skills"]) == 1


def test_blanks_with_options_show_them_readably(program: Program) -> None:
    shown = program.run("exercise", "gradient_shapes", "--seed", "1", "--solution").stdout
    assert "shape of ∂E/∂Z: ?   shape.Z" in shown
    marked = program.run("mark", "gradient_shapes", "--seed", "1", "-r", "shape.Z=1").stdout
    for part in build("gradient_shapes", 1).parts:
        right = next(i for i, option in enumerate(part.answer.options, 1) if option.correct)
        assert f": {right}: " in shown
    assert "$" not in shown + marked
