"""The exponential linear unit (Clevert, Unterthiner and Hochreiter 2015)."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class Elu(Op):
    """y = x where x > 0, else α (e^x − 1). Derivative 1 where x > 0, else α e^x = y + α."""

    alpha: float = 1.0

    says = "The activation keeps what is positive and bends what is negative."
    pointwise = True
    label = "ELU"
    what_if = "ELU with α = 1"
    loses_half = True
    shapes = ((2, 3),)

    def latex(self, *inputs: str) -> str:
        return rf"\operatorname{{ELU}}_{{\alpha = {self.alpha:g}}}\left({inputs[0]}\right)"

    def forward(self, x: Any) -> Any:
        return nd.where(x, x, self.alpha * (nd.exp(x) - 1))

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * nd.where(x, 1, y + self.alpha),)

    @equal_form("vjp")
    def by_sign_of_output(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * nd.where(y, 1, y + self.alpha),)

    @equal_form("vjp")
    def exponential_again(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * nd.where(x, 1, self.alpha * nd.exp(x)),)

    @misconception("for z < 0, ELU is α(e^z − 1); this leaves out the − 1.", "forward")
    def minus_one_left_out(self, x: Any) -> Any:
        return nd.where(x, x, self.alpha * nd.exp(x))

    @misconception("for z < 0, ELU is α(e^z − 1); 0 is what plain ReLU gives.", "forward")
    def relu_instead(self, x: Any) -> Any:
        return nd.maximum(0, x)

    @misconception("for z < 0 the slope is α e^z = y + α; this multiplies by the output y.")
    def output_for_slope(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * nd.where(x, 1, y),)

    @misconception("for z < 0 the slope is α e^z; 0 is the slope of plain ReLU.")
    def slope_of_relu(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * nd.step(x),)

    @misconception("for z < 0 the slope is α e^z, not 1.")
    def slope_one_everywhere(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g + 0 * y,)
