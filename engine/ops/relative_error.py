"""The distance of two numbers relative to their size."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class RelativeError(Op):
    """|a − b| / (|a| + |b|) on each entry of two arrays of one shape."""

    says = "The difference relative to the two sizes, so that it does not depend on the scale."

    def latex(self, *inputs: str) -> str:
        a, b = inputs
        size = rf"\left|{a}\right| + \left|{b}\right|"
        return rf"\frac{{\left|{a} - {b}\right|}}{{{size}}}"

    def forward(self, a: Any, b: Any) -> Any:
        return _size(a - b) / (_size(a) + _size(b))

    def vjp(self, g: Any, y: Any, a: Any, b: Any) -> tuple[Any, ...]:
        total, way = _size(a) + _size(b), nd.where(a - b, 1, -1)
        return (
            g * (way - y * nd.where(a, 1, -1)) / total,
            g * (-way - y * nd.where(b, 1, -1)) / total,
        )

    @equal_form()
    def shares_apart(self, a: Any, b: Any) -> Any:
        return _size(a - b) * (1 / (_size(a) + _size(b)))

    @misconception("the error is relative: this leaves the division out.", "forward")
    def absolute_error(self, a: Any, b: Any) -> Any:
        return _size(a - b)

    @misconception("the difference is divided by both sizes; this takes one of them.", "forward")
    def one_size_only(self, a: Any, b: Any) -> Any:
        return _size(a - b) / _size(a)

    @misconception("the difference is divided by the sum; this is the other way round.", "forward")
    def inverted(self, a: Any, b: Any) -> Any:
        return (_size(a) + _size(b)) / _size(a - b)

    @classmethod
    def samples(cls) -> Any:
        return ((cls(), (np.array([[1.7, -0.4]]), np.array([[0.9, -0.8]]))),)


def _size(x: Any) -> Any:
    return nd.where(x, x, -x)
