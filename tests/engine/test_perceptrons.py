"""Perceptrons and boundaries, with answers found in another way."""

import re
from itertools import product

import numpy as np
import pytest

from engine import build, mark


def keys(exercise):
    return {part.name: part.answer.key for part in exercise.parts}


def rows(text):
    """The vectors written as `\\left(1, -2\\right)`."""
    return [
        np.array([int(x) for x in found.split(",")])
        for found in re.findall(r"\\left\((.*?)\\right\)", text)
    ]


def test_a_perceptron_step_moves_the_net_input_of_its_own_example_towards_the_target():
    learned = 0
    for seed in range(60):
        exercise = build("perceptron_step", seed, ask="all")
        found = keys(exercise)
        w, x = rows(exercise.statement)
        b = int(re.search(r"b = (-?\d+)", exercise.statement)[1])
        t = int(re.search(r"t = (\d)", exercise.statement)[1])
        rate = int(re.search(r"eta = (\d)", exercise.statement)[1])
        assert found["net"] == w @ x + b
        error = t - found["output"]
        after = np.array([found["new.w[0]"], found["new.w[1]"]]) @ x + found["new.b"]
        assert after - found["net"] == rate * error * (x @ x + 1)
        learned += error != 0
    assert 30 < learned < 60


def test_the_crossing_points_lie_on_the_boundary():
    for seed in range(30):
        exercise = build("decision_boundary", seed)
        found = keys(exercise)
        w1, w2, b = (
            int(re.search(rf"{name} = (-?\d+)", exercise.statement)[1])
            for name in ("w_1", "w_2", "b")
        )
        moved = int(re.search(r"\*\*(-?\d+)\*\*", exercise.statement)[1])
        assert w2 * found["crossing.x2"] + b == pytest.approx(0)
        assert w1 * found["crossing.x1"] + b == pytest.approx(0)
        assert w1 + w2 * found["slope"] == pytest.approx(0)
        assert w2 * found["moved.x2"] + moved == pytest.approx(0)


def test_the_best_count_of_a_perceptron_is_what_a_search_over_many_weights_finds():
    grid = np.arange(-3, 3.1, 0.5)
    points = np.array(list(product((0, 1), repeat=2)))
    seen = set()
    for seed in range(30):
        exercise = build("linear_separability", seed)
        body = exercise.statement.partition(r"\hline ")[2].partition(r" \end")[0]
        t = np.array([int(row.rpartition("&")[2]) for row in body.split(r"\\")])
        best = max(
            int(((points @ [w1, w2] + b > 0) == t).sum()) for w1, w2, b in product(grid, repeat=3)
        )
        assert keys(exercise)["most"] == best
        seen.add(best)
    assert seen == {3, 4}


def test_updating_in_the_wrong_direction_is_named():
    name = "perceptron_step.sign_flipped"
    exercise, wrong = next(
        (exercise, entry)
        for exercise in (build("perceptron_step", seed, ask="all") for seed in range(20))
        for entry in exercise.part("new.b").answer.misconceptions
        if entry.name == name
    )
    verdict = mark(exercise, {"new.b": wrong.written}).parts["new.b"].verdict
    assert verdict == f"misconception:{name}"
