"""Losses, penalties and what stands around them by hand, with their routes."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..calculator import Number, constant, exp, log
from .activations import pick, sigmoid


def _share(x: Any, count: int) -> Any:
    return constant(x.by, 1 / count)


def size(x: Any) -> Number:
    return Number(np.abs(x.a), x.by)


def sign(x: Any) -> np.ndarray:
    return np.sign(x.a)


def _bce(y: Any, t: Any) -> Any:
    return -(t * log(y) + (1 - t) * log(1 - y))


def _huber(p: Any, d: Any) -> Any:
    near = np.abs(d.a) <= p.delta
    line = p.delta * (size(d) - p.delta / 2)
    return Number(np.where(near, (d.squared() / 2).a, line.a), d.by)


def _huber_slope(p: Any, y: Any, t: Any) -> Number:
    d = y - t
    return Number(np.clip(d.a, -p.delta, p.delta), d.by)


def _short(y: Any, t: Any) -> Any:
    """−t where the margin is too small, else 0."""
    return pick(1 - t * y, -t, 0.0)


def _sigma_minus(z: Any, t: Any) -> Any:
    return sigmoid(z) - t


FORWARD: dict[str, Any] = {
    "half_squared_error": {
        "usual": lambda p, y, t: (y - t).squared().sum() / 2,
        "½ of each": lambda p, y, t: ((y - t).squared() / 2).sum(),
        "½ first": lambda p, y, t: ((y - t) / 2 * (y - t)).sum(),
    },
    "mse_loss": {
        "usual": lambda p, y, t: (y - t).squared().sum() / y.size,
        "each divided": lambda p, y, t: ((y - t).squared() / y.size).sum(),
        "times 1/n": lambda p, y, t: (y - t).squared().sum() * _share(y, y.size),
    },
    "binary_cross_entropy": {
        "usual": lambda p, y, t: _bce(y, t).sum() / y.size,
        "each divided": lambda p, y, t: (_bce(y, t) / y.size).sum(),
        "ones, then zeros": lambda p, y, t: (
            -((t * log(y)).sum() + ((1 - t) * log(1 - y)).sum()) / y.size
        ),
    },
    "binary_cross_entropy_with_logits": {
        "usual": lambda p, z, t: (log(1 + exp(z)) - t * z).sum() / z.size,
        "from σ": lambda p, z, t: _bce(sigmoid(z), t).sum() / z.size,
        "z + ln(1+e^−z) − tz": lambda p, z, t: (z + log(1 + exp(-z)) - t * z).sum() / z.size,
        "each divided": lambda p, z, t: ((log(1 + exp(z)) - t * z) / z.size).sum(),
    },
    "categorical_cross_entropy": {
        "usual": lambda p, q, t: -(t * log(q)).sum() / q.shape[0],
        "ln 1/p": lambda p, q, t: (t * log(1 / q)).sum() / q.shape[0],
    },
    "kl_div": {
        "usual": lambda p, a, b: (a * log(a / b)).sum() / a.shape[0],
        "ln p − ln q": lambda p, a, b: (a * (log(a) - log(b))).sum() / a.shape[0],
        "H − S": lambda p, a, b: ((a * log(a)).sum() - (a * log(b)).sum()) / a.shape[0],
    },
    "huber_loss": {
        "usual": lambda p, y, t: _huber(p, y - t).sum() / y.size,
        "each divided": lambda p, y, t: (_huber(p, y - t) / y.size).sum(),
    },
    "hinge_loss": {
        "usual": lambda p, y, t: pick(d := 1 - t * y, d, 0.0).sum() / y.size,
        "each divided": lambda p, y, t: (pick(d := 1 - t * y, d, 0.0) / y.size).sum(),
    },
    "l1_penalty": {
        "usual": lambda p, w: p.strength * size(w).sum(),
        "term by term": lambda p, w: (p.strength * size(w)).sum(),
    },
    "l2_penalty": {
        "usual": lambda p, w: p.strength * w.squared().sum() / 2,
        "λ/2 first": lambda p, w: p.strength / 2 * w.squared().sum(),
        "term by term": lambda p, w: (p.strength / 2 * w.squared()).sum(),
    },
    "elastic_net_penalty": {
        "usual": lambda p, w: p.l1 * size(w).sum() + p.l2 * w.squared().sum() / 2,
        "λ/2 first": lambda p, w: p.l1 * size(w).sum() + p.l2 / 2 * w.squared().sum(),
        "term by term": lambda p, w: (p.l1 * size(w)).sum() + (p.l2 / 2 * w.squared()).sum(),
    },
    "penalised_loss": {"usual": lambda p, e, r: e + r},
    "weighted_sum": {"usual": lambda p, y, w: (y * w).sum()},
    "label_smoothing": {
        "usual": lambda p, t: (
            (1 - p.epsilon) * t + constant(t.by, p.epsilon / t.shape[-1])
        ),
        "1 − (C−1)ε/C": lambda p, t: pick(
            t, 1 - (t.shape[-1] - 1) * constant(t.by, p.epsilon / t.shape[-1]) + 0 * t,
            constant(t.by, p.epsilon / t.shape[-1]),
        ),
    },
    "temperature": {
        "usual": lambda p, z: z / p.temperature,
        "times 1/T": lambda p, z: z * constant(z.by, 1 / p.temperature),
    },
}  # fmt: skip

BACKWARD: dict[str, Any] = {
    "half_squared_error": {"usual": lambda p, g, e, y, t: (g * (y - t), None)},
    "mse_loss": {
        "usual": lambda p, g, e, y, t: (2 * g * (y - t) / y.size, None),
        "2(d/n)": lambda p, g, e, y, t: (2 * g * ((y - t) / y.size), None),
        "2/n first": lambda p, g, e, y, t: (g * constant(y.by, 2 / y.size) * (y - t), None),
    },
    "binary_cross_entropy": {
        "usual": lambda p, g, e, y, t: (g * (y - t) / (y * (1 - y)) / y.size, None),
        "two fractions": lambda p, g, e, y, t: (
            g * ((1 - t) / (1 - y) - t / y) / y.size, None
        ),
        "1/n first": lambda p, g, e, y, t: (g * ((y - t) / y.size) / (y * (1 - y)), None),
    },
    "binary_cross_entropy_with_logits": {
        "usual": lambda p, g, e, z, t: (g * _sigma_minus(z, t) / z.size, None),
        "1/n first": lambda p, g, e, z, t: (g * (_sigma_minus(z, t) * _share(z, z.size)), None),
    },
    "categorical_cross_entropy": {"usual": lambda p, g, e, q, t: (-(g * t / q) / q.shape[0], None)},
    "kl_div": {
        "usual": lambda p, g, e, a, b: (
            g * (log(a / b) + 1) / a.shape[0], -(g * a / b) / a.shape[0]
        )
    },
    "huber_loss": {
        "usual": lambda p, g, e, y, t: (g * _huber_slope(p, y, t) / y.size, None),
        "times 1/n": lambda p, g, e, y, t: (g * _huber_slope(p, y, t) * _share(y, y.size), None),
    },
    "hinge_loss": {
        "usual": lambda p, g, e, y, t: (g * _short(y, t) / y.size, None),
        "times 1/n": lambda p, g, e, y, t: (g * _short(y, t) * _share(y, y.size), None),
    },
    "l1_penalty": {"usual": lambda p, g, e, w: (g * (p.strength * sign(w)),)},
    "l2_penalty": {"usual": lambda p, g, e, w: (g * (p.strength * w),)},
    "elastic_net_penalty": {"usual": lambda p, g, e, w: (g * (p.l1 * sign(w) + p.l2 * w),)},
    "penalised_loss": {"usual": lambda p, g, j, e, r: (g, g)},
    "weighted_sum": {"usual": lambda p, g, e, y, w: (g * w, None)},
    "label_smoothing": {"usual": lambda p, g, s, t: (None,)},
    "temperature": {
        "usual": lambda p, g, s, z: (g / p.temperature,),
        "times 1/T": lambda p, g, s, z: (g * constant(z.by, 1 / p.temperature),),
    },
}  # fmt: skip

# (activation, loss) -> the gradient that both have together, and the routes to it
TOGETHER: dict[tuple[str, str], Any] = {
    ("softmax", "categorical_cross_entropy"): {
        "usual": lambda g, y, t: g * (y - t) / y.shape[0],
        "1/n first": lambda g, y, t: g * ((y - t) / y.shape[0]),
    },
    ("sigmoid", "binary_cross_entropy"): {"usual": lambda g, y, t: g * (y - t) / y.size},
    ("softmax", "kl_div"): {"usual": lambda g, q, p: g * (q - p) / q.shape[0]},
}
