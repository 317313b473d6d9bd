"""The rectified linear unit."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class Relu(Op):
    """y = max(0, x) on each entry. Derivative 1 where x > 0, else 0 (also at 0, as in PyTorch)."""

    tex = r"\operatorname{ReLU}\left(%s\right)"
    says = "The activation keeps what is positive."
    pointwise = True
    label = "ReLU"
    what_if = "ReLU"
    loses_half = True
    shapes = ((2, 3),)

    def forward(self, x: Any) -> Any:
        return nd.maximum(0, x)

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * nd.step(x),)

    @equal_form("vjp")
    def by_sign_of_output(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * nd.step(y),)

    @misconception("ReLU gives 0 for a negative input; this lets it through.", "forward")
    def negative_let_through(self, x: Any) -> Any:
        return x + 0

    @misconception("ReLU′ is 1 where z > 0 and 0 elsewhere; this uses 1 everywhere.")
    def slope_one_everywhere(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g + 0 * y,)

    @misconception("ReLU′ is 1 where z > 0; this multiplies by the output instead of the slope.")
    def output_for_slope(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * y,)

    @misconception("ReLU′ is 1 where z > 0; y(1 − y) is the slope of the sigmoid.")
    def slope_of_sigmoid(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (y * (1 - y)),)
