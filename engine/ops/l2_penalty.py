"""The L2 (ridge) penalty, which grows with the square of the weights."""

from collections.abc import Sequence
from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class L2Penalty(Op):
    """λ/2 Σ w² over all entries of w, any shape; λ is `strength`. Gradient λ w.

    With the ½, a step of gradient descent multiplies the weights by 1 − ηλ (weight decay).
    """

    strength: float = 0.1

    says = "The L2 penalty: half λ times the sum of the squared weights."
    parameters = (0,)
    shapes = ((2, 2),)

    def latex(self, *inputs: str) -> str:
        return rf"\frac{{{self.strength:g}}}{{2}} \sum {inputs[0]}^2"

    def caption(self, symbols: Sequence[str], inputs: Sequence[Any]) -> str:
        return f"{self.says} Here λ = {self.strength:g}."

    def forward(self, w: Any) -> Any:
        return self.strength * (w**2).sum() / 2

    def vjp(self, g: Any, y: Any, w: Any) -> tuple[Any, ...]:
        return (g * (self.strength * w),)

    @equal_form()
    def half_first(self, w: Any) -> Any:
        return self.strength / 2 * (w**2).sum()

    @equal_form()
    def term_by_term(self, w: Any) -> Any:
        return (self.strength * w**2 / 2).sum()

    @equal_form()
    def sum_halved(self, w: Any) -> Any:
        return self.strength * ((w**2).sum() / 2)

    @misconception("the L2 penalty has a factor ½ here; this leaves it out.", "forward")
    def half_left_out(self, w: Any) -> Any:
        return self.strength * (w**2).sum()

    @misconception("the L2 penalty adds up squares; this adds up sizes, which is L1.", "forward")
    def l1_instead(self, w: Any) -> Any:
        total = (w * self._sign(w)).sum()
        return self.strength * total

    @misconception("the ½ cancels the 2 of the square: the gradient is λw; this keeps a 2.")
    def two_kept(self, g: Any, y: Any, w: Any) -> tuple[Any, ...]:
        return (2 * g * (self.strength * w),)

    @misconception("the ½ cancels the 2 of the square: the gradient is λw; this keeps a ½.")
    def half_kept(self, g: Any, y: Any, w: Any) -> tuple[Any, ...]:
        return (g * (self.strength * w) / 2,)

    @misconception("the gradient of the L2 penalty is λw; λ times the sign of w is that of L1.")
    def gradient_of_l1(self, g: Any, y: Any, w: Any) -> tuple[Any, ...]:
        return (g * (self.strength * self._sign(w)),)

    @staticmethod
    def _sign(w: Any) -> Any:
        return nd.where(w, 1, nd.where(-w, -1, 0))
