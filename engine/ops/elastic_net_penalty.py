"""The elastic net: both penalties at once (Zou and Hastie 2005)."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class ElasticNetPenalty(Op):
    """λ₁ Σ |w| + λ₂/2 Σ w² over all entries of w, any shape, with λ₁ = `l1` and λ₂ = `l2`.

    Subgradient λ₁ sign(w) + λ₂ w, with sign(0) = 0.
    """

    l1: float = 0.1
    l2: float = 0.2

    says = "The elastic net: the L1 penalty plus the L2 penalty."
    parameters = (0,)
    shapes = ((2, 2),)

    def latex(self, *inputs: str) -> str:
        w = inputs[0]
        return rf"{self.l1:g} \sum \left|{w}\right| + \frac{{{self.l2:g}}}{{2}} \sum {w}^2"

    def forward(self, w: Any) -> Any:
        return self.l1 * nd.size(w).sum() + self.l2 * (w**2).sum() / 2

    def vjp(self, g: Any, y: Any, w: Any) -> tuple[Any, ...]:
        return (g * (self.l1 * self._sign(w) + self.l2 * w),)

    @equal_form()
    def half_first(self, w: Any) -> Any:
        return self.l1 * nd.size(w).sum() + self.l2 / 2 * (w**2).sum()

    @equal_form()
    def term_by_term(self, w: Any) -> Any:
        return (self.l1 * nd.size(w)).sum() + (self.l2 / 2 * w**2).sum()

    @staticmethod
    def _sign(w: Any) -> Any:
        return nd.where(w, 1, nd.where(-w, -1, 0))

    @misconception("the elastic net adds both penalties; this is the L1 part alone.", "forward")
    def l1_alone(self, w: Any) -> Any:
        return self.l1 * nd.size(w).sum()

    @misconception("the elastic net adds both penalties; this is the L2 part alone.", "forward")
    def l2_alone(self, w: Any) -> Any:
        return self.l2 * (w**2).sum() / 2

    @misconception("the L2 part has a factor ½ here; this leaves it out.", "forward")
    def half_left_out(self, w: Any) -> Any:
        return self.l1 * nd.size(w).sum() + self.l2 * (w**2).sum()

    @misconception("each part has a gradient: λ₁ sign(w) + λ₂w; this leaves the L1 part out.")
    def gradient_of_l2_alone(self, g: Any, y: Any, w: Any) -> tuple[Any, ...]:
        return (g * (self.l2 * w),)

    @misconception("each part has a gradient: λ₁ sign(w) + λ₂w; this leaves the L2 part out.")
    def gradient_of_l1_alone(self, g: Any, y: Any, w: Any) -> tuple[Any, ...]:
        return (g * (self.l1 * self._sign(w)),)

    @misconception("the L1 part pulls a negative weight up: −λ₁; this has λ₁ for all.")
    def sign_left_out(self, g: Any, y: Any, w: Any) -> tuple[Any, ...]:
        return (g * (self.l1 + self.l2 * w),)
