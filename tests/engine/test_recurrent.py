"""Recurrent networks, against loops written out by hand."""

import math

import numpy as np
import pytest

from engine import OPS, build


def run(leaves, steps, **changed):
    """The loss of the one-unit network, with plain floats."""
    given = {name: leaf.item() for name, leaf in leaves.items()} | changed
    h = given["h0"]
    for k in range(1, steps + 1):
        h = math.tanh(given["w"] * given[f"x{k}"] + given["u"] * h + given["b"])
    return 0.5 * (h - given["t"]) ** 2


@pytest.mark.parametrize("steps", [2, 3])
@pytest.mark.parametrize("name", ["w", "u", "b"])
def test_a_shared_weight_gets_a_gradient_from_every_step(steps, name):
    exercise = build("rnn_bptt", 4, steps=steps, ask="all")
    leaves, nudge = exercise.leaves, 1e-6
    at = leaves[name].item()
    above, below = (run(leaves, steps, **{name: at + side * nudge}) for side in (1, -1))
    (key,) = (p.answer.key for p in exercise.parts if p.name.startswith(f"grad.{name}["))
    assert key == pytest.approx((above - below) / (2 * nudge), abs=1e-8)


def test_two_units_feed_each_other_at_the_next_step():
    exercise = build("rnn_forward", 2, steps=2, hidden=2)
    leaves = exercise.leaves
    h = leaves["h0"][0]
    for k in (1, 2):
        x = leaves[f"x{k}"].item()
        h = np.array(
            [
                math.tanh(
                    x * leaves["W"][0, j]
                    + sum(h[i] * leaves["U"][i, j] for i in range(2))
                    + leaves["b"][j]
                )
                for j in range(2)
            ]
        )
    assert [exercise.part(f"value.h2[{j}]").answer.key for j in range(2)] == pytest.approx(list(h))


def test_gradients_of_a_value_used_three_times_add_up_in_one_line():
    exercise = build("rnn_bptt", 0, ask="all")
    line = next(step for step in exercise.steps if step.quantity == "grad.b[0]")
    assert line.latex.count(r"\underbrace{\frac{\partial E}{\partial b}}_{\text{through }") == 3
    assert OPS["gradient_sum"]().forward(1.0, 2.0, 4.0) == 7.0


def test_no_power_is_written_on_a_symbol_that_already_has_a_superscript():
    slopes = [s.latex for s in build("rnn_bptt", 0).steps if s.rule == "local derivative"]
    assert any(r"\left(h^{(3)}\right)^{2}" in latex for latex in slopes)
    assert not any("}^{2}" in latex.replace(r"\tanh^{2}", "") for latex in slopes)
