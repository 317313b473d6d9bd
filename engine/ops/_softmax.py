"""The ways to compute a softmax and its reverse rule that are just as right as the usual one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..readings import nd
from ._base import Op, equal_form


@dataclass(frozen=True)
class Shares(Op):
    """y_i = e^(x_i) / Σ_j e^(x_j) over the last axis, x and y (N, C)."""

    bounds = (0.0, 1.0)

    def forward(self, x: Any) -> Any:
        e = self._seen(nd.exp(nd.shift(x)))
        return e / e.sum(axis=-1, keepdims=True)

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (y * (g - (g * y).sum(axis=-1, keepdims=True)),)

    @equal_form()
    def times_inverse_sum(self, x: Any) -> Any:
        e = self._seen(nd.exp(x))
        return e * (1 / e.sum(axis=-1, keepdims=True))

    @equal_form()
    def largest_taken_off(self, x: Any) -> Any:
        largest = x[:, :1]
        for column in _columns(x)[1:]:
            largest = nd.maximum(largest, column)
        e = self._seen(nd.exp(x - largest))
        return e / e.sum(axis=-1, keepdims=True)

    @equal_form()
    def differences(self, x: Any) -> Any:
        """1 / Σ_j e^(x_j − x_i)."""
        sums = (self._seen(nd.exp(x - own)).sum(axis=-1, keepdims=True) for own in _columns(x))
        return self._seen(_side_by_side([1 / total for total in sums]))

    @equal_form("vjp")
    def products_first(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        through = g * y
        return (through - y * through.sum(axis=-1, keepdims=True),)

    @equal_form("vjp")
    def row_by_row(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        """Σ_j g_j ∂y_j/∂x_i with the Jacobian y_i (1 − y_i) and −y_i y_j."""
        shares = []
        for i, (own, back) in enumerate(zip(_columns(y), _columns(g), strict=True)):
            across = g * (own * y)
            others = [column for j, column in enumerate(_columns(across)) if j != i]
            shares.append(sum((-other for other in others), back * (own * (1 - own))))
        return (_side_by_side(shares),)

    def _seen(self, x: Any) -> Any:
        """`x`, with 0 at the entries that take no part."""
        return x


def _columns(x: Any) -> list[Any]:
    """The columns of x (N, C), each (N, 1)."""
    return [x[:, i : i + 1] for i in range(x.shape[1])]


def _side_by_side(columns: Iterable[Any]) -> Any:
    """Columns (N, 1) as one array (N, C)."""
    columns = list(columns)
    shape = (columns[0].shape[0], len(columns))
    first, *others = (
        nd.place(column, shape, (slice(None), slice(i, i + 1))) for i, column in enumerate(columns)
    )
    return sum(others, first)
