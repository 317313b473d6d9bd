"""Derivations read as on paper: chain rule, idiomatic slope, numbers, value."""

import subprocess
import sys

from engine import build
from engine.derivation.derivation import steps_for
from engine.exercise.folded import in_full


def steps(exercise):
    return {step.quantity: step for step in exercise.steps}


def test_the_derivation_of_a_weight_starts_with_the_whole_chain_and_ends_with_the_number():
    exercise = build("neuron_gradient", seed=3, ask="all")
    latex = steps(exercise)["grad.W[0,0]"].latex
    assert (
        r"\frac{\partial E}{\partial y} \cdot \frac{\partial y}{\partial z} \cdot "
        r"\frac{\partial z}{\partial w_{1}}"
    ) in latex
    answer = exercise.part("grad.W[0,0]").answer
    assert latex.endswith(answer.rounded(answer.key))


def test_the_slope_is_shown_as_sympy_derives_it_and_in_its_idiomatic_form():
    latex = steps(build("neuron_gradient", seed=3, ask="all"))["slope.z[0]"].latex
    assert r"\frac{e^{- {z}}}{\left(1 + e^{- {z}}\right)^{2}}" in latex
    assert r"y \cdot \left(1 - y\right)" in latex


def test_parameters_of_an_activation_are_shown_with_their_values():
    exercise = build("activation_value_and_slope", seed=1, activation="leaky_relu")
    assert "0.1" in steps(exercise)["slope.z[0]"].latex
    assert "<" not in steps(exercise)["slope.z[0]"].latex


def test_a_hidden_unit_with_two_paths_to_the_error_shows_the_sum_over_both():
    exercise = build("mlp_backprop", seed=1, outputs=2, ask="all")
    latex = steps(exercise)["grad.h[0]"].latex
    assert latex.count(r"\frac{\partial E}{\partial z^{(2)}_{1}}") >= 1
    assert " + " in latex


def test_the_steps_of_a_part_are_those_it_depends_on_and_end_with_it():
    exercise = build("mlp_backprop", seed=7, ask="all")
    path = [step.quantity for step in steps_for(exercise, "grad.W1[0,0]")]
    assert path[-1] == "grad.W1[0,0]"
    assert "value.h[0]" in path
    assert "slope.z1[0]" in path
    assert "grad.z1[1]" not in path


def test_no_step_is_shown_twice():
    names = [step.quantity for step in build("mlp_backprop", seed=7, ask="all").steps]
    assert len(names) == len(set(names))


def test_a_constant_that_has_to_be_worked_out_is_shown_first():
    latex = steps(build("adam_step", seed=1))["value.v_hat[0]"].latex
    assert r"\frac{v_{\text{new}}}{1 - 0.9^{2}} = \frac{0.1584}{0.19}" in latex


def test_a_gradient_that_is_one_whatever_the_numbers_has_no_line_and_no_factor():
    found = steps(build("penalised_gradient", seed=1))
    assert not {"grad.E", "grad.R"} & set(found)
    assert found["grad.y[0]"].latex.startswith(r"\frac{\partial J}{\partial y} = y - t = ")
    assert found["value.R"].text.endswith("Here λ = 0.2.")


def test_a_constant_below_zero_is_bracketed_behind_a_dot():
    latex = steps(build("penalised_gradient", seed=1, penalty="l1"))["grad.W@R.0[0,0]"].latex
    assert r"\cdot -" not in latex


def test_neither_building_marking_nor_deriving_imports_sympy():
    code = (
        "import sys; from engine import build, mark; e = build('mlp_backprop', 1, ask='all');"
        "mark(e, {'value.h[0]': '0.3'}); e.steps; print('sympy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_step_on_its_own_says_its_rule_and_not_where_that_was_said_first():
    steps = build("mlp_backprop", 1, ask="all").steps
    told = {run[0].quantity: run[0].text for run in in_full(steps)}
    assert told["grad.z1[0]"] == told["grad.z2[0]"]
    assert not any("same rule" in text for text in told.values())
    assert any("same rule" in step.text for step in steps)


def test_a_maximum_of_maxima_is_written_as_one():
    step = build("pooling_forward", 8011).steps[0]
    assert r"\max\left(x_{11}, x_{12}, x_{21}, x_{22}\right)" in step.latex
