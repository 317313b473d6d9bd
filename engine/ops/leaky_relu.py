"""ReLU with a small slope for negative inputs."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class LeakyRelu(Op):
    """y = x where x > 0, else a x, with a = `negative_slope` in (0, 1).

    The default is 0.1, as in the source document; PyTorch's is 0.01. Derivative a at x = 0.
    """

    negative_slope: float = 0.1

    says = "The activation keeps what is positive and scales down what is negative."
    pointwise = True
    label = "Leaky ReLU"
    what_if = "leaky ReLU with slope 0.1"
    loses_half = True
    shapes = ((2, 3),)

    def latex(self, *inputs: str) -> str:
        return rf"\max\left({self.negative_slope:g}\,{inputs[0]}, {inputs[0]}\right)"

    def forward(self, x: Any) -> Any:
        return nd.where(x, x, self.negative_slope * x)

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * nd.where(x, 1, self.negative_slope),)

    @equal_form("vjp")
    def by_sign_of_output(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * nd.where(y, 1, self.negative_slope),)

    @misconception("a negative input is scaled by the small slope; this sets it to 0.", "forward")
    def relu_instead(self, x: Any) -> Any:
        return nd.maximum(0, x)

    @misconception(
        "a negative input is scaled by the small slope; this lets it through.", "forward"
    )
    def negative_let_through(self, x: Any) -> Any:
        return x + 0

    @misconception("the formula gives the small slope; 0.01 is PyTorch's default.", "forward")
    def slope_of_a_hundredth(self, x: Any) -> Any:
        return nd.where(x, x, 0.01 * x)

    @misconception("the formula gives the small slope; 0.01 is PyTorch's default.")
    def slope_of_a_hundredth_going_back(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * nd.where(x, 1, 0.01),)

    @misconception("the slope for z < 0 is the small slope, not 1.")
    def slope_one_everywhere(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g + 0 * y,)

    @misconception("the slope for z < 0 is the small slope; 0 is the slope of plain ReLU.")
    def slope_of_relu(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * nd.step(x),)

    @misconception("this multiplies by the output instead of the slope of the activation.")
    def output_for_slope(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * y,)
