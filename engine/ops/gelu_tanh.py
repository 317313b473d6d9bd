"""The tanh approximation of GELU, which GPT-2 and BERT use."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class GeluTanh(Op):
    """y = x (1 + tanh u)/2 with u = √(2/π)(x + 0.044715 x³): PyTorch's `approximate="tanh"`.

    Derivative (1 + tanh u)/2 + x (1 − tanh² u) u′/2 with u′ = √(2/π)(1 + 3 · 0.044715 x²).
    """

    cubic: float = 0.044715

    says = "The activation multiplies the input by approximately $\\Phi(x)$, using tanh."
    sympy_slope = False  # longer than the product rule
    pointwise = True
    label = "GELU by tanh"
    loses_half = True
    shapes = ((2, 3),)

    def latex(self, *inputs: str) -> str:
        x = inputs[0]
        return (
            rf"\tfrac{{1}}{{2}} {x} \left(1 + \tanh\left(\sqrt{{2/\pi}} \left({x} + "
            rf"{self.cubic} {x}^3\right)\right)\right)"
        )

    def forward(self, x: Any) -> Any:
        return x * (1 + nd.tanh(self._inner(x))) / 2

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        squashed = nd.tanh(self._inner(x))
        return (g * ((1 + squashed) / 2 + x * (1 - squashed**2) * self._slope(x) / 2),)

    @equal_form()
    def halved_first(self, x: Any) -> Any:
        return x / 2 * (1 + nd.tanh(self._inner(x)))

    @equal_form()
    def share_first(self, x: Any) -> Any:
        return x * ((1 + nd.tanh(self._inner(x))) / 2)

    @equal_form("vjp")
    def share_from_output(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        squashed = nd.tanh(self._inner(x))
        return (g * (y / x + x / 2 * ((1 - squashed**2) * self._slope(x))),)

    def _inner(self, x: Any) -> Any:
        return self._root(x) * (x + self.cubic * x**3)

    def _slope(self, x: Any) -> Any:
        return self._root(x) * (1 + 3 * self.cubic * x**2)

    @staticmethod
    def _root(x: Any) -> Any:
        return nd.sqrt(2 / nd.pi_like(x))

    @misconception("the approximation is x (1 + tanh u)/2; this leaves out the ½.", "forward")
    def half_left_out(self, x: Any) -> Any:
        return x * (1 + nd.tanh(self._inner(x)))

    @misconception("the approximation has 1 + tanh u; this leaves out the 1.", "forward")
    def one_left_out(self, x: Any) -> Any:
        return x * nd.tanh(self._inner(x)) / 2

    @misconception("u has the factor √(2/π); this leaves it out.", "forward")
    def root_left_out(self, x: Any) -> Any:
        return x * (1 + nd.tanh(x + self.cubic * x**3)) / 2

    @misconception("the product rule has two terms; this leaves out the one with tanh′.")
    def second_term_left_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * ((1 + nd.tanh(self._inner(x))) / 2),)

    @misconception(
        "the chain rule needs u′, the derivative of the inner function; this leaves it out."
    )
    def inner_slope_left_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        squashed = nd.tanh(self._inner(x))
        return (g * ((1 + squashed) / 2 + x * (1 - squashed**2) / 2),)
