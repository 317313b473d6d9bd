"""Locating and naming the mistake in a wrong line: a sign, a factor, a missing path, an index."""

import pytest

from engine import build
from engine.whiteboard import Board

W = "dE/dw1_12 = "
DH_DZ = r"\frac{\partial h_{2}}{\partial z^{(1)}_{2}}"


@pytest.fixture(scope="module")
def one():
    return Board(build("mlp_backprop", seed=7, ask="all"), "grad.W1[0,1]")


@pytest.fixture(scope="module")
def two():
    """A network with two outputs, so that two paths lead back to the weight."""
    return Board(build("mlp_backprop", seed=7, inputs=1, outputs=2, ask="all"), "grad.W1[0,1]")


@pytest.mark.parametrize(
    ("line", "said", "marked"),
    [
        ("(t - y)*y*(1 - y)*w2_2*h2*(1 - h2)*x1", "The sign is wrong", "t - y"),
        ("-(y - t)*y*(1 - y)*w2_2*h2*(1 - h2)*x1", "The sign is wrong", None),
        ("(y - t)*y*(1 - y)*w2_2*x1", f"${DH_DZ}$ is missing", None),
        ("(y - t)*y*(1 - y)*w2_2*h2*(1 - h2)*x1^2", "once too often", None),
        ("2*(y - t)*y*(1 - y)*w2_2*h2*(1 - h2)*x1", "It is $2$ times", None),
        ("(y - t)*y*(1 - y)/3*w2_2*h2*(1 - h2)*x1", r"It is $\frac{1}{3}$ times", None),
        ("(y - t)*y*(1 - y)*w2_2*h2*(1 - h1)*x1", f"${DH_DZ}$ is wrong", "h_{1}"),
        ("(y - t)*y*(1 - y)*w2_1*h2*(1 - h2)*x1", "A different quantity belongs", "w^{(2)}_{1}"),
        ("(y - t)*y*(1 - y)*w2_2*h2*(1 - h2)*x2", "A different quantity belongs", "x_{2}"),
        ("dE/dz2*w2_2*(1 - h2^2)*x1", f"${DH_DZ}$ is wrong", "1 - h_{2}^{2}"),
        ("sqrt(z2 - 9)", "has no value for some numbers", None),
        ("x1 + x2", "For the numbers of this exercise", None),
    ],
)
def test_the_part_at_fault_is_named_and_marked(one, line, said, marked):
    judged = one.then(W + line).lines[-1]
    assert judged.verdict == "wrong"
    assert said in judged.remark
    assert (rf"\boxed{{{marked}}}" in judged.latex) if marked else (r"\boxed" not in judged.latex)


@pytest.mark.parametrize(
    ("line", "said", "marked"),
    [
        ("dE/dh2 = dE/dz2_1*w2_21", "in 2 ways; the one through $z^{(2)}_{2}$ is missing", None),
        ("dE/dw1_2 = dE/dz2_2*w2_22*h2*(1 - h2)*x", "through $z^{(2)}_{1}$ is missing", None),
        ("dE/dh2 = dE/dz2_1*w2_21 - dE/dz2_2*w2_22", "through $z^{(2)}_{2}$ is wrong", "-"),
        (
            "((y1 - t1)*y1*(1 - y1)*w2_21 + (y2 - t2)*(1 - y2)*w2_22)*h2*(1 - h2)*x",
            r"\frac{\partial y_{2}}{\partial z^{(2)}_{2}}$ is wrong",
            "1 - y_{2}",
        ),
    ],
)
def test_the_wrong_one_of_several_paths_to_the_error_is_named(two, line, said, marked):
    judged = two.then(line).lines[-1]
    assert judged.verdict == "wrong"
    assert said in judged.remark
    if marked:
        assert r"\boxed{" in judged.latex


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("dy/dz2 = y", "sigmoid.output_for_slope"),
        ("dy/dz2 = 1 - y^2", "sigmoid.slope_of_tanh"),
        ("dE/dz1_2 = dE/dh2", "sigmoid.slope_left_out"),
        ("dE/dy = t - y", "half_squared_error.sign_flipped"),
        ("z2 = h1*w2_1 + h2*w2_2", "affine.bias_left_out"),
        (W + "(y - t)*z2*(1 - z2)*w2_2*h2*(1 - h2)*x1", "sigmoid.derivative_at_input"),
        (W + "(y - t)*w2_2*x1", "sigmoid.slope_left_out"),
    ],
)
def test_the_misconception_behind_a_line_is_named_but_nobody_is_accused(one, line, name):
    judged = one.then(line).lines[-1]
    assert judged.verdict == "wrong"
    assert name in judged.misconceptions
    assert "Likely mistake: " in judged.remark
    assert "you did" not in judged.remark.lower()


def test_a_mistake_in_a_line_with_a_name_of_your_own_is_located_and_keeps_the_name(one):
    board = one.then("delta = (y - t)*y*(1 - y)")
    judged = board.then(W + "delta*w2_2*h2*(1 - h1)*x1").lines[-1]
    assert r"\delta \cdot" in judged.latex
    assert r"\boxed{h_{1}}" in judged.latex


def test_in_a_chain_of_equalities_the_first_wrong_one_is_marked(one):
    judged = one.then(W + "dE/dz1_2*x1 = dE/dz1_2*x2").lines[-1]
    assert r"\boxed{x_{2}}" in judged.latex


def test_a_derivative_may_mean_one_step_or_all_paths():
    board = Board(build("rnn_bptt", seed=7), "grad.u[0,0]")
    for line in ("dz2/du = h1", "dz2/du = h1 + u*dh1/du",
                 "dE/du = dE/dz3*h2 + dE/dz2*h1 + dE/dz1*h0",
                 "dE/du = dE/dz3*dz3/du + dE/dz2*dz2/du + dE/dz1*dz1/du"):  # fmt: skip
        assert board.then(line).lines[-1].verdict == "correct", line
    assert board.then("dz2/du = h2").lines[-1].verdict == "wrong"
