"""A piecewise approximation of swish for small devices (Howard et al. 2019)."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class Hardswish(Op):
    """y = x min(max(x + 3, 0), 6)/6: 0 for x ≤ −3, x for x ≥ 3, x(x + 3)/6 between.

    Derivative 0, 1 and (2x + 3)/6 there; at ±3 it is that of the outer side.
    """

    says = "The activation is x(x + 3)/6 between −3 and 3, 0 below and x above."
    tex = r"\tfrac{1}{6} %s \min\left(\max\left(%s + 3, 0\right), 6\right)"
    pointwise = True
    label = "Hard-swish"
    loses_half = True
    shapes = ((2, 3),)

    def latex(self, *inputs: str) -> str:
        return self.tex % (inputs[0], inputs[0])

    def forward(self, x: Any) -> Any:
        return self._pieces(x, x * (x + 3) / 6, x)

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * self._pieces(x, (2 * x + 3) / 6, 1),)

    @equal_form()
    def share_first(self, x: Any) -> Any:
        return self._pieces(x, x * ((x + 3) / 6), x)

    @equal_form()
    def multiplied_out(self, x: Any) -> Any:
        return self._pieces(x, x**2 / 6 + x / 2, x)

    @equal_form()
    def divided_first(self, x: Any) -> Any:
        return self._pieces(x, x / 6 * (x + 3), x)

    @equal_form("vjp")
    def slope_in_two_terms(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * self._pieces(x, x / 3 + 0.5, 1),)

    @staticmethod
    def _pieces(x: Any, between: Any, above: Any) -> Any:
        """0 for x ≤ −3, `above` for x ≥ 3, `between` in the middle."""
        return nd.where(x + 3, nd.where(3 - x, between, above), 0 * x)

    @misconception("hard-swish has x(x + 3)/6 in the middle; this leaves out the factor x.",
                   "forward")  # fmt: skip
    def input_left_out(self, x: Any) -> Any:
        return self._pieces(x, (x + 3) / 6, 1)

    @misconception("in the middle the product x(x + 3) is divided by 6; this leaves that out.",
                   "forward")  # fmt: skip
    def sixth_left_out(self, x: Any) -> Any:
        return self._pieces(x, x * (x + 3), x)

    @misconception("hard-swish is not ReLU: between −3 and 3 it is x(x + 3)/6.", "forward")
    def relu_instead(self, x: Any) -> Any:
        return nd.maximum(0, x)

    @misconception("the slope of x(x + 3)/6 is (2x + 3)/6; this leaves out the 2.")
    def two_left_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * self._pieces(x, (x + 3) / 6, 1),)

    @misconception("the slope of x(x + 3)/6 is (2x + 3)/6; this leaves out the 3.")
    def constant_left_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * self._pieces(x, x / 3, 1),)

    @misconception("between −3 and 3 the slope is (2x + 3)/6; 1 or 0 is the slope of ReLU.")
    def slope_of_relu(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * nd.step(x),)
