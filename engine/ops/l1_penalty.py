"""The L1 (lasso) penalty, which pulls every weight towards 0 with the same force."""

from collections.abc import Sequence
from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class L1Penalty(Op):
    """λ Σ |w| over all entries of w, any shape; λ is `strength`.

    Subgradient λ sign(w), which is 0 at w = 0 as in PyTorch.
    """

    strength: float = 0.1

    says = "The L1 penalty: λ times the sum of the absolute values of the weights."
    parameters = (0,)
    shapes = ((2, 2),)

    def latex(self, *inputs: str) -> str:
        return rf"{self.strength:g} \sum \left|{inputs[0]}\right|"

    def caption(self, symbols: Sequence[str], inputs: Sequence[Any]) -> str:
        return f"{self.says} Here λ = {self.strength:g}."

    def forward(self, w: Any) -> Any:
        return self.strength * nd.size(w).sum()

    def vjp(self, g: Any, y: Any, w: Any) -> tuple[Any, ...]:
        return (g * (self.strength * self._sign(w)),)

    @equal_form()
    def term_by_term(self, w: Any) -> Any:
        return (self.strength * nd.size(w)).sum()

    @staticmethod
    def _sign(w: Any) -> Any:
        return nd.where(w, 1, nd.where(-w, -1, 0))

    @misconception("the L1 penalty adds up sizes; this lets positive and negative weights cancel.",
                   "forward")  # fmt: skip
    def size_left_out(self, w: Any) -> Any:
        return self.strength * w.sum()

    @misconception("the L1 penalty adds up sizes; half the squares is L2.", "forward")
    def l2_instead(self, w: Any) -> Any:
        return self.strength * (w**2).sum() / 2

    @misconception("the subgradient of the L1 penalty is λ sign(w); λw is the gradient of L2.")
    def gradient_of_l2(self, g: Any, y: Any, w: Any) -> tuple[Any, ...]:
        return (g * (self.strength * w),)

    @misconception("the subgradient is λ sign(w): −λ for a negative weight; this has λ for all.")
    def sign_left_out(self, g: Any, y: Any, w: Any) -> tuple[Any, ...]:
        return (g * (self.strength + 0 * w),)

    @misconception("the subgradient is λ sign(w); this leaves λ out.")
    def strength_left_out(self, g: Any, y: Any, w: Any) -> tuple[Any, ...]:
        return (g * self._sign(w),)
