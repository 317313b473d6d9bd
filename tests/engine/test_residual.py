"""Residual blocks: the gradient of y = x + f(x) has a 1 beside f′(x)."""

import math

import numpy as np
import pytest

from engine import OPS, build


def test_both_summands_get_the_whole_gradient():
    g = np.array([[0.3, -2.0]])
    back = OPS["add"]().vjp(g, g, g, g)
    np.testing.assert_array_equal(back, [g, g])


def test_the_gradient_of_the_input_is_that_of_the_output_plus_what_comes_through_the_block():
    exercise = build("residual_gradient", 6, ask="all")
    x, W, t = (exercise.leaves[name] for name in ("x", "W", "t"))
    y = x + np.tanh(x @ W)
    jacobian = np.eye(2) + W * (1 - np.tanh(x @ W) ** 2)  # dy_j/dx_i in row i
    by_hand = (y - t) @ jacobian.T
    keys = [exercise.part(f"grad.x[{i}]").answer.key for i in range(2)]
    np.testing.assert_allclose(keys, by_hand[0])


def test_two_blocks_multiply_their_ones_and_slopes():
    exercise = build("residual_gradient", 2, blocks=2, units=1, ask="all")
    x, w1, w2, t = (exercise.leaves[name].item() for name in ("x", "W1", "W2", "t"))
    h = x + math.tanh(w1 * x)
    y = h + math.tanh(w2 * h)
    slopes = (1 + w2 * (1 - math.tanh(w2 * h) ** 2)) * (1 + w1 * (1 - math.tanh(w1 * x) ** 2))
    assert exercise.part("grad.x[0]").answer.key == pytest.approx((y - t) * slopes)
