"""The sigmoid linear unit (SiLU), also known as swish."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class Silu(Op):
    """y = x σ(x) on each entry. Derivative σ(x) + x σ(x)(1 − σ(x)) = σ(x) + y (1 − σ(x))."""

    tex = r"%s\,\sigma\left(%s\right)"
    says = "The activation multiplies the input by its sigmoid."
    pointwise = True
    label = "SiLU"
    loses_half = True
    shapes = ((2, 3),)

    def latex(self, *inputs: str) -> str:
        return self.tex % (inputs[0], inputs[0])

    def forward(self, x: Any) -> Any:
        return x * self._gate(x)

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        gate = self._gate(x)
        return (g * (gate + x * (gate * (1 - gate))),)

    @equal_form()
    def one_quotient(self, x: Any) -> Any:
        return x / (1 + nd.exp(-x))

    @equal_form()
    def share_of_exponential(self, x: Any) -> Any:
        return x * (1 / (1 + 1 / nd.exp(x)))

    @equal_form("vjp")
    def from_output(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        gate = self._gate(x)
        return (g * (gate + y * (1 - gate)),)

    @equal_form("vjp")
    def output_and_gate(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (y + self._gate(x) * (1 - y)),)

    @equal_form("vjp")
    def gate_factored_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        gate = self._gate(x)
        return (g * (gate * (1 + x * (1 - gate))),)

    @staticmethod
    def _gate(x: Any) -> Any:
        return 1 / (1 + nd.exp(-x))

    @misconception("SiLU is x σ(x); this leaves out the factor x.", "forward")
    def input_left_out(self, x: Any) -> Any:
        return self._gate(x)

    @misconception("σ(z) = 1/(1 + e^(−z)); this uses e^(+z).", "forward")
    def sign_of_exponent(self, x: Any) -> Any:
        return x * self._gate(-x)

    @misconception("SiLU is not ReLU: it is x σ(x), a little below 0 for negative x.", "forward")
    def relu_instead(self, x: Any) -> Any:
        return nd.maximum(0, x)

    @misconception("the product rule has two terms, σ + x σ(1 − σ); this leaves out the second.")
    def second_term_left_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * self._gate(x),)

    @misconception("the product rule has two terms, σ + x σ(1 − σ); this leaves out the first.")
    def first_term_left_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (x * (self._gate(x) * (1 - self._gate(x)))),)

    @misconception("the slope is σ + x σ(1 − σ); y(1 − y) is the slope of the sigmoid.")
    def slope_of_sigmoid(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (y * (1 - y)),)
