"""Subtracting the mean."""

from typing import Any

from ._base import Op, misconception, op


@op
class Centre(Op):
    """c = x − μ, with x (N, D) and μ of length 1 along the axis of the mean, or (D,)."""

    tex = r"%s - %s"
    says = "The distance of each entry from the mean, with its sign."
    shapes = ((3, 2), (1, 2))

    def forward(self, x: Any, mean: Any) -> Any:
        return x - mean

    def vjp(self, g: Any, y: Any, x: Any, mean: Any) -> tuple[Any, ...]:
        return g, -along(g, mean.shape)

    @misconception("the mean is subtracted from x, not x from the mean.", "forward")
    def turned_round(self, x: Any, mean: Any) -> Any:
        return mean - x

    @misconception("the mean to subtract is the one given, not that of the batch.", "forward")
    def mean_of_batch(self, x: Any, mean: Any) -> Any:
        return x - x.sum(axis=0) / x.shape[0] + 0 * mean

    @misconception("the gradient of −μ has a minus; this leaves it out.")
    def minus_left_out(self, g: Any, y: Any, x: Any, mean: Any) -> tuple[Any, ...]:
        return g, along(g, mean.shape)

    @classmethod
    def samples(cls) -> Any:
        ((_, (x, mean)),) = super().samples()
        return ((cls(), (x, mean)), (cls(), (x, x[:, :1] + 0.3)), (cls(), (x, mean[0])))


def along(g: Any, shape: tuple[int, ...]) -> Any:
    """The gradient of an array of `shape` that was broadcast to the shape of `g` (N, D)."""
    if len(shape) == 1:
        return g.sum(axis=0)
    for axis, length in enumerate(shape):
        if length == 1 and g.shape[axis] != 1:
            g = g.sum(axis=axis, keepdims=True)
    return g
