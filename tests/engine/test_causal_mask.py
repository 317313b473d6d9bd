"""The causal mask: tokens see earlier ones, and nothing later."""

import numpy as np

from engine import OPS, build


def test_masked_scores_of_minus_infinity_give_these_weights():
    s = np.array([[0.3, 9.0, -1.0], [1.0, 2.0, 7.0], [0.5, -0.5, 0.1]])
    masked = np.where(np.arange(3)[None, :] > np.arange(3)[:, None], -np.inf, s)
    by_hand = np.exp(masked) / np.exp(masked).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(OPS["causal_weights"]().forward(s), by_hand)


def test_the_first_token_sees_only_itself():
    exercise = build("causal_attention", 4, ask="all")
    first = [exercise.part(f"value.O[0,{j}]").answer.key for j in range(2)]
    np.testing.assert_allclose(first, exercise.leaves["V"][0])


def test_later_tokens_change_nothing_for_earlier_ones():
    op, s = OPS["causal_weights"](), np.array([[0.3, -0.2], [0.4, 0.1]])
    later = s + np.array([[0.0, 5.0], [0.0, 0.0]])
    np.testing.assert_array_equal(op.forward(s), op.forward(later))
