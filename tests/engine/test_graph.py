"""The graph contract: forward values, gradients, fan-out, and the best-known worked example."""

import numpy as np
import pytest

from engine import OPS, Graph
from engine.graph.layers import layers, mlp
from tests.measures import measure, needs_measures


def two_layers():
    return (
        Graph()
        .then("z1", OPS["affine"](), "x", "W1", "b1")
        .then("h", OPS["sigmoid"](), "z1")
        .then("E", OPS["half_squared_error"](), "h", "t")
    )


def test_run_gives_every_value_leaves_included_and_backward_every_gradient():
    leaves = {"x": [[1.0, 2.0]], "W1": [[0.1], [0.2]], "b1": [0.3], "t": [[1.0]]}
    graph = two_layers()
    values = graph.run(leaves)
    h = 1 / (1 + np.exp(-0.8))
    assert values["h"][0, 0] == pytest.approx(h)
    assert values["E"] == pytest.approx((h - 1) ** 2 / 2)
    grads = graph.backward(values)
    delta = (h - 1) * h * (1 - h)
    assert set(grads) == {"x", "W1", "b1", "t", "z1", "h", "E"}
    np.testing.assert_allclose(grads["W1"], [[delta], [2 * delta]])
    np.testing.assert_allclose(grads["x"], [[0.1 * delta, 0.2 * delta]])


@needs_measures
def test_the_best_known_worked_example_is_reproduced():
    data = measure("mazur_2_2_2.json")
    given, expected = data["inputs"], data["recomputed"]
    graph = mlp(["sigmoid", "sigmoid"]).update(OPS["sgd"](lr=given["lr"]), "W1", "W2", "b1", "b2")
    leaves = {
        "x": np.array([given["x"]]),
        "t": np.array([given["target"]]),
        "W1": np.array(given["W1"]).T,
        "b1": np.full(2, given["b1"]),
        "W2": np.array(given["W2"]).T,
        "b2": np.full(2, given["b2"]),
    }
    values = graph.run(leaves)
    grads = graph.backward(values)
    np.testing.assert_allclose(values["y"][0], expected["out_o"], rtol=1e-12)
    assert values["E"] == pytest.approx(expected["E"], rel=1e-12)
    for name in ("W1", "W2"):
        np.testing.assert_allclose(grads[name].T, expected[f"grad_{name}"], rtol=1e-12)
    updates = {node.name: node for node in graph.updates}
    step = updates["updated.W1"].op.forward(leaves["W1"], grads["W1"])
    np.testing.assert_allclose(step.T, expected["W1_new"], rtol=1e-12)


def test_a_value_used_twice_gets_the_sum_of_both_gradients():
    graph = (
        Graph()
        .then("h", OPS["tanh"](), "x")
        .then("a", OPS["sigmoid"](), "h")
        .then("E", OPS["half_squared_error"](), "a", "h")
    )
    x = np.array([[0.4, -0.7]])
    grads = graph.backward(graph.run({"x": x}))
    step = 1e-6
    for j in range(2):
        move = np.zeros_like(x)
        move[0, j] = step
        measured = (graph.run({"x": x + move})["E"] - graph.run({"x": x - move})["E"]) / (2 * step)
        assert grads["x"][0, j] == pytest.approx(measured, abs=1e-9)


def test_an_array_used_as_both_inputs_of_an_op_gets_both_gradients():
    graph = Graph().then("d", OPS["gradient_sum"](), "x", "x").then("y", OPS["tanh"](), "d")
    x = np.array([[0.3]])
    grads = graph.backward(graph.run({"x": x}))
    assert grads["x"][0, 0] == pytest.approx(2 * (1 - np.tanh(0.6) ** 2))


def test_a_value_that_the_loss_does_not_depend_on_has_no_gradient():
    graph = two_layers()
    aside = Graph((graph.nodes[0], *Graph().then("o", OPS["tanh"](), "z1").nodes, *graph.nodes[1:]))
    leaves = {"x": [[1.0, 2.0]], "W1": [[0.1], [0.2]], "b1": [0.3], "t": [[1.0]]}
    clean = graph.backward(graph.run(leaves))
    with_aside = aside.backward(aside.run(leaves))
    assert "o" not in with_aside
    np.testing.assert_allclose(with_aside["W1"], clean["W1"])


def test_a_missing_leaf_is_named():
    with pytest.raises(KeyError, match="W1"):
        two_layers().run({"x": [[1.0]], "b1": [0.3], "t": [[1.0]]})


@pytest.mark.parametrize("name", ["z1", "x", "a.b"])
def test_a_name_that_is_taken_or_contains_a_dot_is_refused(name):
    with pytest.raises(ValueError, match="name"):
        two_layers().then(name, OPS["tanh"](), "h")


def test_layers_finds_what_a_picture_of_the_network_needs():
    found = layers(mlp(["tanh", None]))
    assert [(la.inputs, la.weights, la.bias, la.z, la.output, la.activation) for la in found] == [
        ("x", "W1", "b1", "z1", "h", "tanh"),
        ("h", "W2", "b2", "y", "y", None),
    ]
    assert layers(Graph().then("y", OPS["tanh"](), "z")) == ()
