"""The logistic function."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class Sigmoid(Op):
    """y = 1 / (1 + e^(−x)) on each entry, squashed into (0, 1). Derivative y (1 − y)."""

    tex = r"\sigma\left(%s\right)"
    says = "The sigmoid squashes its input into (0, 1)."
    pointwise = True
    what_if = "the sigmoid"
    bounds = (0.0, 1.0)
    shapes = ((2, 3),)

    def forward(self, x: Any) -> Any:
        return 1 / (1 + nd.exp(-x))

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (y * (1 - y)),)

    @equal_form()
    def share_of_exponential(self, x: Any) -> Any:
        return 1 / (1 + 1 / nd.exp(x))  # e^x once: bounds know no ties between two of them

    @equal_form()
    def from_tanh(self, x: Any) -> Any:
        return (1 + nd.tanh_key(x / 2)) / 2

    @equal_form("vjp")
    def output_less_square(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (y - y**2),)

    @equal_form("vjp")
    def output_first(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * y * (1 - y),)

    @misconception("σ(z) = 1/(1 + e^(−z)); this uses e^(+z).", "forward")
    def sign_of_exponent(self, x: Any) -> Any:
        return 1 / (1 + nd.exp(x))

    @misconception("σ′ = σ(z)(1 − σ(z)) takes the unit's output σ(z); this uses the input z.")
    def derivative_at_input(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (x * (1 - x)),)

    @misconception("the activation's derivative, σ′ = σ(1 − σ), is a factor; this leaves it out.")
    def slope_left_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g + 0 * y,)

    @misconception("σ′ is σ(1 − σ); this multiplies by the unit's output σ alone.")
    def output_for_slope(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * y,)

    @misconception("σ′ is σ(1 − σ); this leaves out the first factor, the unit's output.")
    def output_left_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (1 - y),)

    @misconception("in σ′ = σ(1 − σ), σ is the unit's output; this takes σ of it once more.")
    def slope_at_output(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        again = self.forward(y)
        return (g * (again * (1 - again)),)

    @misconception("σ′ is σ(1 − σ); 1 − tanh² is the slope of tanh.")
    def slope_of_tanh(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (1 - y**2),)
