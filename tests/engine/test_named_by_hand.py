"""Mistakes worked out by hand, apart from the engine's rules, are named at once and for certain."""

import numpy as np
import pytest

from engine import build, mark
from engine.answers.number import NumberAnswer
from quizapp.presenting.phrases import likely


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def told(exercise, wrong):
    """The mark of the first blank that is wrong, the others being right."""
    typed = {part.name: part.answer.write() for part in exercise.parts}
    typed |= {name: f"{float(number):.{exercise.digits}g}" for name, number in wrong.items()}
    return next(part for part in mark(exercise, typed).parts.values() if part.credit < 1)


def numbers(exercise):
    """What is given, and the correct answers by the names of the blanks."""
    given = {name: leaf if leaf.size > 1 else leaf.item() for name, leaf in exercise.leaves.items()}
    return given, {part.name: part.answer.key for part in exercise.parts}


@pytest.mark.parametrize("seed", range(4))
def test_the_upstream_gradient_of_a_convolution_turned_or_transposed(seed):
    exercise = build("conv2d_gradient", seed)
    image, upstream = exercise.leaves["X"], exercise.leaves["G"]
    for used, name in ((upstream[::-1, ::-1], "turned"), (upstream.T, "transposed")):
        wrong = {f"grad.W[{i},{j}]": (image[i : i + 2, j : j + 2] * used).sum()
                 for i, j in ((0, 0), (0, 1), (1, 1))}  # fmt: skip
        assert told(exercise, wrong).verdict == f"misconception:conv2d.upstream_{name}"


@pytest.mark.parametrize("seed", [3, 5])
def test_what_belongs_to_another_unit_and_a_bias_left_out_at_one_layer(seed):
    exercise = build("mlp_backprop", seed)
    given, keys = numbers(exercise)
    hidden = sigmoid(given["x"] @ given["W1"] + given["b1"])[0]
    weights, x, error = given["W2"][:, 0], given["x"][0], keys["grad.z2[0]"]
    slopes = hidden * (1 - hidden)
    cases = {
        "affine.other_input": error * weights[1] * slopes[1] * x[1],
        "affine.other_weight": error * weights[0] * slopes[1] * x[0],
        "sigmoid.slope_of_other_unit": error * weights[1] * slopes[0] * x[0],
        "affine.other_unit": error * weights[0] * slopes[0] * x[0],
    }
    for name, number in cases.items():
        mark = told(exercise, {"grad.W1[0,1]": number})
        assert name in (mark.verdict.removeprefix("misconception:"), *mark.also)
    y = sigmoid(hidden @ weights)
    signal = (y - given["t"]) * y * (1 - y)
    weight = signal * weights[1] * slopes[1] * x[0]
    honest = {"value.y[0]": y, "grad.z2[0]": signal, "grad.W1[0,1]": weight}
    forgotten = told(exercise, honest)
    assert forgotten.verdict == "misconception:affine.bias_left_out"


@pytest.mark.parametrize("seed", range(4))
def test_the_candidate_of_a_gated_cell_and_the_wrong_gate(seed):
    exercise = build("gru_forward", seed)
    v, _ = numbers(exercise)
    reset = sigmoid(v["x"] * v["w_r"] + v["h_prev"] * v["u_r"] + v["b_r"])
    total = v["x"] * v["w_n"] + v["b_n"] + reset * (v["h_prev"] * v["u_n"] + v["c_n"])
    cases = {
        "sigmoid_instead": sigmoid(total),
        "bias_left_out": np.tanh(total - v["b_n"]),
        "bias_subtracted": np.tanh(total - 2 * v["b_n"]),
    }
    for name, number in cases.items():
        assert (
            told(exercise, {"value.n[0]": number}).verdict == f"misconception:gru_candidate.{name}"
        )
    exercise = build("lstm_forward", seed)
    v, keys = numbers(exercise)
    for gate, name in (("i", "input"), ("f", "forget")):
        pre = v["x"] * v[f"w_{gate}"] + v["h_prev"] * v[f"u_{gate}"] + v[f"b_{gate}"]
        shown = told(exercise, {"value.h[0]": sigmoid(pre) * np.tanh(keys["value.c[0]"])})
        assert shown.verdict == f"misconception:lstm_output.{name}_gate_instead"


@pytest.mark.parametrize("seed", range(4))
def test_adam_with_the_moment_before_its_bias_correction(seed):
    exercise = build("adam_step", seed)
    given, keys = numbers(exercise)
    step = exercise.graph.nodes[-1].op
    beta = exercise.graph.nodes[0].op.beta
    moment = beta * given["m"] + (1 - beta) * given["g"]
    new = given["w"] - step.lr * moment / np.sqrt(keys["value.v_hat[0]"])
    wrong = {"value.w_new[0]": new}
    assert told(exercise, wrong).verdict == "misconception:adaptive_step.m_uncorrected"


@pytest.mark.parametrize("typed", ["-0.004629", "-4.63", "-0.0463", "-46.3"])
def test_right_digits_with_the_point_at_another_place_are_told(typed):
    answer = NumberAnswer(-0.4630, digits=4, lower=-0.4632, upper=-0.4628)
    remark = "The digits are right, the point is not: the correct value is −0.463."
    assert answer.mark(typed).remark == remark


@pytest.mark.parametrize(("key", "typed"), [(60, "600"), (0.1, "1"), (0.25, "0.0026")])
def test_other_numbers_and_counts_have_no_point_to_be_off(key, typed):
    answer = NumberAnswer(key, 0) if key == 60 else NumberAnswer(key, digits=3)
    assert "point" not in answer.mark(typed).remark


@pytest.mark.parametrize(
    ("remark", "said"),
    [
        ("a weight is shared; this takes one.", "A weight is shared. It looks as if you took one."),
        ("cross-entropy is −ln p; this leaves it out.", "Cross-entropy is −ln p. It looks"),
        ("a is a gate; this leaves it out.", "a is a gate. It looks"),
        ("w_ij leads to j; this takes rows.", "w_ij leads to j. It looks"),
    ],
)
def test_a_remark_starts_with_a_capital_letter_unless_that_is_a_symbol(remark, said):
    assert likely(remark).startswith(said)
