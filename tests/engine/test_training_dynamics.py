"""Exercises on training dynamics against plain arithmetic written out by hand."""

import numpy as np
import pytest

from engine import build
from engine.answers.number import NumberAnswer

SEEDS = range(8)


def keys(exercise):
    return {part.name: part.answer.key for part in exercise.parts}


def rate(exercise):
    return next(node.op.lr for node in exercise.graph.nodes if node.op.name == "sgd")


def test_an_answer_on_the_edge_is_accepted_though_floats_put_the_edge_a_hair_inside():
    answer = NumberAnswer(5.937, 4, lower=5.936800000000001, upper=5.9372)
    assert answer.judge(5.9368).verdict == "rounded"
    assert answer.judge(5.9367).verdict == "wrong"


@pytest.mark.parametrize(("method", "size"), [("batch", 4), ("mini-batch", 2), ("stochastic", 1)])
@pytest.mark.parametrize("seed", SEEDS)
def test_an_epoch_by_batches_of_any_size_takes_each_gradient_at_the_newest_weight(
    seed, method, size
):
    exercise = build("descent_on_data", seed, method=method)
    x, t = exercise.leaves["x"].ravel(), exercise.leaves["t"].ravel()
    w, found = exercise.leaves["w"].item(), keys(exercise)
    for count, start in enumerate(range(0, 4, size), start=1):
        rows = slice(start, start + size)
        w -= rate(exercise) * np.mean((w * x[rows] - t[rows]) * x[rows])
        (name,) = (name for name in found if name.startswith(f"value.w{count}"))
        assert found[name] == pytest.approx(w)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_steps_of_svrg_over_all_samples_average_to_the_full_gradient_at_the_weight(seed):
    exercise = build("svrg_step", seed)
    found = keys(exercise)
    x, t = exercise.leaves["x"].ravel(), exercise.leaves["t"].ravel()
    w, snapshot = exercise.leaves["w"].item(), exercise.leaves["w_tilde"].item()
    directions = (w * x - t) * x - (snapshot * x - t) * x + np.mean((snapshot * x - t) * x)
    assert np.isclose(directions, found["value.v[0]"]).sum() >= 1
    assert directions.mean() == pytest.approx(np.mean((w * x - t) * x))
    stepped = w - rate(exercise) * found["value.v[0]"]
    assert next(v for k, v in found.items() if "w_new" in k) == pytest.approx(stepped)


@pytest.mark.parametrize("regime", ["converges", "oscillates", "diverges"])
@pytest.mark.parametrize("seed", SEEDS)
def test_on_a_parabola_each_step_multiplies_the_distance_by_one_less_rate_times_curvature(
    seed, regime
):
    exercise = build("quadratic_steps", seed, regime=regime)
    curvature = exercise.graph.nodes[0].op.curvature
    w, c = exercise.leaves["w"].item(), exercise.leaves["c"].item()
    factor = 1 - rate(exercise) * curvature
    for step in (1, 2, 3):
        assert keys(exercise)[f"value.w{step}[0]"] == pytest.approx(c + (w - c) * factor**step)
    assert {"converges": 0 < factor < 1, "oscillates": -1 < factor < 0, "diverges": factor < -1}[
        regime
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_clipping_keeps_the_direction_and_leaves_the_norm_allowed(seed):
    exercise = build("gradient_clipping", seed)
    before = np.concatenate([exercise.leaves["g1"], exercise.leaves["g2"]], axis=None)
    limit = exercise.graph.nodes[1].op.max_norm
    norm, *after = keys(exercise).values()
    assert norm == pytest.approx(np.linalg.norm(before))
    assert np.linalg.norm(after) == pytest.approx(limit)
    assert after == pytest.approx(before * limit / np.linalg.norm(before))


@pytest.mark.parametrize("name", ["gradient_clipping", "rmsprop_step"])
def test_no_label_has_two_subscripts_in_a_row(name):
    assert not any("}_{" in part.label.split("^")[0] for part in build(name, 0).parts)
    assert not any("}}_{" in part.label for part in build(name, 0).parts)


@pytest.mark.parametrize("depth", [3, 4])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_gradient_at_the_bottom_is_the_product_of_all_slopes_and_weights(seed, depth):
    exercise = build("gradient_through_depth", seed, depth=depth, activation="tanh")
    h, product = exercise.leaves["x"].item(), 1.0
    for layer in range(1, depth + 1):
        weight = exercise.leaves[f"W{layer}"].item()
        h = np.tanh(h * weight + exercise.leaves[f"b{layer}"].item())
        product *= weight / np.cosh(np.arctanh(h)) ** 2
    assert keys(exercise)["value.y[0]"] == pytest.approx(h)
    assert keys(exercise)["grad.x[0]"] == pytest.approx(product)
