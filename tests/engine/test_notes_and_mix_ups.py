"""Answers in notes, steps that go the wrong way, and two names in each other's place."""

from __future__ import annotations

import re

import pytest

from tests.engine.test_short_answers import STATES, answer_of


@pytest.mark.parametrize(
    ("slug", "text", "states"),
    [
        ("weight-update/explain-gradient-descent",  # notes, which say how things belong together
         "w := w - eta * grad; gradient uphill -> go downhill. lr too big: diverges; too small: "
         "slow. No guarantee of the global minimum.", "sssss"),
        ("attention/explain-attention", "Q,K,V = X times 3 matrices, n x d. QK^T/sqrt(d) -> n x n. "
         "softmax rows, times V -> n x d. cost n^2 d, order-blind -> add positions.", "?????s"),
        # what goes along with the gradient goes the wrong way
        ("weight-update/explain-gradient-descent", "We go in direction of gradient, for make the "
         "loss maximum small.", ".c..."),
        ("weight-update/explain-gradient-descent", "The gradient points uphill, and the weights "
         "move in that direction.", ".c..."),
        ("weight-update/explain-gradient-descent", "The gradient points to the steepest increase, "
         "so we step the other way.", ".s..."),
        # who mixes two names up does so throughout
        ("classification/cross-entropy-or-squares", "With squared error the gradient is p minus t, "
         "so confident wrong answers are punished heavily; with cross-entropy the gradient "
         "carries the factor p(1-p), which vanishes on saturation.", "cccn"),
        ("regularisation/compare-l1-and-l2", "L1 adds the squares of the weights, L2 their "
         "absolute values. L2 makes many weights exactly zero. So use L2 to select features.",
         "cc..c"),
    ],
)  # fmt: skip
def test_notes_count_and_neither_the_wrong_way_nor_two_names_mixed_up_can_be_ticked(
    slug: str, text: str, states: str
) -> None:
    found = answer_of(slug).examine(text).points
    short = {state: letter for letter, state in STATES.items()}
    read = "".join(short[one.state] if one.is_sure else "?" for one in found)
    assert re.fullmatch(states.replace("?", r"\?"), read)


def test_a_share_of_points_that_weigh_differently_says_so() -> None:
    answer = answer_of("optimisers/why-not-zeros")
    text = "You draw small random numbers.\n[self-check: none]"
    assert "1 of 4 points covered. Some points count more than others." in answer.mark(text).remark
