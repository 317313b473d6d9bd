"""Convolution and pooling against the definition, written out with loops and by hand."""

from itertools import product

import numpy as np
import pytest

from engine import OPS, build
from tests.over import over

CHANCE = np.random.default_rng(3)
WAYS = ([1, 2, 3], [0, 1, 2], [1, 2])  # stride, padding, dilation


def by_the_definition(x, w, b, stride, padding, dilation):
    """The formula in PyTorch's documentation, one output pixel at a time."""
    x = np.pad(x, padding)
    size = [
        (n - dilation * (k - 1) - 1) // stride + 1 for n, k in zip(x.shape, w.shape, strict=True)
    ]
    y = np.empty(size)
    for i, j in np.ndindex(*size):
        y[i, j] = b[0] + sum(
            w[m, n] * x[stride * i + dilation * m, stride * j + dilation * n]
            for m, n in np.ndindex(*w.shape)
        )
    return y


@over({str(way): way for way in product([(2, 2), (3, 3), (2, 3)], *WAYS)})
def test_a_convolution_is_its_definition(way):
    kernel, stride, padding, dilation = way
    x, w, b = CHANCE.normal(size=(7, 6)), CHANCE.normal(size=kernel), np.array([0.3])
    y = OPS["conv2d"](stride, padding, dilation).forward(x, w, b)
    np.testing.assert_allclose(y, by_the_definition(x, w, b, stride, padding, dilation))


def test_a_kernel_with_a_single_one_picks_out_the_pixel_under_it_without_flipping():
    x = np.arange(9.0).reshape(3, 3)
    w = np.array([[0.0, 1.0], [0.0, 0.0]])
    y = OPS["conv2d"]().forward(x, w, np.zeros(1))
    assert y.tolist() == [[1, 2], [4, 5]]


def test_the_gradients_of_a_small_convolution_worked_by_hand():
    x, w = np.arange(1.0, 10.0).reshape(3, 3), np.array([[1.0, 2.0], [3.0, 4.0]])
    g = np.array([[1.0, 0.0], [0.0, -1.0]])
    conv = OPS["conv2d"]()
    to_x, to_w, to_b = conv.vjp(g, None, x, w, np.zeros(1))
    assert to_w.tolist() == [[1 - 5, 2 - 6], [4 - 8, 5 - 9]]
    assert to_x.tolist() == [[1, 2, 0], [3, 4 - 1, -2], [0, -3, -4]]
    assert to_b.tolist() == [0]


@over({str(way): way for way in product(*WAYS)})
def test_a_convolution_along_time_equals_one_row_of_a_2d_convolution(way):
    stride, padding, dilation = way
    x, w, b = CHANCE.normal(size=8), CHANCE.normal(size=3), np.array([0.3])
    y = OPS["conv1d"](stride, padding, dilation).forward(x, w, b)
    expected = by_the_definition(
        np.pad(x, padding)[None], w[None], b, stride=stride, padding=0, dilation=dilation
    )
    np.testing.assert_allclose(y, expected[0])


def test_a_convolution_along_time_correlates_where_numpy_convolves_with_the_kernel_flipped():
    x, w = np.array([1.0, 3.0, 2.0, -1.0, 4.0]), np.array([2.0, 0.0, -1.0])
    conv, b = OPS["conv1d"](), np.zeros(1)
    assert conv.forward(x, w, b).tolist() == [0, 7, 0]
    np.testing.assert_allclose(conv.forward(x, w, b), np.convolve(x, w[::-1], "valid"))
    np.testing.assert_allclose(conv.kernel_flipped(x, w, b), np.convolve(x, w, "valid"))


def test_the_gradients_of_a_convolution_along_time_worked_by_hand():
    x, w, g = np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 3.0]), np.array([1.0, -1.0])
    to_x, to_w, to_b = OPS["conv1d"](stride=2, padding=1).vjp(g, None, x, w, np.zeros(1))
    assert to_w.tolist() == [0 - 2, 1 - 3, 2 - 0]  # windows 0 1 2 and 2 3 0
    assert to_x.tolist() == [2, 3 - 1, -2]
    assert to_b.tolist() == [0]


def test_the_gradient_of_a_sequence_is_a_full_convolution_of_the_upstream_gradient():
    for seed in range(10):
        exercise = build("conv1d_gradient", seed, of="input", ask="all")
        expected = np.convolve(exercise.leaves["g"], exercise.leaves["w"], "full")
        np.testing.assert_allclose([part.answer.key for part in exercise.parts], expected)


def test_the_gradient_of_a_kernel_is_the_sequence_correlated_with_the_upstream_gradient():
    for seed in range(10):
        exercise = build("conv1d_gradient", seed, of="kernel", padding=1, ask="all")
        x, g = exercise.leaves["x"], exercise.leaves["g"]
        expected = [*np.correlate(np.pad(x, 1), g, "valid"), g.sum()]
        np.testing.assert_allclose([part.answer.key for part in exercise.parts], expected)


def test_the_statement_defines_the_convolution_completely():
    text = build("conv2d_forward", 1, stride=2, padding=1, dilation=2).statement
    assert "not flipped" in text
    assert "Stride 2, padding 1, dilation 2" in text
    assert r"\tilde{x}_{2(i - 1) + 2(m - 1) + 1,\,2(j - 1) + 2(n - 1) + 1}" in text
    along_time = build("conv1d_forward", 1, stride=2, padding=1).statement
    assert r"\tilde{x}_{2(i - 1) + m}" in along_time
    assert "one zero added at each end" in along_time


def test_max_pooling_passes_the_gradient_to_the_winners_and_adds_it_up_where_windows_overlap():
    x = np.array([[1.0, 2.0, 0.0], [0.0, 5.0, 3.0], [4.0, -1.0, 2.0]])
    g = np.array([[1.0, 10.0], [100.0, 1000.0]])
    pool = OPS["max_pool2d"](2, 1)
    assert pool.forward(x).tolist() == [[5, 5], [5, 5]]
    assert pool.vjp(g, None, x)[0].tolist() == [[0, 0, 0], [0, 1111, 0], [0, 0, 0]]


def test_in_a_tie_the_first_entry_of_a_window_gets_the_gradient():
    (to_x,) = OPS["max_pool2d"]().vjp(np.array([[7.0]]), None, np.ones((2, 2)))
    assert to_x.tolist() == [[7, 0], [0, 0]]


def test_pooling_leaves_incomplete_windows_out():
    x = np.arange(25.0).reshape(5, 5)
    assert OPS["max_pool2d"]().forward(x).tolist() == [[6, 8], [16, 18]]
    assert OPS["avg_pool2d"]().forward(x).tolist() == [[3, 5], [13, 15]]


def test_average_pooling_gives_every_entry_its_share_of_each_window():
    (to_x,) = OPS["avg_pool2d"](2, 1).vjp(np.full((2, 2), 4.0), None, np.zeros((3, 3)))
    assert to_x.tolist() == [[1, 2, 1], [2, 4, 2], [1, 2, 1]]


def test_a_small_convolutional_network_agrees_with_numpy():
    exercise = build("cnn_backprop", 5, ask="all")
    x, w, b, t = (exercise.leaves[name] for name in "XWbt")
    z = by_the_definition(x, w, b, 1, 0, 1)
    h = np.maximum(z, 0)
    winners = [np.unravel_index(h[:, j : j + 2].argmax(), (2, 2)) for j in range(2)]
    y = np.array([[h[i, j + k] for j, (i, k) in enumerate(winners)]])
    to_w = sum(
        (y[0, j] - t[0, j]) * x[i : i + 2, j + k : j + k + 2] for j, (i, k) in enumerate(winners)
    )
    keys = {part.name: part.answer.key for part in exercise.parts}
    for (m, n), expected in np.ndenumerate(to_w):
        assert keys[f"grad.W[{m},{n}]"] == pytest.approx(expected)
    assert keys["grad.b[0]"] == pytest.approx((y - t).sum())
