"""Subtracting the maximum, so that exponentials do not overflow."""

from typing import Any

from ..readings import nd
from ._base import Op, misconception, op


@op
class SubtractMax(Op):
    """z minus the largest entry of its row, (N, C), so that all exponents are at most 0.

    Gradients assume that each row has only one largest entry.
    """

    tex = r"%s - \max %s"
    says = "Every logit minus the largest one."
    shapes = ((2, 3),)

    def latex(self, *inputs: str) -> str:
        return self.tex % (inputs[0], inputs[0])

    def forward(self, z: Any) -> Any:
        return z - largest(z)

    def vjp(self, g: Any, y: Any, z: Any) -> tuple[Any, ...]:
        return (g - winners(z) * g.sum(axis=-1, keepdims=True),)

    @misconception("the largest logit is subtracted, so that none is above 0; this adds it.",
                   "forward")  # fmt: skip
    def maximum_added(self, z: Any) -> Any:
        return z + largest(z)

    @misconception("the largest logit is subtracted; subtracting the smallest leaves large ones.",
                   "forward")  # fmt: skip
    def minimum_subtracted(self, z: Any) -> Any:
        return z + largest(-z)

    @misconception("the largest logit is subtracted; this divides by it.",
                   "forward")  # fmt: skip
    def divided_by_maximum(self, z: Any) -> Any:
        return z / largest(z)


def largest(z: Any) -> Any:
    """The largest entry of each row, (N, 1)."""
    best = z[:, 0:1]
    for column in range(1, z.shape[1]):
        best = nd.maximum(best, z[:, column : column + 1])
    return best


def winners(z: Any) -> Any:
    """1 where an entry is the largest of its row, else 0, (N, C)."""
    wins = nd.where(z[:, 0:1] - z, 0, 1)
    for column in range(1, z.shape[1]):
        wins = wins * nd.where(z[:, column : column + 1] - z, 0, 1)
    return wins
