"""Layers, convolutions, attention and recurrent cells by hand, with their routes."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np

from ..calculator import Number, constant, tanh, total
from .activations import TANH


def _rows(x: Any) -> Any:
    """The sum over the rows, without the axis."""
    summed = x.sum(0)
    return Number(summed.a[0], x.by)


def _bias_first(x: Any, W: Any, b: Any) -> Any:
    return total([0 * x[:, :1] + b, *(x[:, k : k + 1] * W[k : k + 1] for k in range(W.shape[0]))])


def _padded(p: Any, x: Any) -> Number:
    return Number(np.pad(x.a, p.padding), x.by)


def _places(p: Any, x: Any, w: Any) -> Any:
    """Each place of a kernel with the entries of the padded input that it meets."""
    for place in product(*map(range, w.shape)):
        window = []
        for axis, step in enumerate(place):
            length = x.shape[axis] - p.dilation * (w.shape[axis] - 1)
            first = step * p.dilation
            window.append(slice(first, first + length, p.stride))
        yield place, tuple(window)


def _convolve(p: Any, x: Any, w: Any, b: Any) -> Any:
    padded = _padded(p, x)
    return total([padded[at] * w[place] for place, at in _places(p, padded, w)]) + b


def _convolve_back(p: Any, g: Any, y: Any, x: Any, w: Any, b: Any) -> Any:
    padded = _padded(p, x)
    terms, kernel = [], np.zeros(w.shape)
    for place, at in _places(p, padded, w):
        kernel[place] = (padded[at] * g).sum().a
        spread = np.zeros(padded.shape)
        spread[at] = (g * w[place]).a
        terms.append(Number(spread, x.by))
    inside = tuple(slice(p.padding, p.padding + size) for size in x.shape)
    return total(terms)[inside], Number(kernel, x.by), Number(g.sum().a.reshape(1), x.by)


def _pieces(p: Any, x: Any) -> list[Any]:
    found = []
    for place in product(range(p.kernel_size), repeat=2):
        ends = [(size - p.kernel_size) // p.stride * p.stride + 1 for size in x.shape]
        at = tuple(slice(i, i + end, p.stride) for i, end in zip(place, ends, strict=True))
        found.append((at, x[at]))
    return found


def _max_pool(p: Any, x: Any) -> Number:
    return Number(np.max([piece.a for _, piece in _pieces(p, x)], axis=0), x.by)


def _spread(p: Any, x: Any, parts: list[Any]) -> Any:
    terms = []
    for (at, _), part in zip(_pieces(p, x), parts, strict=True):
        spread = np.zeros(x.shape)
        spread[at] = part.a
        terms.append(Number(spread, x.by))
    return (total(terms),)


def _max_pool_back(p: Any, g: Any, y: Any, x: Any) -> Any:
    winners = np.argmax([piece.a for _, piece in _pieces(p, x)], axis=0)
    return _spread(p, x, [g * (winners == k) for k in range(p.kernel_size**2)])


def _maxout(x: Any, W: Any, b: Any) -> Any:
    return np.array([(x @ W[k] + b[k]).a for k in range(W.shape[0])])


def _maxout_back(p: Any, g: Any, y: Any, x: Any, W: Any, b: Any) -> Any:
    winners = np.argmax(_maxout(x, W, b), axis=0)
    shares = [g * (winners == k) for k in range(W.shape[0])]
    to_x = total([share @ W[k].T for k, share in enumerate(shares)])
    to_w = np.array([(x.T @ share).a for share in shares])
    to_b = np.array([_rows(share).a for share in shares])
    return to_x, Number(to_w, x.by), Number(to_b, x.by)


def _root(q: Any) -> Any:
    return constant(q.by, q.shape[1] ** 0.5)


def _inverse_root(q: Any) -> Any:
    return constant(q.by, q.shape[1] ** -0.5)


SCORES = {
    "usual": lambda p, q, k: q @ k.T / _root(q),
    "q/√d first": lambda p, q, k: (q / _root(q)) @ k.T,
    "times 1/√d": lambda p, q, k: q @ k.T * _inverse_root(q),
}
BACK_SCORES = {
    "usual": lambda p, g, s, q, k: (g @ k / _root(q), g.T @ q / _root(q)),
    "g/√d first": lambda p, g, s, q, k: ((h := g / _root(q)) @ k, h.T @ q),
    "times 1/√d": lambda p, g, s, q, k: (g @ k * _inverse_root(q), g.T @ q * _inverse_root(q)),
}


def _embedding_back(p: Any, g: Any, y: Any, table: Any) -> Any:
    terms = []
    for place, token in enumerate(p.tokens):
        spread = np.zeros(table.shape)
        spread[token] = g.a[place]
        terms.append(Number(spread, g.by))
    return (total(terms),)


def _lstm_back(p: Any, g: Any, h: Any, o: Any, c: Any) -> Any:
    t = tanh(c)
    return g * t, g * o * (1 - t.squared())


def _lstm_back_factors(p: Any, g: Any, h: Any, o: Any, c: Any) -> Any:
    t = tanh(c)
    return g * t, g * (o * ((1 - t) * (1 + t)))


def _joined_back(p: Any, g: Any, y: Any, *heads: Any) -> Any:
    ends = np.cumsum([0, *(head.shape[1] for head in heads)])
    return tuple(g[:, a:b] for a, b in zip(ends, ends[1:], strict=False))


def _dropout_back(p: Any, g: Any, y: Any, x: Any, m: Any) -> Any:
    return g * m / round(1 - p.p, 9), None


FORWARD: dict[str, Any] = {
    "affine": {"usual": lambda p, x, W, b: x @ W + b, "bias first": lambda p, *a: _bias_first(*a)},
    "linear": {"usual": lambda p, x, W: x @ W},
    "add": {"usual": lambda p, x, f: x + f},
    "gradient_sum": {"usual": lambda p, *parts: total(parts)},
    "recurrent_sum": {
        "usual": lambda p, x, W, h, U, b: x @ W + h @ U + b,
        "bias first": lambda p, x, W, h, U, b: b + x @ W + h @ U,
    },
    "conv1d": {"usual": _convolve},
    "conv2d": {"usual": _convolve},
    "max_pool2d": {"usual": _max_pool},
    "avg_pool2d": {
        "usual": lambda p, x: total([piece for _, piece in _pieces(p, x)]) / p.kernel_size**2,
        "each divided": lambda p, x: total(
            [piece / p.kernel_size**2 for _, piece in _pieces(p, x)]
        ),
        "times 1/n": lambda p, x: (
            total([piece for _, piece in _pieces(p, x)]) * constant(x.by, p.kernel_size**-2)
        ),
    },
    "maxout": {"usual": lambda p, x, W, b: Number(_maxout(x, W, b).max(axis=0), x.by)},
    "attention_scores": SCORES,
    "head_scores": SCORES,
    "attention_output": {"usual": lambda p, a, v: a @ v},
    "joined_heads": {
        "usual": lambda p, *heads: Number(np.hstack([h.a for h in heads]), heads[0].by)
    },
    "embedding": {"usual": lambda p, table: table[list(p.tokens)]},
    "dropout": {
        "usual": lambda p, x, m: x * m / round(1 - p.p, 9),
        "times 1/(1−p)": lambda p, x, m: x * m * constant(x.by, 1 / (1 - p.p)),
    },
    "lstm_state": {"usual": lambda p, f, c, i, n: f * c + i * n},
    "lstm_output": {route: lambda p, o, c, f=f: o * f(c) for route, f in TANH.items()},
    "gru_candidate": {
        route: lambda p, x, W, b, r, h, U, c, f=f: f(x @ W + b + r * (h @ U + c))
        for route, f in TANH.items()
    },
    "gru_state": {
        "usual": lambda p, z, n, h: (1 - z) * n + z * h,
        "n + z(h−n)": lambda p, z, n, h: n + z * (h - n),
    },
}

BACKWARD: dict[str, Any] = {
    "affine": {"usual": lambda p, g, y, x, W, b: (g @ W.T, x.T @ g, _rows(g))},
    "linear": {"usual": lambda p, g, y, x, W: (g @ W.T, x.T @ g)},
    "add": {"usual": lambda p, g, y, x, f: (g, g)},
    "gradient_sum": {"usual": lambda p, g, y, *parts: (g,) * len(parts)},
    "recurrent_sum": {
        "usual": lambda p, g, z, x, W, h, U, b: (g @ W.T, x.T @ g, g @ U.T, h.T @ g, _rows(g))
    },
    "conv1d": {"usual": _convolve_back},
    "conv2d": {"usual": _convolve_back},
    "max_pool2d": {"usual": _max_pool_back},
    "avg_pool2d": {
        "usual": lambda p, g, y, x: _spread(p, x, [g / p.kernel_size**2] * p.kernel_size**2),
        "times 1/n": lambda p, g, y, x: _spread(
            p, x, [g * constant(x.by, p.kernel_size**-2)] * p.kernel_size**2
        ),
    },
    "maxout": {"usual": _maxout_back},
    "attention_scores": BACK_SCORES,
    "head_scores": BACK_SCORES,
    "attention_output": {"usual": lambda p, g, o, a, v: (g @ v.T, a.T @ g)},
    "joined_heads": {"usual": _joined_back},
    "embedding": {"usual": _embedding_back},
    "dropout": {
        "usual": _dropout_back,
        "times 1/(1−p)": lambda p, g, y, x, m: (g * m * constant(x.by, 1 / (1 - p.p)), None),
    },
    "lstm_state": {"usual": lambda p, g, y, f, c, i, n: (g * c, g * f, g * n, g * i)},
    "lstm_output": {"usual": _lstm_back, "(1−t)(1+t)": _lstm_back_factors},
}
