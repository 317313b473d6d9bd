"""Several variants of an array at once: what each of many wrong rules makes of it.

The arrays of an exercise are so small that NumPy takes as long for fifty of them as for one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin


def _either_side(ufunc: np.ufunc) -> tuple[Callable[..., Several], Callable[..., Several]]:
    """The operator of an operation, and that with the other operand on the left."""

    def right(self: Several, other: Any) -> Several:
        if other.__class__ is Several and other.rows.ndim == self.rows.ndim:
            return Several(ufunc(self.rows, other.rows))
        return Several(ufunc(*_aligned((self, other))))

    def left(self: Several, other: Any) -> Several:
        return Several(ufunc(*_aligned((other, self))))

    return right, left


class Several(NDArrayOperatorsMixin):
    """Arrays of one shape as `rows` along a first axis, which rules don't see; one row for all."""

    __slots__ = ("rows",)

    def __init__(self, rows: np.ndarray) -> None:
        self.rows = rows  # (K, *shape), or (1, *shape)

    @classmethod
    def alike(cls, x: Any) -> Several:
        """The same array in every row."""
        return x if isinstance(x, Several) else cls(np.asarray(x)[None])

    @property
    def shape(self) -> tuple[int, ...]:
        return self.rows.shape[1:]

    @property
    def size(self) -> int:
        return prod(self.shape)

    @property
    def T(self) -> Several:
        return Several(self.rows.transpose(0, *range(self.rows.ndim - 1, 0, -1)))

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        if method != "__call__" or options:
            return NotImplemented
        made = ufunc(*_aligned(inputs))
        return Several(made if made.dtype != object else made.astype(float))

    # Not left to NumPy, whose dispatch takes longer than the arithmetic.
    __add__, __radd__ = _either_side(np.add)
    __sub__, __rsub__ = _either_side(np.subtract)
    __mul__, __rmul__ = _either_side(np.multiply)
    __truediv__, __rtruediv__ = _either_side(np.true_divide)

    def __neg__(self) -> Several:
        return Several(-self.rows)

    def __getitem__(self, index: Any) -> Several:
        return Several(self.rows[_behind(index)])

    def sum(self, axis: int | None = None, keepdims: bool = False) -> Several:
        """The sum along an axis, or of all entries."""
        if axis is None:
            total = self.rows.reshape(len(self.rows), -1).sum(axis=1)
            return Several(total.reshape(-1, *(1 for _ in self.shape)) if keepdims else total)
        return Several(self.rows.sum(axis=_along(axis), keepdims=keepdims))

    def max(self, axis: int, keepdims: bool = False) -> Several:
        """The largest entry along an axis."""
        return Several(self.rows.max(axis=_along(axis), keepdims=keepdims))

    def reshape(self, *shape: int) -> Several:
        return Several(self.rows.reshape(len(self.rows), *shape))

    def place(self, shape: tuple[int, ...], index: Any) -> Several:
        whole = np.zeros((len(self.rows), *shape))
        whole[_behind(index)] = self.rows
        return Several(whole)

    @staticmethod
    def stack(arrays: list[Several]) -> Several:
        return Several(np.stack(np.broadcast_arrays(*(x.rows for x in arrays)), axis=1))

    @staticmethod
    def where(x: Any, above: Any, below: Any) -> Several:
        condition, *either = _aligned((x, above, below))
        return Several(np.where(condition > 0, *either))

    def taken(self, rows: Sequence[int] | slice) -> Several:
        """Some of the rows."""
        return self if len(self.rows) == 1 else Several(self.rows[rows])

    def each(self, count: int) -> np.ndarray:
        """A copy of the rows, with so many even where one stands for all."""
        return np.repeat(self.rows, count, axis=0) if len(self.rows) == 1 else self.rows.copy()


def _along(axis: int) -> int:
    return axis if axis < 0 else axis + 1


def _behind(index: Any) -> tuple[Any, ...]:
    """An index of every row."""
    return (slice(None), *index) if isinstance(index, tuple) else (slice(None), index)


def _aligned(operands: Sequence[Any]) -> list[Any]:
    """The operands with their rows in step, however many axes each has behind that."""
    axes = {x.rows.ndim if x.__class__ is Several else np.ndim(x) + 1 for x in operands
            if not isinstance(x, (int, float))}  # fmt: skip
    if len(axes) == 1:
        return [x.rows if isinstance(x, Several) else x for x in operands]
    most = max(axes)
    return [_deep(Several.alike(x).rows, most) for x in operands]


def _deep(rows: np.ndarray, axes: int) -> np.ndarray:
    """The rows with so many axes, new ones coming right after the first."""
    return rows.reshape(len(rows), *(1,) * (axes - rows.ndim), *rows.shape[1:])
