"""Losses, against numbers worked out by hand without the engine."""

from math import exp, log

import numpy as np
import pytest

from engine import OPS, build, mark
from engine.proof.simulated import written


def value_and_gradient(name, first, second, **params):
    """The loss and its gradient w.r.t. the first input."""
    op = OPS[name](**params)
    a, b = np.array(first), np.array(second)
    loss = op.forward(a, b)
    return loss, op.vjp(1.0, loss, a, b)[0]


def test_the_gradient_of_softmax_with_cross_entropy_is_probability_minus_target():
    for seed in range(20):
        exercise = build("softmax_cross_entropy", seed, classes=4, ask="all")
        z, t = exercise.leaves["z"][0], exercise.leaves["t"][0]
        p = np.exp(z) / np.exp(z).sum()
        keys = [part.answer.key for part in exercise.parts]
        np.testing.assert_allclose(keys, [*p, -log(p[t == 1][0]), *(p - t)], rtol=1e-12)


def test_the_gradient_of_a_logit_is_as_exact_as_its_probability_even_if_that_is_tiny():
    for seed in range(40):
        exercise = build("softmax_cross_entropy", seed, classes=4, ask="all")
        for part in exercise.parts[5:]:
            low, high = part.answer.envelope
            assert high - low < 0.08 * abs(part.answer.key)


def test_going_back_through_loss_and_softmax_separately_with_rounding_is_also_correct():
    for seed in range(40):
        exercise = build("softmax_cross_entropy", seed, classes=4, ask="all")
        kept = np.vectorize(lambda x, digits=exercise.digits: float(written(x, digits)))
        z, t = exercise.leaves["z"][0], exercise.leaves["t"][0]
        e = kept(np.exp(z))
        p = kept(e / kept(e.sum()))
        to_p = kept(-t / p)
        mean = kept(kept(to_p * p).sum())
        to_z = kept(p * kept(to_p - mean))
        typed = {f"grad.z[{k}]": repr(float(entry)) for k, entry in enumerate(to_z)}
        typed |= {f"value.p[{k}]": repr(float(entry)) for k, entry in enumerate(p)}
        marked = mark(exercise, typed)
        assert {marked.parts[name].verdict for name in typed} <= {"correct", "rounded"}


def test_the_step_back_to_the_logits_follows_a_wrong_probability():
    exercise = build("softmax_cross_entropy", 1, ask="all")
    typed = {part.name: part.answer.write() for part in exercise.parts}
    k = int(exercise.leaves["t"][0].argmax())
    wrong = exercise.part(f"value.p[{k}]").answer.key + 0.1
    typed |= {f"value.p[{k}]": f"{wrong:.4f}", f"grad.z[{k}]": f"{wrong - 1:.4f}"}
    assert mark(exercise, typed).parts[f"grad.z[{k}]"].verdict == "follow_through"


def test_the_derivation_says_why_probability_minus_target_remains():
    steps = build("softmax_cross_entropy", 1, ask="all").steps
    step = next(step for step in steps if step.quantity == "grad.z[0]")
    assert r"p_{1} - t_{1}" in step.latex
    assert r"p_i \sum_k t_k - t_i" in step.text


def test_cross_entropy_of_probabilities_agrees_with_that_of_logits_over_a_batch():
    z = np.array([[0.2, -1.0, 0.5], [2.0, 0.1, -0.3]])
    t = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
    p = OPS["softmax"]().forward(z)
    loss, _ = value_and_gradient("categorical_cross_entropy", p, t)
    assert loss == pytest.approx(OPS["cross_entropy"]().forward(z, t), rel=1e-14)
    assert loss == pytest.approx(-(log(p[0, 2]) + log(p[1, 1])) / 2)


def test_binary_cross_entropy_is_the_same_from_the_probability_and_from_the_logit():
    z, t = np.array([[0.4, -1.3]]), np.array([[1.0, 0.0]])
    y = 1 / (1 + np.exp(-z))
    expected = (-log(y[0, 0]) - log(1 - y[0, 1])) / 2
    by_probability, _ = value_and_gradient("binary_cross_entropy", y, t)
    by_logit, gradient = value_and_gradient("binary_cross_entropy_with_logits", z, t)
    assert by_probability == pytest.approx(expected)
    assert by_logit == pytest.approx(expected)
    np.testing.assert_allclose(gradient, (y - t) / 2)


def test_binary_cross_entropy_with_logits_does_not_overflow():
    loss, gradient = value_and_gradient(
        "binary_cross_entropy_with_logits", [[1000.0, -1000.0]], [[0.0, 0.0]]
    )
    assert loss == 500
    np.testing.assert_allclose(gradient, [[0.5, 0]])


def test_a_confidently_wrong_neuron_gets_nearly_the_whole_input_as_gradient():
    y = 1 / (1 + exp(6))
    _, of_y = value_and_gradient("binary_cross_entropy", [[y]], [[1.0]])
    assert of_y[0, 0] * y * (1 - y) == pytest.approx(y - 1)


def test_huber_is_a_parabola_near_zero_and_a_line_with_slope_delta_far_out():
    loss, gradient = value_and_gradient("huber_loss", [[0.5, -3.0]], [[0.0, 0.0]])
    assert loss == pytest.approx((0.125 + 2.5) / 2)
    np.testing.assert_allclose(gradient, [[0.25, -0.5]])
    loss, gradient = value_and_gradient("huber_loss", [[0.5, -3.0]], [[0.0, 0.0]], delta=2.0)
    assert loss == pytest.approx((0.125 + 2 * (3 - 1)) / 2)
    np.testing.assert_allclose(gradient, [[0.25, -1.0]])


def test_hinge_costs_nothing_beyond_the_margin_and_has_no_gradient_there():
    loss, gradient = value_and_gradient("hinge_loss", [[0.4, 2.0, -0.5]], [[1.0, 1.0, 1.0]])
    assert loss == pytest.approx((0.6 + 0 + 1.5) / 3)
    np.testing.assert_allclose(gradient, [[-1 / 3, 0, -1 / 3]])


def test_at_the_corners_the_derivatives_are_those_in_the_docstrings():
    assert value_and_gradient("hinge_loss", [[1.0]], [[1.0]])[1] == 0
    assert value_and_gradient("huber_loss", [[1.0]], [[0.0]])[1] == 1


def test_divergence_is_cross_entropy_minus_entropy_and_never_negative():
    for seed in range(20):
        exercise = build("kl_divergence", seed, ask="all")
        p, q = exercise.leaves["p"][0], exercise.leaves["q"][0]
        assert p.sum() == pytest.approx(1)
        found = {part.name: part.answer.key for part in exercise.parts}
        assert found["value.H"] == pytest.approx(-sum(p * np.log(q)))
        assert found["value.D"] == pytest.approx(found["value.H"] - found["value.S"])
        assert found["value.D"] > 0 < found["value.R"]


def test_a_smoothed_target_adds_up_to_one_and_the_gradient_is_p_minus_the_target():
    for seed in range(20):
        exercise = build("label_smoothing", seed, classes=5)
        epsilon = exercise.graph.nodes[0].op.epsilon
        z, t = exercise.leaves["z"][0], exercise.leaves["t"][0]
        s = np.where(t == 1, 1 - epsilon + epsilon / 5, epsilon / 5)
        p = np.exp(z) / np.exp(z).sum()
        assert s.sum() == pytest.approx(1)
        found = {part.name: part.answer.key for part in exercise.parts}
        for k in range(5):
            if f"grad.z[{k}]" in found:
                assert found[f"value.s[{k}]"] == pytest.approx(s[k])
                assert found[f"grad.z[{k}]"] == pytest.approx(p[k] - s[k])
        assert found["value.E"] == pytest.approx(-sum(s * np.log(p)))


def test_a_temperature_divides_the_logits_and_the_gradient():
    for seed in range(20):
        exercise = build("softmax_temperature", seed, kind="cold", ask="all")
        temperature = exercise.graph.nodes[0].op.temperature
        z, t = exercise.leaves["z"][0], exercise.leaves["t"][0]
        p = np.exp(z / temperature) / np.exp(z / temperature).sum()
        keys = [part.answer.key for part in exercise.parts]
        expected = [*p, -log(p[t == 1][0]), *((p - t) / temperature)]
        np.testing.assert_allclose(keys, expected, rtol=1e-9)


def test_log_sum_exp_is_finite_where_the_exponentials_are_not():
    for seed in range(20):
        exercise = build("log_sum_exp", seed, ask="all")
        z = exercise.leaves["z"][0]
        assert np.all(np.abs(z) > 745)
        found = {part.name: part.answer.key for part in exercise.parts}
        near = z - round(z[0])  # any other shift gives the same
        assert found["value.L[0]"] == pytest.approx(log(np.exp(near).sum()) + round(z[0]))
        p = [found[f"value.p[{k}]"] for k in range(3)]
        np.testing.assert_allclose(p, np.exp(near) / np.exp(near).sum(), rtol=1e-9)
