"""What functions make of bounds, apart from arithmetic: array by array, before any rounding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from .nd import ERF

Bounds = tuple[np.ndarray, np.ndarray]


def _rising(ufunc: np.ufunc) -> Callable[..., Bounds]:
    """The rule of a function that rises in every argument."""
    return lambda *operands: (
        ufunc(*(lo for lo, _ in operands)),
        ufunc(*(hi for _, hi in operands)),
    )


RULES: dict[np.ufunc, Callable[..., Bounds]] = {
    np.negative: lambda a: (-a[1], -a[0]),
    np.exp: _rising(np.exp),
    np.log: _rising(np.log),
    np.sqrt: _rising(np.sqrt),
    np.tanh: _rising(np.tanh),
    ERF: lambda a: (ERF(a[0]).astype(float), ERF(a[1]).astype(float)),
    np.maximum: _rising(np.maximum),
}
EXACT = frozenset({np.negative, np.maximum})  # these compute nothing new


def _tanh_by_exponentials(x: Any) -> Iterator[Any]:
    """Each with one exponential, for bounds know no ties between two.

    (e^2z − 1)/(e^2z + 1) is 1 − 2/(e^2z + 1).
    """
    below = 1 + np.exp(-2 * x)
    yield 2 / below - 1
    yield 2 * (1 / below) - 1
    yield 1 - 2 / (np.exp(2 * x) + 1)


WAYS: dict[np.ufunc, Callable[..., Iterator[Any]]] = {np.tanh: _tanh_by_exponentials}
