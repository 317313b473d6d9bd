"""Sinusoidal positional encoding, against the usual table."""

import math

import pytest

from engine import build, mark


def test_two_frequencies_each_as_a_sine_and_a_cosine():
    for seed in range(20):
        exercise = build("positional_encoding", seed)
        position = int(exercise.statement.partition("position **")[2].partition("**")[0])
        by_hand = [
            math.sin(position), math.cos(position), math.sin(position / 100),
            math.cos(position / 100),
        ]  # fmt: skip
        keys = [part.answer.key for part in exercise.parts]
        assert keys == pytest.approx(by_hand, abs=1e-7)


def test_an_angle_in_degrees_is_named():
    exercise = build("positional_encoding", 0)
    position = int(exercise.statement.partition("position **")[2].partition("**")[0])
    response = f"{math.sin(math.radians(position)):.4f}"
    verdict = mark(exercise, {"PE[0]": response}).parts["PE[0]"].verdict
    assert verdict == "misconception:positional_encoding.degrees_for_radians"
