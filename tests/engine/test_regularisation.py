"""Penalties, thresholds and dropout against numbers worked out by hand."""

import numpy as np
import pytest

from engine import OPS, build, mark


def keys(exercise):
    return {part.name: part.answer.key for part in exercise.parts}


def test_penalties_and_their_gradients_are_those_of_the_textbook():
    w = np.array([[0.5], [-2.0]])
    for name, params, value, gradient in [
        ("l2_penalty", {"strength": 0.4}, 0.2 * 4.25, [0.2, -0.8]),
        ("l1_penalty", {"strength": 0.4}, 1.0, [0.4, -0.4]),
        ("elastic_net_penalty", {"l1": 0.4, "l2": 0.2}, 1.0 + 0.425, [0.5, -0.8]),
    ]:
        rule = OPS[name](**params)
        y = rule.forward(w)
        assert y == pytest.approx(value)
        np.testing.assert_allclose(rule.vjp(1.0, y, w)[0].ravel(), gradient)


def test_the_subgradient_of_l1_at_zero_is_zero():
    rule = OPS["l1_penalty"]()
    assert rule.vjp(1.0, 0.0, np.array([0.0]))[0] == 0


def test_a_ridge_step_is_weight_decay():
    for seed in range(20):
        exercise = build("penalised_gradient", seed, ask="all")
        x, w, b, t = (exercise.leaves[name] for name in ("x", "W", "b", "t"))
        penalty, step = exercise.graph.nodes[2].op, exercise.graph.updates[0].op
        y = (x @ w).item() + b.item()
        decayed = (1 - step.lr * penalty.strength) * w - step.lr * (y - t.item()) * x.T
        found = [value for name, value in keys(exercise).items() if name.startswith("updated.")]
        np.testing.assert_allclose(found, decayed.ravel(), rtol=1e-12)


def test_soft_thresholding_stops_at_zero_and_never_changes_a_sign():
    rule = OPS["soft_threshold"](lr=0.5, strength=0.4)
    v = np.array([0.9, 0.2, 0.1, 0.0, -0.15, -0.2, -1.3])
    np.testing.assert_allclose(rule.forward(v), [0.7, 0, 0, 0, 0, 0, -1.1], atol=1e-15)


def test_the_weights_are_zero_where_a_fine_search_finds_the_minimum():
    grid = np.round(np.arange(-2, 2.0001, 0.01), 2)
    for seed in range(20):
        exercise = build("soft_threshold_zeros", seed)
        strength = float(exercise.statement.partition("+ ")[2].partition(" ")[0])
        values = exercise.statement.partition("$$")[2].partition("$$")[0].split(r"\quad")
        a = [float(value.partition("=")[2].strip(" ,.")) for value in values]
        best = [grid[np.argmin((grid - x) ** 2 / 2 + strength * abs(grid))] for x in a]
        assert keys(exercise)["zeros"] == [i for i, w in enumerate(best, 1) if w == 0]
        part = exercise.part("survivor")
        assert part.answer.key == pytest.approx(best[int(part.label[-1]) - 1])


def test_a_dropped_unit_passes_no_value_on_and_gets_no_gradient():
    rule = OPS["dropout"](0.2)
    x, m = np.array([[0.5, -3.0]]), np.array([[1.0, 0.0]])
    y = rule.forward(x, m)
    np.testing.assert_allclose(y, [[0.625, 0]])
    np.testing.assert_allclose(rule.vjp(np.array([[2.0, 5.0]]), y, x, m)[0], [[2.5, 0]])


def test_dropout_on_average_equals_the_mean_over_all_masks():
    for seed in range(20):
        exercise = build("dropout_expectation", seed)
        found = keys(exercise)
        h = found["mean"]
        keep = found["plain_mean"] / h
        outcomes, chances = np.array([h / keep, 0.0]), np.array([keep, 1 - keep])
        mean = float(outcomes @ chances)
        assert found["kept"] == pytest.approx(h / keep)
        assert mean == pytest.approx(h)
        assert found["variance"] == pytest.approx(float((outcomes - mean) ** 2 @ chances))


def test_forgetting_the_scale_of_dropout_is_named_and_followed_through():
    exercise = build("dropout", 1, ask="all")
    responses = {name: repr(key) for name, key in keys(exercise).items()}
    h, m, w, b = (exercise.leaves[name] for name in ("h", "m", "W", "b"))
    plain = h * m
    responses |= {f"value.d[{i}]": repr(float(plain[0, i])) for i in range(3) if m[0, i]}
    responses["value.y[0]"] = repr((plain @ w).item() + b.item())
    parts = mark(exercise, responses).parts
    kept = next(i for i in range(3) if m[0, i])
    assert parts[f"value.d[{kept}]"].verdict == "misconception:dropout.scale_left_out"
    assert parts["value.y[0]"].verdict == "follow_through"
