"""The hyperbolic tangent."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class Tanh(Op):
    """y = tanh(x) on each entry, squashed into (−1, 1). Derivative 1 − y²."""

    tex = r"\tanh\left(%s\right)"
    says = "Tanh squashes its input into (−1, 1)."
    pointwise = True
    label = "tanh"
    what_if = "tanh"
    bounds = (-1.0, 1.0)
    shapes = ((2, 3),)

    def forward(self, x: Any) -> Any:
        return nd.tanh(x)

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (1 - y**2),)

    @equal_form("vjp")
    def two_factors(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * ((1 - y) * (1 + y)),)

    @equal_form("vjp")
    def from_input(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        """1/cosh² x."""
        return (g * (4 / (nd.exp(x) + nd.exp(-x)) ** 2),)

    @equal_form("vjp")
    def multiplied_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g - g * y**2,)

    @misconception("tanh is not the sigmoid: tanh(z) = 2σ(2z) − 1.", "forward")
    def sigmoid_instead(self, x: Any) -> Any:
        return 1 / (1 + nd.exp(-x))

    @misconception("tanh′ = 1 − tanh²(z) takes the unit's output tanh(z); this uses the input z.")
    def derivative_at_input(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (1 - x**2),)

    @misconception(
        "the activation's derivative, tanh′ = 1 − tanh², is a factor; this leaves it out."
    )
    def slope_left_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g + 0 * y,)

    @misconception("in tanh′ = 1 − tanh², tanh is the unit's output; this takes tanh of it again.")
    def slope_at_output(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (1 - nd.tanh(y) ** 2),)

    @misconception("tanh′ is 1 − tanh²; this leaves out the square.")
    def square_left_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (1 - y),)

    @misconception("tanh′ is 1 − tanh²; σ(1 − σ) is the slope of the sigmoid.")
    def slope_of_sigmoid(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (y * (1 - y)),)
