"""The log loss of a binary probability."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..readings import nd
from ._base import equal_form, misconception, op
from ._logarithm import NaturalLogarithm
from ._targets import averaged, binary

TRUE = "The cross-entropy: minus the logarithm of the probability of what was true"


@op
class BinaryCrossEntropy(NaturalLogarithm):
    """−mean(t ln y + (1 − t) ln(1 − y)) over all entries of y in (0, 1) and t, both (N, K).

    PyTorch's `binary_cross_entropy`, without its clamping of ln at −100.
    """

    tex = r"-\left(%s \ln %s + (1 - %s) \ln(1 - %s)\right)"
    means_over = (0, 1)
    says = "The cross-entropy: minus the log-probabilities of 1 and 0, weighted by the target."
    shapes = ((2, 2), (2, 2))

    def latex(self, *inputs: str) -> str:
        y, t = inputs
        return self.tex % (t, y, t, y)

    def caption(self, symbols: Sequence[str], inputs: Sequence[Any]) -> str:
        y, t = inputs
        return averaged(TRUE if binary(t) else self.says.rstrip("."), y.size)

    def forward(self, y: Any, t: Any) -> Any:
        return -(t * nd.log(y) + (1 - t) * nd.log(1 - y)).sum() / y.size

    def vjp(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return g * (y - t) / (y * (1 - y)) / y.size, self._of_target(g, y)

    @equal_form()
    def divided_first(self, y: Any, t: Any) -> Any:
        return -((t * nd.log(y) + (1 - t) * nd.log(1 - y)) / y.size).sum()

    @equal_form()
    def summed_by_kind(self, y: Any, t: Any) -> Any:
        return -((t * nd.log(y)).sum() + ((1 - t) * nd.log(1 - y)).sum()) / y.size

    @equal_form("vjp")
    def term_by_term(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return g * ((1 - t) / (1 - y) - t / y) / y.size, self._of_target(g, y)

    @equal_form("vjp")
    def share_first(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return g * ((y - t) / y.size) / (y * (1 - y)), self._of_target(g, y)

    @equal_form("vjp")
    def difference_of_squares(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return g * (y - t) / (y - y**2) / y.size, self._of_target(g, y)

    @staticmethod
    def _of_target(g: Any, y: Any) -> Any:
        return g * (nd.log(1 - y) - nd.log(y)) / y.size

    @misconception("the loss is minus the logarithm of a probability; this leaves the minus out.",
                   "forward")  # fmt: skip
    def minus_left_out(self, y: Any, t: Any) -> Any:
        return (t * nd.log(y) + (1 - t) * nd.log(1 - y)).sum() / y.size

    @misconception(
        "for t = 1 the loss is −ln y, for t = 0 it is −ln(1 − y); this takes the other one.",
        "forward",
    )
    def target_swapped(self, y: Any, t: Any) -> Any:
        return -((1 - t) * nd.log(y) + t * nd.log(1 - y)).sum() / y.size

    @misconception("this is the squared error, not the cross-entropy.", "forward")
    def squared_error_instead(self, y: Any, t: Any) -> Any:
        return ((y - t) ** 2).sum() / y.size

    @misconception(
        "∂E/∂y is (y − t)/(y(1 − y)); y − t is the derivative of half the squared error, and of "
        "the cross-entropy only w.r.t. z."
    )
    def slope_of_squared_error(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return g * (y - t) / y.size, self._of_target(g, y)

    @misconception("∂E/∂y has y − t, output minus target; this has the sign the other way round.")
    def sign_flipped(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return g * (t - y) / (y * (1 - y)) / y.size, self._of_target(g, y)

    @classmethod
    def samples(cls) -> Any:
        y = np.array([[0.225, 0.335], [0.615, 0.85]])
        return ((cls(), (y, np.array([[0.0, 1.0], [1.0, 0.0]]))),)
