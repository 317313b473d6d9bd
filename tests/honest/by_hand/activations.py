"""Activations and softmax by hand: each rule, the usual one first, and the routes beside it.

Forward rules take the parameters and the inputs; backward ones also the upstream gradient `g` and
the output `y`, and give a gradient for each input.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..calculator import Number, constant, erf, exp, log, tanh, total


def _by_exponentials(x: Any) -> Any:
    return (exp(x) - exp(-x)) / (exp(x) + exp(-x))


def _doubled(x: Any) -> Any:
    e = exp(2 * x)
    return (e - 1) / (e + 1)


def _by_sigmoid(x: Any) -> Any:
    return 2 * (1 / (1 + exp(-(2 * x)))) - 1


TANH = {"usual": tanh, "(e^z−e^−z)/(e^z+e^−z)": _by_exponentials, "(e^2z−1)/(e^2z+1)": _doubled,
        "2σ(2z)−1": _by_sigmoid}  # fmt: skip


def sigmoid(x: Any) -> Any:
    return 1 / (1 + exp(-x))


SIGMOID = {
    "usual": sigmoid,
    "e^z/(1+e^z)": lambda x: (e := exp(x)) / (1 + e),
    "(1+tanh(z/2))/2": lambda x: (1 + tanh(x / 2)) / 2,
}


def pick(x: Any, above: Any, below: Any) -> Number:
    """Entry by entry `above` where x > 0, else `below`."""
    parts = [part.a if isinstance(part, Number) else part for part in (above, below)]
    return Number(np.where(x.a > 0, *parts), x.by)


def _gelu_share(x: Any) -> Any:
    return (1 + erf(x / constant(x.by, 2**0.5))) / 2


def _density(x: Any) -> Any:
    return exp(-(x.squared() / 2)) * constant(x.by, (2 * np.pi) ** -0.5)


def _inner(p: Any, x: Any) -> Any:
    return constant(x.by, (2 / np.pi) ** 0.5) * (x + p.cubic * (x.squared() * x))


def _gelu_tanh_slope(p: Any, g: Any, y: Any, x: Any) -> Any:
    t = tanh(_inner(p, x))
    inner = constant(x.by, (2 / np.pi) ** 0.5) * (1 + 3 * p.cubic * x.squared())
    return (g * ((1 + t) / 2 + x * (1 - t.squared()) * inner / 2),)


def _hard(x: Any, between: Any, above: Any) -> Number:
    return pick(x + 3, pick(3 - x, between, above), np.zeros(x.shape))


def softmax(x: Any, seen: Any = 1) -> Any:
    e = exp(x) * seen
    return e / e.sum(-1)


def _inverse(x: Any, seen: Any = 1) -> Any:
    e = exp(x) * seen
    return e * (1 / e.sum(-1))


def _shifted(x: Any, seen: Any = 1) -> Any:
    largest = np.where(np.ones(x.shape) * seen > 0, x.a, -np.inf).max(axis=-1, keepdims=True)
    return softmax(x - x.by(largest), seen)


def _differences(x: Any, seen: Any = 1) -> Any:
    sums = [(exp(x - x[:, k : k + 1]) * seen).sum(-1) for k in range(x.shape[1])]
    return Number(np.concatenate([(1 / s).a for s in sums], axis=1) * seen, x.by)


SOFTMAX = {"usual": softmax, "times 1/Σ": _inverse, "largest taken off": _shifted,
           "1/Σe^(zj−zi)": _differences}  # fmt: skip


def causal(x: Any) -> np.ndarray:
    return np.tril(np.ones(x.shape))


def _jacobian(p: Any, g: Any, y: Any, x: Any) -> Any:
    columns = []
    for i in range(y.shape[1]):
        own = y[:, i : i + 1]
        terms = []
        for j in range(y.shape[1]):
            other = y[:, j : j + 1]
            slope = own * (1 - own) if i == j else -(own * other)
            terms.append(g[:, j : j + 1] * slope)
        columns.append(total(terms).a)
    return (Number(np.concatenate(columns, axis=1), y.by),)


def _products_first(p: Any, g: Any, y: Any, x: Any) -> Any:
    through = g * y
    return (through - y * through.sum(-1),)


BACK_SOFTMAX = {
    "usual": lambda p, g, y, x: (y * (g - (g * y).sum(-1)),),
    "Jacobian row by row": _jacobian,
    "g·a − aΣ": _products_first,
}

FORWARD = {
    "tanh": {route: lambda p, x, f=f: f(x) for route, f in TANH.items()},
    "sigmoid": {route: lambda p, x, f=f: f(x) for route, f in SIGMOID.items()},
    "relu": {"usual": lambda p, x: pick(x, x, 0.0)},
    "leaky_relu": {"usual": lambda p, x: pick(x, x, p.negative_slope * x)},
    "elu": {"usual": lambda p, x: pick(x, x, p.alpha * (exp(x) - 1))},
    "gelu": {
        "usual": lambda p, x: x * _gelu_share(x),
        "½z first": lambda p, x: x / 2 * (1 + erf(x / constant(x.by, 2**0.5))),
    },
    "gelu_tanh": {
        "usual": lambda p, x: x * (1 + tanh(_inner(p, x))) / 2,
        "share first": lambda p, x: x * ((1 + tanh(_inner(p, x))) / 2),
        "tanh from e^2u": lambda p, x: x / 2 * (1 + _doubled(_inner(p, x))),
    },
    "silu": {
        "usual": lambda p, x: x * sigmoid(x),
        "z/(1+e^−z)": lambda p, x: x / (1 + exp(-x)),
        "σ = e^z/(1+e^z)": lambda p, x: x * SIGMOID["e^z/(1+e^z)"](x),
    },
    "softplus": {
        "usual": lambda p, x: log(1 + exp(x)),
        "z + ln(1+e^−z)": lambda p, x: x + log(1 + exp(-x)),
    },
    "hardswish": {
        "usual": lambda p, x: _hard(x, x * (x + 3) / 6, x),
        "z·((z+3)/6)": lambda p, x: _hard(x, x * ((x + 3) / 6), x),
        "multiplied out": lambda p, x: _hard(x, (x.squared() + 3 * x) / 6, x),
    },
    "softmax": {route: lambda p, x, f=f: f(x) for route, f in SOFTMAX.items()},
    "attention_weights": {route: lambda p, x, f=f: f(x) for route, f in SOFTMAX.items()},
    "causal_weights": {route: lambda p, x, f=f: f(x, causal(x)) for route, f in SOFTMAX.items()},
}

BACKWARD = {
    "tanh": {
        "usual": lambda p, g, y, x: (g * (1 - y.squared()),),
        "(1−y)(1+y)": lambda p, g, y, x: (g * ((1 - y) * (1 + y)),),
        "1/cosh²": lambda p, g, y, x: (g * (1 / x.over(np.cosh).squared()),),
    },
    "sigmoid": {
        "usual": lambda p, g, y, x: (g * (y * (1 - y)),),
        "y − y²": lambda p, g, y, x: (g * (y - y.squared()),),
        "g·y first": lambda p, g, y, x: (g * y * (1 - y),),
        "from z": lambda p, g, y, x: (g * (exp(-x) / (1 + exp(-x)).squared()),),
    },
    "relu": {
        "usual": lambda p, g, y, x: (pick(x, g, 0 * g),),
        "by the sign of y": lambda p, g, y, x: (pick(y, g, 0 * g),),
    },
    "leaky_relu": {
        "usual": lambda p, g, y, x: (pick(x, g, p.negative_slope * g),),
        "by the sign of y": lambda p, g, y, x: (pick(y, g, p.negative_slope * g),),
    },
    "elu": {
        "usual": lambda p, g, y, x: (pick(x, g, g * (y + p.alpha)),),
        "by the sign of y": lambda p, g, y, x: (pick(y, g, g * (y + p.alpha)),),
        "αe^z": lambda p, g, y, x: (pick(x, g, g * (p.alpha * exp(x))),),
    },
    "gelu": {
        "usual": lambda p, g, y, x: (g * (_gelu_share(x) + x * _density(x)),),
        "Φ = y/z": lambda p, g, y, x: (g * (y / x + x * _density(x)),),
    },
    "gelu_tanh": {"usual": _gelu_tanh_slope},
    "silu": {
        "usual": lambda p, g, y, x: (g * ((s := sigmoid(x)) + x * (s * (1 - s))),),
        "σ + y(1−σ)": lambda p, g, y, x: (g * ((s := sigmoid(x)) + y * (1 - s)),),
        "σ(1+z(1−σ))": lambda p, g, y, x: (g * ((s := sigmoid(x)) * (1 + x * (1 - s))),),
        "y + σ(1−y)": lambda p, g, y, x: (g * (y + sigmoid(x) * (1 - y)),),
    },
    "softplus": {
        "usual": lambda p, g, y, x: (g * sigmoid(x),),
        "1 − e^−y": lambda p, g, y, x: (g * (1 - exp(-y)),),
        "σ = e^z/(1+e^z)": lambda p, g, y, x: (g * SIGMOID["e^z/(1+e^z)"](x),),
    },
    "hardswish": {
        "usual": lambda p, g, y, x: (g * _hard(x, (2 * x + 3) / 6, 1.0),),
        "z/3 + ½": lambda p, g, y, x: (g * _hard(x, x / 3 + 0.5, 1.0),),
    },
    "softmax": BACK_SOFTMAX,
    "attention_weights": BACK_SOFTMAX,
    "causal_weights": BACK_SOFTMAX,
}
