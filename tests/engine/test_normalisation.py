"""Normalisation layers against plain NumPy, and batch norm's gradient in its closed form."""

import numpy as np
import pytest

from engine import build


def keys(exercise, kind):
    """The keys of one array in order."""
    return [p.answer.key for p in exercise.parts if p.name.startswith(kind)]


@pytest.mark.parametrize("seed", range(5))
def test_batch_norm_in_training_uses_the_mean_and_the_biased_variance_of_each_feature(seed):
    exercise = build("batch_norm_forward", seed, batch=3, features=2, ask="all")
    x, gamma, beta = (exercise.leaves[name] for name in ("x", "gamma", "beta"))
    y = gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 0.01) + beta
    np.testing.assert_allclose(keys(exercise, "value.y"), y.ravel())


@pytest.mark.parametrize("seed", range(5))
def test_batch_norm_at_inference_uses_the_running_statistics(seed):
    exercise = build("batch_norm_inference", seed, features=2)
    leaves = exercise.leaves
    x_hat = (leaves["x"] - leaves["mu_bar"]) / np.sqrt(leaves["v_bar"] + 0.01)
    y = leaves["gamma"] * x_hat + leaves["beta"]
    np.testing.assert_allclose(keys(exercise, "value.y"), y.ravel())


@pytest.mark.parametrize("norm", ["layer_norm", "group_norm"])
def test_layer_and_group_norm_use_the_statistics_of_each_row(norm):
    exercise = build("feature_norm", 3, norm=norm, ask="all")
    x = exercise.leaves["x"]
    out = (x - x.mean(axis=1, keepdims=True)) / np.sqrt(x.var(axis=1, keepdims=True) + 0.01)
    if norm == "layer_norm":
        out = exercise.leaves["gamma"] * out + exercise.leaves["beta"]
    name = "value.y" if norm == "layer_norm" else "value.x_hat"
    np.testing.assert_allclose(keys(exercise, name), out.ravel())


def test_rms_norm_does_not_centre():
    exercise = build("feature_norm", 2, norm="rms_norm", ask="all")
    x = exercise.leaves["x"]
    np.testing.assert_allclose(
        keys(exercise, "value.x_hat"), (x / np.sqrt((x**2).mean() + 0.01)).ravel()
    )


@pytest.mark.parametrize("batch", [3, 4])
def test_the_gradient_of_batch_norm_agrees_with_its_closed_form(batch):
    exercise = build("batch_norm_backward", 1, batch=batch, ask="all")
    x, gamma, g = (exercise.leaves[name] for name in ("x", "gamma", "g"))
    deviation = np.sqrt(x.var() + 0.1)
    x_hat = (x - x.mean()) / deviation
    to_x = gamma / deviation * (g - g.mean() - x_hat * (g * x_hat).mean())
    np.testing.assert_allclose(keys(exercise, "grad.x["), to_x.ravel())
    np.testing.assert_allclose(keys(exercise, "grad.gamma"), [(g * x_hat).sum()])
    np.testing.assert_allclose(keys(exercise, "grad.beta"), [g.sum()])
