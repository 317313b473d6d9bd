"""Optimiser steps against the algorithms of PyTorch's documentation, written out by hand."""

import math
import re

import pytest

from engine import build

SEEDS = range(8)


def keys(exercise):
    return {part.name: part.answer.key for part in exercise.parts}


def fields(exercise, op):
    """The parameters of the first node with that op."""
    return next(node.op for node in exercise.graph.nodes if node.op.name == op)


@pytest.mark.parametrize("nesterov", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_momentum_follows_the_algorithm_of_pytorchs_sgd(seed, nesterov):
    exercise = build("momentum", seed, steps=2, nesterov=nesterov, ask="all")
    mu, lr = fields(exercise, "velocity").momentum, fields(exercise, "sgd").lr
    found, leaves = keys(exercise), {k: v.item() for k, v in exercise.leaves.items()}
    buffer, theta = leaves["v"], leaves["w"]
    for step in (1, 2):
        gradient = leaves[f"g{step}"]
        buffer = mu * buffer + gradient
        theta = theta - lr * (gradient + mu * buffer if nesterov else buffer)
        assert found[f"value.v{step}[0]"] == pytest.approx(buffer)
        assert found[f"value.w{step}[0]"] == pytest.approx(theta)


@pytest.mark.parametrize("decay", ["none", "decoupled"])
@pytest.mark.parametrize("seed", SEEDS)
def test_adam_follows_the_algorithm_of_pytorchs_adam_and_adamw(seed, decay):
    exercise = build("adam_step", seed, decay=decay)
    beta1, correction = fields(exercise, "moving_average").beta, fields(exercise, "bias_correction")
    beta2 = fields(exercise, "moving_average_of_squares").beta
    lr, t = fields(exercise, "adaptive_step").lr, correction.step
    found, leaves = keys(exercise), {k: v.item() for k, v in exercise.leaves.items()}
    theta, gradient = leaves["w"], leaves["g"]
    if decay == "decoupled":
        theta = theta - lr * fields(exercise, "decoupled_decay").weight_decay * theta
    m = leaves["m"] * beta1 + gradient * (1 - beta1)
    v = leaves["v"] * beta2 + gradient * gradient * (1 - beta2)
    denominator = math.sqrt(v) / math.sqrt(1 - beta2**t) + 1e-8
    assert found["value.w_new[0]"] == pytest.approx(theta - lr / (1 - beta1**t) * m / denominator)
    assert found["value.v_hat[0]"] == pytest.approx(v / (1 - beta2**t))


@pytest.mark.parametrize("seed", SEEDS)
def test_rmsprop_follows_the_algorithm_of_pytorchs_rmsprop(seed):
    exercise = build("rmsprop_step", seed)
    alpha = fields(exercise, "moving_average_of_squares").beta
    lr, found = fields(exercise, "adaptive_step").lr, keys(exercise)
    for weight in (0, 1):
        w, v, g = (exercise.leaves[name][0, weight] for name in "wvg")
        average = v * alpha + (1 - alpha) * g * g
        assert found[f"value.v_new[{weight}]"] == pytest.approx(average)
        stepped = w - lr * g / (math.sqrt(average) + 1e-8)
        assert found[f"value.w_new[{weight}]"] == pytest.approx(stepped)


@pytest.mark.parametrize("seed", SEEDS)
def test_adagrad_follows_the_algorithm_of_pytorchs_adagrad(seed):
    exercise = build("adagrad_steps", seed)
    lr, found = fields(exercise, "adaptive_step").lr, keys(exercise)
    w, total = exercise.leaves["w"].item(), exercise.leaves["s"].item()
    for step in (1, 2):
        gradient = exercise.leaves[f"g{step}"].item()
        total += gradient * gradient
        w -= lr * gradient / (math.sqrt(total) + 1e-10)
        assert found[f"value.s{step}[0]"] == pytest.approx(total)
        assert found[f"value.w{step}[0]"] == pytest.approx(w)


@pytest.mark.parametrize("seed", range(20))
def test_schedules_follow_the_formulas_of_pytorchs_schedulers(seed):
    exercise = build("learning_rate_schedules", seed)
    found, warm = keys(exercise), fields(exercise, "warm_up")
    eta, least = exercise.leaves["eta"].item(), exercise.leaves["eta_min"].item()
    assert found["value.eta_warm[0]"] == pytest.approx(eta * warm.step / warm.total)
    decay, rate = fields(exercise, "step_decay"), eta
    for epoch in range(1, decay.epoch + 1):
        rate *= decay.gamma if epoch % decay.step_size == 0 else 1
    assert found["value.eta_step[0]"] == pytest.approx(rate)
    t, total = map(int, re.search(r"\\frac\{(\d+)\\,\\pi\}\{(\d+)\}", exercise.statement).groups())
    glide = least + 0.5 * (eta - least) * (1 + math.cos(math.pi * t / total))
    assert found["value.eta_cosine[0]"] == pytest.approx(glide)
