"""Softplus, a smooth version of ReLU."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class Softplus(Op):
    """y = ln(1 + e^x) on each entry. Derivative σ(x) = 1 / (1 + e^(−x)).

    PyTorch's with β = 1, without its switch to y = x above 20, where the two agree in floats.
    """

    tex = r"\ln\left(1 + e^{%s}\right)"
    says = "The activation is a ReLU with a smooth corner."
    pointwise = True
    shapes = ((2, 3),)

    def formula(self, x: Any) -> Any:
        return nd.log(1 + nd.exp(x))

    def forward(self, x: Any) -> Any:
        return nd.where(x, x + nd.log(1 + nd.exp(-x)), nd.log(1 + nd.exp(x)))

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * self._sigmoid(x),)

    @equal_form()
    def one_logarithm(self, x: Any) -> Any:
        return nd.log(1 + nd.exp(x))

    @equal_form()
    def input_taken_out(self, x: Any) -> Any:
        return x + nd.log(1 + nd.exp(-x))

    @equal_form("vjp")
    def share_of_exponential(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (1 / (1 + 1 / nd.exp(x))),)

    @equal_form("vjp")
    def from_output(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (1 - nd.exp(-y)),)

    @staticmethod
    def _sigmoid(x: Any) -> Any:
        return 1 / (1 + nd.exp(-x))

    @misconception("softplus is ln(1 + e^z); this leaves out the 1 and gives z.", "forward")
    def one_left_out(self, x: Any) -> Any:
        return x + 0

    @misconception("softplus is ln(1 + e^z), smooth; max(0, z) is ReLU.", "forward")
    def relu_instead(self, x: Any) -> Any:
        return nd.maximum(0, x)

    @misconception("softplus has e^(+z); this uses e^(−z).", "forward")
    def sign_of_exponent(self, x: Any) -> Any:
        return self.forward(-x)

    @misconception("softplus′ is σ(z), the sigmoid itself; y(1 − y) is the slope of the sigmoid.")
    def slope_of_sigmoid(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (self._sigmoid(x) * (1 - self._sigmoid(x))),)

    @misconception("softplus′ is e^z/(1 + e^z); this leaves out the inner derivative e^z.")
    def inner_slope_left_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g / (1 + nd.exp(x)),)

    @misconception("softplus′ is σ(z); 1 or 0 is the slope of ReLU.")
    def slope_of_relu(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * nd.step(x),)
