"""The exact Gaussian error linear unit (Hendrycks and Gimpel 2016)."""

from math import pi
from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op

HALF_ROOT = 0.5**0.5
DENSITY = (2 * pi) ** -0.5  # of a standard normal at 0


@op
class Gelu(Op):
    """y = x Φ(x) on each entry, with Φ(x) = (1 + erf(x/√2))/2, PyTorch's default form.

    Derivative Φ(x) + x φ(x), where φ is the density e^(−x²/2)/√(2π). `gelu_tanh` approximates it.
    """

    says = r"The activation multiplies $x$ by $\Phi(x)$, a standard normal's probability below it."
    back = (
        r"The derivative of the activation, by the product rule: $\Phi' = \varphi$, the standard "
        r"normal density $\varphi(x) = \frac{e^{-x^2/2}}{\sqrt{2\pi}}$.",
    )
    sympy_slope = False  # with erf and e, where one writes Φ and φ
    tex = r"\tfrac{1}{2} %s \left(1 + \operatorname{erf}\tfrac{%s}{\sqrt{2}}\right)"
    pointwise = True
    label = "GELU"
    loses_half = True
    shapes = ((2, 3),)

    def latex(self, *inputs: str) -> str:
        return self.tex % (inputs[0], inputs[0])

    def forward(self, x: Any) -> Any:
        return x * self._below(x)

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (self._below(x) + x * self._density(x)),)

    @equal_form()
    def halved_last(self, x: Any) -> Any:
        return x * (1 + nd.erf(x * nd.worked_out(HALF_ROOT, x))) / 2

    @equal_form()
    def halved_first(self, x: Any) -> Any:
        return x / 2 * (1 + nd.erf(x / nd.sqrt(2 + 0 * x)))

    @equal_form("vjp")
    def share_from_output(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (y / x + x * (nd.exp(-(x**2) / 2) * nd.worked_out(DENSITY, x))),)

    @staticmethod
    def _below(x: Any) -> Any:
        return nd.normal_below(x)

    @staticmethod
    def _density(x: Any) -> Any:
        return nd.normal_density(x)

    @misconception("GELU is x Φ(x); this leaves out the factor x.", "forward")
    def input_left_out(self, x: Any) -> Any:
        return self._below(x)

    @misconception("the error function takes x/√2; this has x.", "forward")
    def root_left_out(self, x: Any) -> Any:
        return x * (1 + nd.erf(x)) / 2

    @misconception("GELU multiplies by Φ; x σ(x) is SiLU.", "forward")
    def silu_instead(self, x: Any) -> Any:
        return x / (1 + nd.exp(-x))

    @misconception("the product rule has two terms, Φ(x) + x φ(x); this leaves out the second.")
    def second_term_left_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * self._below(x),)

    @misconception("the product rule has two terms, Φ(x) + x φ(x); this leaves out the first.")
    def first_term_left_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (x * self._density(x)),)

    @misconception("the second term is x φ(x); this leaves out its factor x.")
    def density_alone(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (self._below(x) + self._density(x)),)
