"""Attention, against numbers written out by hand in plain NumPy."""

import numpy as np
import pytest

from engine import OPS, build, mark
from engine.proof.simulated import written

Q = np.array([[1.0, 0.0], [0.5, -1.0]])
K = np.array([[0.0, 2.0], [1.0, 1.0], [-1.0, 0.5]])
V = np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 4.0]])


def weights(scores):
    """The softmax of each row, computed one exponential at a time."""
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
    exercise = build("attention_forward", 5, queries=2, keys=3, ask="all")
    q, k, v = (exercise.leaves[name] for name in "QKV")
    a = weights(q @ k.T / np.sqrt(2))
    keys = [part.answer.key for part in exercise.parts]
    np.testing.assert_allclose(keys, [*a.ravel(), *(a @ v).ravel()])


def test_gradients_through_attention_are_differences_of_the_loss():
    exercise = build("attention_backward", 3, through="keys", ask="all")
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


def test_two_heads_attend_separately_and_are_concatenated():
    for form in ("narrow", "one_query", "two_queries"):
        exercise = build("multi_head_attention", 4, form=form, output=True, ask="all")
        leaves = exercise.leaves
        q = "Q" if form == "two_queries" else "q"
        heads = []
        for head in "12":
            queries, keys = leaves[q + head], leaves[f"K{head}"]
            scores = queries @ keys.T / len(keys[0]) ** 0.5  # the width of the head, not of both
            heads.append(weights(scores) @ leaves[f"V{head}"])
        o = np.hstack(heads)
        found = {part.name: part.answer.key for part in exercise.parts}
        for name, array in {"o": o, "y": o @ leaves["W"]}.items():
            name = name.upper() if q == "Q" else name
            keys = [key for part, key in found.items() if part.startswith(f"value.{name}[")]
            np.testing.assert_allclose(keys, array.ravel())


def test_scaling_by_the_width_of_the_model_gets_a_remark_that_a_head_is_narrower():
    exercise = build("multi_head_attention", 2, form="narrow")
    leaves = exercise.leaves
    wrong = weights(leaves["q1"] @ leaves["K1"].T / np.sqrt(2))[0, 0]
    marked = mark(exercise, {"value.a1[0]": written(wrong, exercise.digits)})
    verdict = marked.parts["value.a1[0]"].verdict
    assert verdict == "misconception:head_scores.scaled_by_model_width"


def test_heads_interleaved_by_a_reshape_are_recognised_as_a_mistake():
    first, second = np.array([[1.0, 2.0]]), np.array([[3.0, 4.0]])
    join = OPS["joined_heads"]()
    assert join.forward(first, second).tolist() == [[1, 2, 3, 4]]
    assert join.interleaved(first, second).tolist() == [[1, 3, 2, 4]]
    assert join.averaged(first, second).tolist() == [[2, 3, 2, 3]]
    to_first, to_second = join.vjp(np.array([[5.0, 6.0, 7.0, 8.0]]), None, first, second)
    assert (to_first.tolist(), to_second.tolist()) == ([[5, 6]], [[7, 8]])
