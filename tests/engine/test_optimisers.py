"""Optimiser steps against the algorithms of PyTorch's documentation, written out by hand."""

import pytest

from engine import build

SEEDS = range(8)


def keys(exercise):
    return {part.name: part.answer.key for part in exercise.parts}


def fields(exercise, op):
    """The parameters of the first node with that op."""
    return next(node.op for node in exercise.graph.nodes if node.op.name == op)


@pytest.mark.parametrize("nesterov", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_momentum_follows_the_algorithm_of_pytorchs_sgd(seed, nesterov):
    exercise = build("momentum", seed, steps=2, nesterov=nesterov)
    mu, lr = fields(exercise, "velocity").momentum, fields(exercise, "sgd").lr
    found, leaves = keys(exercise), {k: v.item() for k, v in exercise.leaves.items()}
    buffer, theta = leaves["v"], leaves["w"]
    for step in (1, 2):
        gradient = leaves[f"g{step}"]
        buffer = mu * buffer + gradient
        theta = theta - lr * (gradient + mu * buffer if nesterov else buffer)
        assert found[f"value.v{step}[0]"] == pytest.approx(buffer)
        assert found[f"value.w{step}[0]"] == pytest.approx(theta)
