"""A loss whose gradient is given: it stands for the rest of the network."""

from typing import Any

from ._base import Op, misconception, op


@op
class WeightedSum(Op):
    """Σ g y over all entries of y and g, of one shape; a scalar whose gradient w.r.t. y is g."""

    tex = r"\sum %s \odot %s"
    says = "The sum of the entries, each times its weight."
    shapes = ((2, 3), (2, 3))

    def forward(self, y: Any, weight: Any) -> Any:
        return (y * weight).sum()

    def vjp(self, g: Any, total: Any, y: Any, weight: Any) -> tuple[Any, ...]:
        return g * weight, g * y

    @misconception("the gradient of Σ g y w.r.t. y is g; this multiplies by y once more.")
    def entry_kept(self, g: Any, total: Any, y: Any, weight: Any) -> tuple[Any, ...]:
        return g * weight * y, g * y
