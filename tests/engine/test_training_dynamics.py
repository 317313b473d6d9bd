"""Exercises on training dynamics, against arithmetic written out by hand."""

import itertools
import re

import numpy as np
import pytest

from engine import build
from engine.answers.number import NumberAnswer
from tests.over import over

SEEDS = range(8)


def keys(exercise):
    return {part.name: part.answer.key for part in exercise.parts}


def rate(exercise):
    return next(node.op.lr for node in exercise.graph.nodes if node.op.name == "sgd")


def test_an_answer_on_the_edge_is_accepted_even_if_floats_put_the_edge_slightly_inside():
    answer = NumberAnswer(5.937, 4, lower=5.936800000000001, upper=5.9372)
    assert answer.judge(5.9368).verdict == "rounded"
    assert answer.judge(5.9367).verdict == "wrong"


@pytest.mark.parametrize(("method", "size"), [("batch", 4), ("mini-batch", 2), ("stochastic", 1)])
@over(SEEDS)
def test_an_epoch_with_batches_of_any_size_takes_each_gradient_at_the_latest_weight(
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


@over(SEEDS)
def test_the_steps_of_svrg_over_all_examples_average_to_the_full_gradient(seed):
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
@over(SEEDS)
def test_on_a_parabola_each_step_multiplies_the_distance_by_one_minus_rate_times_curvature(
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


@over(SEEDS)
def test_clipping_keeps_the_direction_and_gives_the_largest_allowed_norm(seed):
    exercise = build("gradient_clipping", seed, ask="all")
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


@pytest.mark.slow
@pytest.mark.parametrize("depth", [3, 4])
@over(SEEDS)
def test_the_gradient_at_the_bottom_is_the_product_of_all_slopes_and_weights(seed, depth):
    exercise = build("gradient_through_depth", seed, depth=depth, activation="tanh")
    h, product = exercise.leaves["x"].item(), 1.0
    for layer in range(1, depth + 1):
        weight = exercise.leaves[f"W{layer}"].item()
        h = np.tanh(h * weight + exercise.leaves[f"b{layer}"].item())
        product *= weight / np.cosh(np.arctanh(h)) ** 2
    assert keys(exercise)["value.y[0]"] == pytest.approx(h)
    assert keys(exercise)["grad.x[0]"] == pytest.approx(product)


@over(SEEDS)
def test_the_hessian_of_the_linear_network_agrees_with_differences_of_the_error(seed):
    exercise = build("hessian_linear_net", seed, ask="all")
    w1, w2, x, t = (exercise.leaves[name].item() for name in ("w1", "w2", "x", "t"))

    def error(a, b):
        return 0.5 * ((w2 + b) * (w1 + a) * x - t) ** 2

    h = 1e-3
    top = (error(h, 0) - 2 * error(0, 0) + error(-h, 0)) / h**2
    low = (error(0, h) - 2 * error(0, 0) + error(0, -h)) / h**2
    mixed = (error(h, h) - error(h, -h) - error(-h, h) + error(-h, -h)) / (4 * h**2)
    found = keys(exercise)
    assert found["value.H[0,0]"] == pytest.approx(top, abs=1e-5)
    assert found["value.H[0,1]"] == found["value.H[1,0]"] == pytest.approx(mixed, abs=1e-5)
    assert found["value.H[1,1]"] == pytest.approx(low, abs=1e-5)
    assert found["value.D[0]"] == pytest.approx(top * low - mixed**2, abs=1e-3)


def chosen(exercise, name):
    """The text of the correct option."""
    return next(option.text for option in exercise.part(name).answer.options if option.correct)


@over(range(30))
def test_a_point_is_classified_by_its_slopes_and_curvatures(seed):
    exercise = build("stationary_point", seed)
    x, t, w1, w2 = map(int, re.findall(r"= (-?\d+)\$", exercise.statement))
    slopes = np.array([w2 * x, w1 * x]) * (w2 * w1 * x - t)
    kind = chosen(exercise, "kind")
    if slopes.any():
        assert kind == "no stationary point"
    else:
        found = keys(exercise)
        assert (kind == "a saddle point") == (found["determinant"] < 0)
        assert ("whole curve" in kind) == (found["determinant"] == 0)


@over(range(30))
def test_the_behaviour_on_a_parabola_is_what_descent_shows(seed):
    exercise = build("quadratic_regime", seed)
    rate, curvature = map(
        float, re.search(r"eta = ([\d.]+)\$.*?\{2\} \\cdot ([\d.]+)\\", exercise.statement).groups()
    )
    path = [1.0]
    for _ in range(3):
        path.append(path[-1] - rate * curvature * path[-1])
    assert keys(exercise)["factor"] == pytest.approx(path[1])
    seen = chosen(exercise, "regime")
    assert ("same side" in seen) == (path[1] > 0)
    assert ("further away" in seen) == (abs(path[3]) > 1 + 1e-9)
    assert ("back and forth" in seen) == (abs(path[3]) == pytest.approx(1, abs=1e-9))


def test_the_number_of_equivalent_minima_is_orders_times_signs():
    exercise = build("symmetric_minima", 0, activation="tanh", layers=1)
    size = int(re.search(r"layer of (\d)", exercise.statement).group(1))
    orders = len(list(itertools.permutations(range(size))))
    signs = len(list(itertools.product([-1, 1], repeat=size)))
    assert keys(exercise) == {"orders": orders, "signs": signs, "copies": orders * signs}


@pytest.mark.parametrize(("scheme", "power"), [("glorot", None), ("he", 0.5)])
@over(SEEDS)
def test_initial_weights_keep_the_size_of_signals(seed, scheme, power):
    exercise = build("weight_initialisation", seed, scheme=scheme)
    n_in, n_out = exercise.leaves["n_in"].item(), exercise.leaves["n_out"].item()
    variance, deviation, limit = keys(exercise).values()
    if scheme == "glorot":  # forward and backward keep the size on average
        assert (n_in * variance + n_out * variance) / 2 == pytest.approx(1)
        assert limit == pytest.approx((6 / (n_in + n_out)) ** 0.5)
    else:
        assert n_in * variance * power == pytest.approx(1)
        assert limit == pytest.approx((6 / n_in) ** 0.5)
    assert deviation**2 == pytest.approx(variance)


@over(SEEDS)
def test_gradients_of_a_batch_of_two_are_the_mean_of_each_example(seed):
    exercise = build("mlp_backprop_batch", seed, activation="tanh", ask="all")
    leaves, total = exercise.leaves, 0.0
    for x, t in zip(leaves["x"].ravel(), leaves["t"].ravel(), strict=True):
        h = np.tanh(x * leaves["W1"][0] + leaves["b1"])
        error = 2 * (h @ leaves["W2"][:, 0] + leaves["b2"][0] - t)
        total += error * np.concatenate([h, [1.0], leaves["W2"][:, 0] * (1 - h**2) * x]) / 2
    names = ["W2[0,0]", "W2[1,0]", "b2[0]", "W1[0,0]", "W1[0,1]"]
    assert [keys(exercise)[f"grad.{name}"] for name in names] == pytest.approx(total)


@over(SEEDS)
def test_a_central_difference_of_a_cubic_is_off_by_the_cube_times_the_step_squared(seed):
    exercise = build("gradient_check", seed)
    cube, h = exercise.graph.nodes[0].op.cube, exercise.leaves["h"].item()
    *_, measured, analytic, relative = keys(exercise).values()
    assert measured - analytic == pytest.approx(cube * h**2)
    assert relative == pytest.approx(abs(cube) * h**2 / (abs(measured) + abs(analytic)))


@pytest.mark.parametrize("parts", ["equal", "unequal"])
@over(SEEDS)
def test_accumulated_micro_batches_give_the_gradient_of_the_whole_batch(seed, parts):
    exercise = build("gradient_accumulation", seed, parts=parts)
    x, t = exercise.leaves["x"].ravel(), exercise.leaves["t"].ravel()
    w = exercise.leaves["w"].item()
    whole = np.mean((w * x - t) * x)
    assert keys(exercise)["value.g[0]"] == pytest.approx(whole)
    (stepped,) = (value for name, value in keys(exercise).items() if "w_new" in name)
    assert stepped == pytest.approx(w - rate(exercise) * whole)
