"""Newer activations, at points whose values are published or worked out by hand."""

from math import e, erf, exp, log, pi, sqrt, tanh

import numpy as np
import pytest

from engine import OPS


def value_and_slope(name, z):
    x = np.array([[z]])
    y = OPS[name]().forward(x)
    return y.item(), OPS[name]().vjp(np.ones_like(x), y, x)[0].item()


# the values at ±1 are those that PyTorch prints for its functions of these names
@pytest.mark.parametrize(
    ("name", "z", "value"),
    [
        ("gelu", 1.0, 0.8413447),
        ("gelu", -1.0, -0.1586553),
        ("gelu_tanh", 1.0, 0.8411920),
        ("gelu_tanh", -1.0, -0.1588080),
        ("silu", 1.0, 0.7310586),
        ("silu", -1.0, -0.2689414),
        ("softplus", 1.0, 1.3132616),
        ("softplus", -1.0, 0.3132617),
        ("hardswish", 1.0, 2 / 3),
        ("hardswish", -1.0, -1 / 3),
        ("hardswish", -3.5, 0.0),
        ("hardswish", 4.25, 4.25),
    ],
)
def test_the_value_agrees_with_the_published_one(name, z, value):
    assert value_and_slope(name, z)[0] == pytest.approx(value, abs=1e-7)


def test_the_derivatives_agree_with_the_product_rule_by_hand():
    z = -0.7
    s = 1 / (1 + exp(0.7))
    below, density = (1 + erf(z / sqrt(2))) / 2, exp(-z * z / 2) / sqrt(2 * pi)
    u = sqrt(2 / pi) * (z + 0.044715 * z**3)
    inner = sqrt(2 / pi) * (1 + 3 * 0.044715 * z * z)
    assert value_and_slope("gelu", z)[1] == pytest.approx(below + z * density)
    assert value_and_slope("gelu_tanh", z)[1] == pytest.approx(
        (1 + tanh(u)) / 2 + z * (1 - tanh(u) ** 2) * inner / 2
    )
    assert value_and_slope("silu", z)[1] == pytest.approx(s * (1 + z * (1 - s)))
    assert value_and_slope("softplus", z)[1] == pytest.approx(s)
    assert value_and_slope("hardswish", z)[1] == pytest.approx((3 - 1.4) / 6)


def test_the_approximation_of_gelu_is_within_a_thousandth_of_it():
    x = np.linspace(-6, 6, 401)
    exact, near = OPS["gelu"]().forward(x), OPS["gelu_tanh"]().forward(x)
    assert 1e-4 < np.abs(exact - near).max() < 1e-3


def test_softplus_never_overflows_and_approaches_relu_far_out():
    x = np.array([-800.0, 0.0, 800.0])
    np.testing.assert_allclose(OPS["softplus"]().forward(x), [0, log(2), 800])
    assert OPS["softplus"]().forward(np.array([1.0])) == pytest.approx(log(1 + e))
