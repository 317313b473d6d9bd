"""The hinge loss of support vector machines."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class HingeLoss(Op):
    """The mean over all entries of max(0, 1 − t y): scores y and targets t of ±1, both (N, K).

    Subgradient −t where t y < 1, else 0 (also at t y = 1), over the number of entries. This is
    scikit-learn's `hinge_loss`; PyTorch's `hinge_embedding_loss` is something else.
    """

    tex = r"\operatorname{mean}\,\max\left(0, 1 - %s\,%s\right)"
    says = "The error: how far the score falls short of a margin of 1 on the correct side."
    shapes = ((2, 2), (2, 2))

    def latex(self, *inputs: str) -> str:
        return self.tex % inputs[::-1]

    def forward(self, y: Any, t: Any) -> Any:
        return nd.maximum(0, 1 - t * y).sum() / y.size

    def vjp(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        short = nd.step(1 - t * y)
        return -(g * t * short) / y.size, -(g * y * short) / y.size

    @equal_form()
    def divided_first(self, y: Any, t: Any) -> Any:
        return (nd.maximum(0, 1 - t * y) / y.size).sum()

    @misconception("a correct score has a loss until it reaches margin 1; this has margin 0.",
                   "forward")  # fmt: skip
    def margin_left_out(self, y: Any, t: Any) -> Any:
        return nd.maximum(0, -(t * y)).sum() / y.size

    @misconception("the hinge is 1 − ty, falling as the score gets better; this is 1 + ty.",
                   "forward")  # fmt: skip
    def sign_inside_flipped(self, y: Any, t: Any) -> Any:
        return nd.maximum(0, 1 + t * y).sum() / y.size

    @misconception("beyond the margin the loss is 0, never negative; this leaves out the max.",
                   "forward")  # fmt: skip
    def maximum_left_out(self, y: Any, t: Any) -> Any:
        return (1 - t * y).sum() / y.size

    @misconception("the hinge is not squared.", "forward")
    def squared(self, y: Any, t: Any) -> Any:
        return (nd.maximum(0, 1 - t * y) ** 2).sum() / y.size

    @misconception("the slope is −t; this has the sign the other way round.")
    def sign_flipped(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        right, other = self.vjp(g, loss, y, t)
        return -right, other

    @misconception("beyond the margin there is no gradient; this is −t everywhere.")
    def gradient_beyond_the_margin(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return -(g * t) / y.size, -(g * y) / y.size

    @misconception("the slope with respect to the score is −t; this multiplies by the loss.")
    def loss_for_slope(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return -(g * t * nd.maximum(0, 1 - t * y)) / y.size, -(g * y) / y.size

    @classmethod
    def samples(cls) -> Any:
        y = np.array([[0.725, -1.235], [-0.315, 1.905]])
        return ((cls(), (y, np.array([[1.0, 1.0], [-1.0, 1.0]]))),)
