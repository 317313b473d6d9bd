"""Means, variances and normalisation by hand, with their routes."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..calculator import Number, constant, root


def _along(x: Any, shape: Any) -> Any:
    """The sum over what was broadcast from that shape."""
    if len(shape) == 1:
        return Number(x.sum(0).a[0], x.by)
    for axis, length in enumerate(shape):
        if length == 1 and x.shape[axis] != 1:
            x = x.sum(axis)
    return x


def _to_all(g: Any, x: Any) -> Number:
    return Number(g.a * np.ones(x.shape), g.by)


def _inverse(p: Any, v: Any) -> Any:
    return 1 / root(v + p.eps)


FORWARD: dict[str, Any] = {
    "mean": {
        "usual": lambda p, x: x.sum(p.axis) / x.shape[p.axis],
        "each divided": lambda p, x: (x / x.shape[p.axis]).sum(p.axis),
        "times 1/n": lambda p, x: x.sum(p.axis) * constant(x.by, 1 / x.shape[p.axis]),
    },
    "batch_mean": {
        "usual": lambda p, d: d.sum(0) / d.shape[0],
        "each divided": lambda p, d: (d / d.shape[0]).sum(0),
        "times 1/n": lambda p, d: d.sum(0) * constant(d.by, 1 / d.shape[0]),
    },
    "centre": {"usual": lambda p, x, m: x - m},
    "mean_square": {
        "usual": lambda p, c: c.squared().sum(p.axis) / c.shape[p.axis],
        "each divided": lambda p, c: (c.squared() / c.shape[p.axis]).sum(p.axis),
        "times 1/n": lambda p, c: c.squared().sum(p.axis) * constant(c.by, 1 / c.shape[p.axis]),
    },
    "standardise": {
        "usual": lambda p, c, v: c / root(v + p.eps),
        "c·(1/√(v+ε))": lambda p, c, v: c * _inverse(p, v),
    },
    "scale_and_shift": {"usual": lambda p, x, scale, shift: scale * x + shift},
}

BACKWARD: dict[str, Any] = {
    "mean": {
        "usual": lambda p, g, y, x: (_to_all(g / x.shape[p.axis], x),),
        "times 1/n": lambda p, g, y, x: (_to_all(g * constant(x.by, 1 / x.shape[p.axis]), x),),
    },
    "centre": {"usual": lambda p, g, y, x, m: (g, -_along(g, m.shape))},
    "mean_square": {
        "usual": lambda p, g, y, c: (2 * c * _to_all(g / c.shape[p.axis], c),),
        "2/n first": lambda p, g, y, c: (c * _to_all(g * constant(c.by, 2 / c.shape[p.axis]), c),),
        "2c/n first": lambda p, g, y, c: (2 * c / c.shape[p.axis] * _to_all(g, c),),
    },
    "standardise": {
        "usual": lambda p, g, y, c, v: (
            g / root(v + p.eps), -_along(g * y / (2 * (v + p.eps)), v.shape)
        ),
        "(v+ε)^(−3/2)": lambda p, g, y, c, v: (
            g * _inverse(p, v),
            -_along(g * c, v.shape) / 2 * (v + p.eps).over(lambda a: a**-1.5),
        ),
        "Σgx̂ first": lambda p, g, y, c, v: (
            g / root(v + p.eps), -_along(g * y, v.shape) / (2 * (v + p.eps))
        ),
    },
    "scale_and_shift": {
        "usual": lambda p, g, y, x, scale, shift: (
            g * scale, _along(g * x, scale.shape), _along(g, shift.shape)
        )
    },
}  # fmt: skip
