"""Optimisers, schedules, statistics and small functions by hand, with their routes."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..calculator import Number, constant, exp, log, root
from .losses import size


def _rest(p: Any, m: Any) -> Any:
    return constant(m.by, 1 - p.beta**p.step)


def _batch(p: Any, array: Any) -> Any:
    return array[p.first - 1 : p.last]


def _norm(*gradients: Any) -> Any:
    squares = [gradient.squared().sum() for gradient in gradients]
    return Number(root(sum(squares[1:], squares[0])).a.reshape(1, 1), gradients[0].by)


def _beside(p: Any, w: Any, h: Any) -> Any:
    return w + p.side * h


def _cube(u: Any) -> Any:
    return u.squared() * u


def _largest(z: Any) -> Any:
    return Number(z.a.max(axis=-1, keepdims=True), z.by)


def _cosine(p: Any, x: Any) -> Any:
    return constant(x.by, np.cos(np.pi * p.twelfths / 12))


def _matrix(like: Any, *entries: Any) -> Number:
    return Number(np.array([entry.a.item() for entry in entries]).reshape(2, 2), like.by)


def _hessian(p: Any, w1: Any, w2: Any, x: Any, e: Any) -> Any:
    mixed = (w2 * x) * (w1 * x) + e * x
    return _matrix(x, (w2 * x).squared(), mixed, mixed, (w1 * x).squared())


def _hessian_by_squares(p: Any, w1: Any, w2: Any, x: Any, e: Any) -> Any:
    mixed = w1 * w2 * x.squared() + e * x
    square = x.squared()
    return _matrix(x, w2.squared() * square, mixed, mixed, w1.squared() * square)


def _hessian_factored(p: Any, w1: Any, w2: Any, x: Any, e: Any) -> Any:
    mixed = x * (w1 * w2 * x + e)
    return _matrix(x, (w2 * x).squared(), mixed, mixed, (w1 * x).squared())


def _drops(p: Any) -> int:
    return int(p.epoch // p.step_size)


def _drop_by_drop(p: Any, eta: Any) -> Any:
    for _ in range(_drops(p)):
        eta = eta * p.gamma
    return eta


def _clip(p: Any, scaled: Any, g: Any, n: Any) -> Any:
    return scaled if n.a.item() > p.max_norm else g


def _soft(p: Any, v: Any) -> Any:
    edge = round(p.lr * p.strength, 9)
    left = size(v) - edge
    return Number(np.sign(v.a) * np.maximum(left.a, 0), v.by)


def _shares(p: Any, like: Any) -> Any:
    whole = p.first + p.second
    return constant(like.by, p.first / whole), constant(like.by, p.second / whole)


FORWARD: dict[str, Any] = {
    "sgd": {"usual": lambda p, w, g: w - p.lr * g},
    "velocity": {"usual": lambda p, v, g: p.momentum * v + g},
    "moving_average": {
        "usual": lambda p, m, g: p.beta * m + round(1 - p.beta, 9) * g,
        "m + (1−β)(g−m)": lambda p, m, g: m + round(1 - p.beta, 9) * (g - m),
    },
    "moving_average_of_squares": {
        "usual": lambda p, v, g: p.beta * v + round(1 - p.beta, 9) * g.squared(),
        "v + (1−β)(g²−v)": lambda p, v, g: v + round(1 - p.beta, 9) * (g.squared() - v),
        "((1−β)g)g": lambda p, v, g: p.beta * v + round(1 - p.beta, 9) * g * g,
    },
    "accumulated_squares": {"usual": lambda p, s, g: s + g.squared()},
    "bias_correction": {
        "usual": lambda p, m: m / _rest(p, m),
        "times 1/(1−βᵗ)": lambda p, m: m * (1 / _rest(p, m)),
    },
    "adaptive_step": {
        "usual": lambda p, w, m, v: w - p.lr * (m / (root(v) + p.eps)),
        "without ε": lambda p, w, m, v: w - p.lr * (m / root(v)),
        "(η/√v)m": lambda p, w, m, v: w - p.lr / root(v) * m,
        "(ηm)/√v": lambda p, w, m, v: w - p.lr * m / root(v),
        "m·(1/√v)": lambda p, w, m, v: w - p.lr * (m * (1 / root(v))),
    },
    "decoupled_decay": {
        "usual": lambda p, w: w * round(1 - p.lr * p.weight_decay, 9),
        "w − ηλw": lambda p, w: w - round(p.lr * p.weight_decay, 9) * w,
    },
    "accumulated_gradient": {
        "usual": lambda p, a, b: (s := _shares(p, a))[0] * a + s[1] * b,
        "added, then divided": lambda p, a, b: (p.first * a + p.second * b) / (p.first + p.second),
    },
    "sample_gradients": {
        "usual": lambda p, w, x, t, other: (w * _batch(p, x) - _batch(p, t)) * _batch(p, x),
        "wx² − tx": lambda p, w, x, t, other: (
            w * _batch(p, x).squared() - _batch(p, t) * _batch(p, x)
        ),
    },
    "svrg_direction": {
        "usual": lambda p, now, old, mean: now - old + mean,
        "mean first": lambda p, now, old, mean: now + (mean - old),
    },
    "soft_threshold": {"usual": _soft},
    "quadratic_gradient": {
        "usual": lambda p, w, c: p.curvature * (w - c),
        "aw − ac": lambda p, w, c: p.curvature * w - p.curvature * c,
    },
    "global_norm": {
        "usual": lambda p, a, b: _norm(a, b),
        "norm of norms": lambda p, a, b: _norm(_norm(a), _norm(b)),
    },
    "clip_by_norm": {
        "usual": lambda p, g, n: _clip(p, g * (p.max_norm / n), g, n),
        "(g/n)c": lambda p, g, n: _clip(p, g / n * p.max_norm, g, n),
        "(gc)/n": lambda p, g, n: _clip(p, g * p.max_norm / n, g, n),
    },
    "warm_up": {
        "usual": lambda p, eta: eta * p.step / p.total,
        "η/T first": lambda p, eta: eta / p.total * p.step,
        "t/T first": lambda p, eta: eta * constant(eta.by, p.step / p.total),
    },
    "step_decay": {
        "usual": lambda p, eta: eta * constant(eta.by, p.gamma ** _drops(p)),
        "drop by drop": _drop_by_drop,
    },
    "cosine_decay": {
        "usual": lambda p, eta, low: low + (eta - low) * ((1 + _cosine(p, eta)) / 2),
        "½ of the range": lambda p, eta, low: low + (eta - low) / 2 * (1 + _cosine(p, eta)),
        "½ last": lambda p, eta, low: low + (eta - low) * (1 + _cosine(p, eta)) / 2,
    },
    "fan": {"usual": lambda p, c: p.kernel**2 * c},
    "weight_variance": {
        "usual": lambda p, n, m: 2 / n if p.he else 2 / (n + m),
        "1/mean": lambda p, n, m: 1 / (n / 2) if p.he else 1 / ((n + m) / 2),
    },
    "standard_deviation": {"usual": lambda p, v: root(v)},
    "uniform_limit": {
        "usual": lambda p, s: constant(s.by, 3**0.5) * s,
        "√(3s²)": lambda p, s: root(3 * s.squared()),
    },
    "cubic": {
        "usual": lambda p, w, h: p.cube * _cube(u := _beside(p, w, h)) + p.slope * u,
        "u(au² + b)": lambda p, w, h: (u := _beside(p, w, h)) * (p.cube * u.squared() + p.slope),
    },
    "cubic_slope": {
        "usual": lambda p, w: 3 * p.cube * w.squared() + p.slope,
        "3(aw²) + b": lambda p, w: 3 * (p.cube * w.squared()) + p.slope,
    },
    "central_difference": {
        "usual": lambda p, a, b, h: (a - b) / (2 * h),
        "halved last": lambda p, a, b, h: (a - b) / h / 2,
    },
    "relative_error": {"usual": lambda p, a, b: size(a - b) / (size(a) + size(b))},
    "product_error": {
        "usual": lambda p, w2, w1, x, t: w2 * (w1 * x) - t,
        "weights first": lambda p, w2, w1, x, t: w2 * w1 * x - t,
    },
    "linear_net_hessian": {"usual": _hessian, "x² once": _hessian_by_squares,
                           "x factored out": _hessian_factored},
    "determinant": {
        "usual": lambda p, H: H[:1, :1] * H[1:, 1:] - H[:1, 1:] * H[1:, :1]
    },
    "subtract_max": {"usual": lambda p, z: z - _largest(z)},
    "sum_exp": {"usual": lambda p, d: exp(d).sum(-1)},
    "exp_share": {
        "usual": lambda p, d, s: exp(d) / s,
        "times 1/s": lambda p, d, s: exp(d) * (1 / s),
    },
    "log_shifted_back": {"usual": lambda p, s, z: log(s) + _largest(z)},
}  # fmt: skip
