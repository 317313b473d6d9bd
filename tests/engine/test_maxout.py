"""The maxout exercises, against a maximum taken by hand."""

import re

import numpy as np
import pytest

from engine import build


def keys(exercise):
    return {part.name: part.answer.key for part in exercise.parts}


def test_the_gradient_goes_only_through_the_winning_piece():
    for seed in range(30):
        exercise = build("maxout_gradient", seed, pieces=3, ask="all")
        x, w, b, t = (exercise.leaves[name] for name in ("x", "W", "b", "t"))
        z = [(x[0] @ w[k][:, 0] + b[k]).item() for k in range(3)]
        best = int(np.argmax(z))
        found = list(keys(exercise).values())
        difference = z[best] - t.item()
        expected = [z[best], difference**2 / 2, difference, *(difference * w[best][:, 0])]
        np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_the_active_piece_and_its_slope_follow_from_the_printed_numbers():
    for seed in range(30):
        exercise = build("maxout_piece", seed, pieces=3, ask="all")
        found = keys(exercise)
        vectors = [
            np.array([float(v) for v in pair.split(",")])
            for pair in re.findall(r"= \(([^)]*)\)", exercise.statement)
        ]
        b = [float(v) for v in re.findall(r"b_\d = (-?[\d.]+)", exercise.statement)]
        *w, x = vectors
        z = [v @ x + c for v, c in zip(w, b, strict=True)]
        best = int(np.argmax(z))
        assert found["value"] == pytest.approx(z[best])
        assert found["slope.x1"] == w[best][0]
        active = exercise.part("active").answer
        assert active.options[active.key - 1].text == f"piece {best + 1}"
