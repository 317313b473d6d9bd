"""The derivative of the cubic that gradients are checked on."""

from typing import Any

from ._base import Op, equal_form, misconception, op


@op
class CubicSlope(Op):
    """f′ = 3 a w² + b of f = a w³ + b w, with a = `cube` and b = `slope`, on each entry."""

    cube: float = 0.5
    slope: float = 2.0

    tex = r"f'\left(%s\right)"
    says = "The exact derivative, by the power rule."
    shapes = ((2, 3),)

    def forward(self, w: Any) -> Any:
        return 3 * self.cube * w**2 + self.slope

    def vjp(self, g: Any, y: Any, w: Any) -> tuple[Any, ...]:
        return (6 * self.cube * g * w,)

    @equal_form()
    def coefficient_first(self, w: Any) -> Any:
        return 3 * (self.cube * w**2) + self.slope

    @equal_form()
    def power_first(self, w: Any) -> Any:
        return self.cube * (3 * w**2) + self.slope

    @misconception("the derivative of w³ is 3 w²; this leaves out the 3.", "forward")
    def three_left_out(self, w: Any) -> Any:
        return self.cube * w**2 + self.slope

    @misconception("the derivative of w³ is 3 w²; this keeps the third power.", "forward")
    def power_kept(self, w: Any) -> Any:
        return 3 * self.cube * w**3 + self.slope

    @misconception("the derivative of b w is b; this keeps the w.", "forward")
    def weight_kept(self, w: Any) -> Any:
        return 3 * self.cube * w**2 + self.slope * w

    @misconception("the derivative of b w is b; this leaves it out.", "forward")
    def linear_term_left_out(self, w: Any) -> Any:
        return 3 * self.cube * w**2
