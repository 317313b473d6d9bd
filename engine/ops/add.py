"""The addition at the end of a residual block."""

from typing import Any

from ._base import Op, misconception, op


@op
class Add(Op):
    """y = x + f, for arrays of one shape; both get the whole gradient (He et al. 2016)."""

    tex = "%s + %s"
    says = "The block's input is added to what the block computes."
    shapes = ((2, 3), (2, 3))

    def forward(self, x: Any, f: Any) -> Any:
        return x + f

    def vjp(self, g: Any, y: Any, x: Any, f: Any) -> tuple[Any, ...]:
        return g, g

    @misconception("y is x + f(x); this leaves out the skip connection.", "forward")
    def skip_left_out(self, x: Any, f: Any) -> Any:
        return 0 * x + f

    @misconception("y is the sum of x and f(x); this multiplies them.", "forward")
    def multiplied(self, x: Any, f: Any) -> Any:
        return x * f

    @misconception("∂y/∂x is 1 + f′(x); this leaves out the 1 of the skip connection.")
    def one_left_out(self, g: Any, y: Any, x: Any, f: Any) -> tuple[Any, ...]:
        return 0 * g, g

    @misconception("a sum hands the whole gradient to both terms; this shares it out in halves.")
    def gradient_halved(self, g: Any, y: Any, x: Any, f: Any) -> tuple[Any, ...]:
        return g / 2, g / 2
