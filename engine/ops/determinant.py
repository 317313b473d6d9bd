"""The determinant of a 2 × 2 matrix: a negative one means a saddle point."""

from typing import Any

from ._base import Op, misconception, op
from .linear_net_hessian import square


@op
class Determinant(Op):
    """h₁₁ h₂₂ − h₁₂ h₂₁ of a matrix (2, 2), as (1, 1); the product of the eigenvalues."""

    tex = r"\det %s"
    says = "The determinant, the product of the eigenvalues: below 0 they differ in sign."
    parameters = (0,)
    shapes = ((2, 2),)

    def forward(self, H: Any) -> Any:
        return H[:1, :1] * H[1:, 1:] - H[:1, 1:] * H[1:, :1]

    def vjp(self, g: Any, y: Any, H: Any) -> tuple[Any, ...]:
        return (square(g * H[1:, 1:], -g * H[1:, :1], -g * H[:1, 1:], g * H[:1, :1]),)

    @misconception("the product off the diagonal is subtracted; this adds it.", "forward")
    def products_added(self, H: Any) -> Any:
        return H[:1, :1] * H[1:, 1:] + H[:1, 1:] * H[1:, :1]

    @misconception("the product off the diagonal is subtracted; this leaves it out.", "forward")
    def diagonal_product(self, H: Any) -> Any:
        return H[:1, :1] * H[1:, 1:]

    @misconception("the determinant multiplies the diagonal; its sum is the trace.", "forward")
    def trace_instead(self, H: Any) -> Any:
        return H[:1, :1] + H[1:, 1:]
