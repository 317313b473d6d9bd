"""Adagrad's running sum of squared gradients."""

from typing import Any

from ._base import Op, misconception, op


@op
class AccumulatedSquares(Op):
    """s + g² for the old sum s and gradient g, both of one shape, as in PyTorch's `Adagrad`."""

    tex = r"%s + \left(%s\right)^2"
    says = "The sum of all squared gradients so far."
    shapes = ((2, 3), (2, 3))

    def forward(self, s: Any, gradient: Any) -> Any:
        return s + gradient**2

    def vjp(self, g: Any, y: Any, s: Any, gradient: Any) -> tuple[Any, ...]:
        return g, 2 * g * gradient

    @misconception("Adagrad adds up squared gradients; this leaves the square out.", "forward")
    def gradient_not_squared(self, s: Any, gradient: Any) -> Any:
        return s + gradient

    @misconception("Adagrad keeps the whole sum; this keeps the last square alone.", "forward")
    def sum_forgotten(self, s: Any, gradient: Any) -> Any:
        return gradient**2 + 0 * s

    @misconception("Adagrad sums without decay; a moving average is RMSProp's.", "forward")
    def averaged_like_rmsprop(self, s: Any, gradient: Any) -> Any:
        return 9 * s / 10 + gradient**2 / 10
