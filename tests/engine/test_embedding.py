"""Embedding tables: lookups, and the gradient of a row that is looked up twice."""

import numpy as np

from engine import OPS, build

TABLE = np.array([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6], [0.7, 0.8]])
G = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])


def test_a_lookup_copies_rows():
    rows = OPS["embedding"](tokens=(3, 0, 3)).forward(TABLE)
    np.testing.assert_array_equal(rows, [[0.7, 0.8], [0.1, 0.2], [0.7, 0.8]])


def test_a_row_gets_the_sum_over_its_positions_and_an_unused_row_gets_nothing():
    (back,) = OPS["embedding"](tokens=(3, 0, 3)).vjp(G, None, TABLE)
    np.testing.assert_array_equal(back, [[3, 4], [0, 0], [0, 0], [6, 8]])


def test_keeping_only_the_last_position_is_what_assigning_by_index_does_in_numpy():
    assigned = np.zeros_like(TABLE)
    assigned[[3, 0, 3]] += G
    (bent,) = OPS["embedding"](tokens=(3, 0, 3)).last_use_only(G, None, TABLE)
    np.testing.assert_array_equal(bent, assigned)


def test_the_exercise_asks_only_for_rows_that_were_looked_up():
    for seed in range(20):
        exercise = build("embedding_gradient", seed, words=4)
        tokens = exercise.graph.nodes[0].op.tokens
        asked = {int(p.name[7]) for p in exercise.parts if p.name.startswith("grad.C[")}
        assert asked == set(tokens)
        assert len(tokens) == 3
        assert len(asked) == 2
