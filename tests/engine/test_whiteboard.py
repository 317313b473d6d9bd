"""Lines on the whiteboard: any order, any form, and lines that do not count."""

import subprocess
import sys

import pytest

from engine import OPS, TEMPLATES, build
from engine.formula import activations
from engine.whiteboard import Board, Vocabulary
from tests.variants import variant

TARGET = "grad.W1[0,1]"
ACTIVATIONS = TEMPLATES["activation_value_and_slope"]


def board(*lines: str) -> Board:
    return Board(variant("mlp_backprop", seed=7, ask="all"), TARGET, lines)


def verdict(line: str, *before: str) -> str:
    return board(*before).then(line).lines[-1].verdict


@pytest.mark.parametrize(
    "line",
    [
        "dE/dw1_12 = (y - t) * y*(1 - y) * w2_2 * h2*(1 - h2) * x1",
        "x1 * w2_2 * (h2 - h2^2) * (y - t) * (y - y**2)",
        "∂E/∂w^{(1)}_{12} = -(t - y) y (1 - y) w^{(2)}_2 h_2 (1 - h_2) x_1",
        r"\frac{\partial E}{\partial w^{(1)}_{12}} = (y-t)\,y(1-y)\cdot w^{(2)}_{2} h_2(1-h_2) x_1",
        "grad.W1[0,1] = (y - t)*sigma'(z2)*W2[1,0]*sigma'(z1[1])*x[0]",
        "dE/dW1[0,1] = (sigma(z2) - t) * y/(1 + e^(z2)) * w2_2 * h2/(1 + exp(z1_2)) * x1",
        "dE/dw1_12 = dE/db1_2 * x1 = (y - t)*y*(1 - y)*w2_2*h2*(1 - h2)*x1",
        "dE/dw1_12 = dE/dy * dy/dz2 * dz2/dh2 * dh2/dz1_2 * dz1_2/dw1_12",
        "x₁·w⁽²⁾₂·(y−t)·y·(1−y)·h₂·(1−h₂)",
    ],
)
def test_every_right_form_is_right(line):
    assert verdict(line) == "correct"


@pytest.mark.parametrize(
    "line",
    [
        "dE/dw1_12 = (y - t) * y*(1 - y) * w2_2 * h2*(1 - h2)",
        "dE/dw1_12 = (y - t) * y*(1 - y) * w2_1 * h2*(1 - h2) * x1",
        "dE/dw1_12 = (t - y) * y*(1 - y) * w2_2 * h2*(1 - h2) * x1",
        "dE/dw1_12 = (y - t) * y*(1 - y) * w2_2 * h2*(1 - h1) * x1",
        "dE/dy = y - t = t - y",
    ],
)
def test_a_wrong_line_is_wrong(line):
    assert verdict(line) == "wrong"


def test_a_line_that_holds_only_for_the_given_numbers_is_told_apart_from_a_wrong_one():
    key = variant("mlp_backprop", seed=7, ask="all").part(TARGET).answer.key
    assert verdict(f"dE/dw1_12 = {key:.9f}") == "particular"
    assert verdict(f"dE/dw1_12 = {key + 0.01:.5f}") == "wrong"


def test_a_wrong_line_in_names_is_wrong_however_near_its_value_comes():
    near = "dE/dw1_12 = (y - t)*y*(1 - y)*w2_2*h2*(1 - h2)*x1 + y^20"  # y is 0.34
    assert verdict(near) == "wrong"


@pytest.mark.parametrize("line", ["dE/dw1_12 = dE/dw1_12", "dE/dw1_12 = 2*dE/dw1_12/2"])
def test_a_line_in_terms_of_itself_says_nothing_new(line):
    assert verdict(line) == "circular"


def test_the_same_line_again_says_nothing_new():
    assert verdict("dE/dy = y-t", "dE/dy = y - t") == "circular"


def test_the_derivation_ends_when_nothing_is_open():
    lines = ["dE/dw1_12 = dE/dz1_2 * x1", "dE/dz1_2 = dE/dz2 * w2_2 * h2*(1 - h2)"]
    assert not board(*lines).finished
    assert board(*lines, "dE/dz2 = (y - t)*y*(1 - y)").finished


def test_two_lines_that_only_refer_to_each_other_prove_nothing():
    lines = ["dE/dw1_12 = dE/db1_2 * x1", "dE/db1_2 = dE/dw1_12 / x1"]
    assert [line.verdict for line in board(*lines).lines] == ["correct", "correct"]
    assert not board(*lines).finished


def test_a_wrong_line_closes_nothing():
    assert not board("dE/dw1_12 = dE/dz1_2 * x1", "dE/dz1_2 = y").finished


def test_a_name_of_your_own_stands_for_its_formula():
    lines = ["delta = (y - t)*y*(1 - y)", "dE/dw1_12 = δ*w2_2*h2*(1 - h2)*x1"]
    assert [line.verdict for line in board(*lines).lines] == ["defined", "correct"]
    assert board(*lines).finished


def test_the_board_says_what_is_still_open():
    line = board().then("dE/dw1_12 = dE/dz1_2 * x1").lines[-1]
    assert line.open == (r"\frac{\partial E}{\partial z^{(1)}_{2}}",)


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("dE/dw1_12 = (y - t", 12),
        ("dE/dw1_12 = y - q", 16),
        ("dE/dw1_12 = W1[0,5]*y", 12),
        ("= y - t", 0),
        ("dE/dy =", 7),
        ("dE/dz9 = y", 0),
        ("w⁽¹⁾₁₂ + dE/dy *", 16),
    ],
)
def test_the_place_that_cannot_be_read_is_pointed_at(line, at):
    read = board().then(line).lines[-1]
    assert read.verdict == "unreadable"
    assert read.at == at


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("dEdy = y - t", "needs a bar"),
        ("dE/dw12 = y", "`w12` has no meaning here. Perhaps `w1_"),
        ("dz2/dh = w2_1", "Perhaps `h"),
        ("dE/dw1_12 = x1*delta2", "define a new one with"),
        ("dE/dw1_12 = dE/dz2 * q", "`q` has no meaning here"),
    ],
)
def test_an_unknown_name_is_reported_with_a_suggestion(line, advice):
    read = board().then(line).lines[-1]
    assert read.verdict == "unreadable"
    assert advice in read.remark


def test_hints_give_a_little_more_each_time_until_the_line_is_written():
    texts = [line.remark for line in board("?", "?", "?", "dE/dy = y - t", "?").lines]
    assert "Next is" in texts[0]
    assert "made up of: $y$, $t$" in texts[1]
    assert "`dE/dy = y - t`" in texts[2]
    assert r"z^{(2)}" in texts[4]
    assert board("?", "?", "?").hint is None


def test_a_kink_counts_on_the_side_the_exercise_is_on():
    exercise = build("mlp_backprop", seed=3, activation="relu", ask="all")
    ways = ("relu'(z1_2)", "1", "h2/z1_2")
    values = exercise.graph.run(exercise.leaves)
    assert values["z1"][0, 1] > 0
    for way in ways:
        line = f"dh2/dz1_2 = {way}"
        assert Board(exercise, "grad.W1[0,1]").then(line).lines[-1].verdict == "correct"


@pytest.mark.parametrize("kind", ACTIVATIONS.choices["activation"])
def test_every_activation_and_its_derivative_are_known_by_name(kind):
    exercise = build(ACTIVATIONS.name, seed=2, activation=kind)
    part = next(part.name for part in exercise.parts if part.name.startswith("grad."))
    found = Board(exercise, part)
    z, h = Vocabulary(exercise).graph.nodes[0].inputs[0], exercise.graph.names[-1]
    for line in (f"{kind}'({z})", f"f'({z})", f"d{kind}/d{z}", f"{kind.upper()}'({z})"):
        assert found.then(line).lines[-1].verdict == "correct", line
    assert found.then(f"{h} = {kind}({z})").lines[-1].verdict in ("correct", "circular")
    assert found.then(f"{kind}({z})").lines[-1].verdict == "wrong"
    while found.hint:
        found = found.then("?")
    line = found.lines[-1].remark.split("`")[1]
    assert found.then(line).finished


def test_an_activation_has_the_parameters_of_the_exercise():
    known = activations.names([OPS["leaky_relu"](0.25)])
    assert activations.function_of(known["leakyrelu'"]).call(-2) == 0.25
    assert known["f'"] == known["leakyrelu'"]
    slope = known["leakyrelu'"]
    said = activations.plain(f"Stop: {slope} takes one argument, x_1")
    assert said == "Stop: leakyrelu' takes one argument, x_1"


def test_neither_checking_nor_locating_nor_hinting_imports_sympy():
    code = (
        "import sys; from engine import build; from engine.whiteboard import Board;"
        "b = Board(build('mlp_backprop', 1), 'grad.W1[0,0]', ['?', 'dE/dy = t - y', 'x1']);"
        "print([line.verdict for line in b.lines], 'sympy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['hint', 'wrong', 'wrong'] False"
