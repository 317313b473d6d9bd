"""Attention, against numbers written out by hand in plain NumPy."""

import numpy as np
import pytest

from engine import OPS, build

Q = np.array([[1.0, 0.0], [0.5, -1.0]])
K = np.array([[0.0, 2.0], [1.0, 1.0], [-1.0, 0.5]])
V = np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 4.0]])


def weights(scores):
    """Softmax of each row, one exponential at a time."""
    return np.array([[np.exp(s) / sum(np.exp(row)) for s in row] for row in scores])


def test_scores_are_dot_products_over_the_root_of_the_length():
    by_hand = [[0 / 2**0.5, 1 / 2**0.5, -1 / 2**0.5], [-2 / 2**0.5, -0.5 / 2**0.5, -1 / 2**0.5]]
    np.testing.assert_allclose(OPS["attention_scores"]().forward(Q, K), by_hand)


def test_the_weights_of_a_query_add_up_to_one_over_the_keys():
    scores = Q @ K.T / np.sqrt(2)
    a = OPS["attention_weights"]().forward(scores)
    np.testing.assert_allclose(a, weights(scores))
    np.testing.assert_allclose(a.sum(axis=1), [1, 1])


def test_attention_forward_asks_for_what_plain_numpy_computes():
    exercise = build("attention_forward", 5, queries=2, keys=3)
    q, k, v = (exercise.leaves[name] for name in "QKV")
    a = weights(q @ k.T / np.sqrt(2))
    keys = [part.answer.key for part in exercise.parts]
    np.testing.assert_allclose(keys, [*a.ravel(), *(a @ v).ravel()])


def test_gradients_through_attention_are_differences_of_the_loss():
    exercise = build("attention_backward", 3, through="keys")
    leaves = exercise.leaves

    def loss(k):
        a = weights(leaves["q"] @ k.T / np.sqrt(2))
        return float((a @ leaves["V"] * leaves["g"]).sum())

    for i, j in np.ndindex(2, 2):
        nudge = np.zeros((2, 2))
        nudge[i, j] = 1e-6
        slope = (loss(leaves["K"] + nudge) - loss(leaves["K"] - nudge)) / 2e-6
        assert exercise.part(f"grad.K[{i},{j}]").answer.key == pytest.approx(slope, abs=1e-8)


def test_the_gradients_of_the_scores_of_one_query_cancel():
    exercise = build("attention_backward", 8)
    keys = [exercise.part(f"grad.s[{j}]").answer.key for j in range(2)]
    assert sum(keys) == pytest.approx(0)
