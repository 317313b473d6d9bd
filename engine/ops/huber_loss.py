"""The Huber loss: squared for small errors, absolute for large ones (Huber 1964)."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class HuberLoss(Op):
    """The mean over all entries of d²/2 where |d| ≤ δ, else δ(|d| − δ/2); d = y − t (N, K).

    PyTorch's `huber_loss`, by default with δ = 1. Gradient d or ±δ, over the number of entries.
    """

    delta: float = 1.0

    says = "The error: half the square of a small difference, linear for a large one."
    shapes = ((2, 2), (2, 2))

    def latex(self, *inputs: str) -> str:
        return rf"\operatorname{{mean}}\,\operatorname{{Huber}}_{{\delta = {self.delta:g}}}" + (
            rf"\left({inputs[0]} - {inputs[1]}\right)"
        )

    def forward(self, y: Any, t: Any) -> Any:
        d = y - t
        line = self.delta * (self._size(d) - self.delta / 2)
        return self._pieces(d, d**2 / 2, line, line).sum() / y.size

    def vjp(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        d = y - t
        slope = self._pieces(d, d, self.delta, -self.delta)
        return g * slope / y.size, -(g * slope) / y.size

    @equal_form()
    def divided_first(self, y: Any, t: Any) -> Any:
        d = y - t
        line = self.delta * self._size(d) - self.delta**2 / 2
        return (self._pieces(d, d**2 / 2, line, line) / y.size).sum()

    @equal_form("vjp")
    def share_first(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        d = y - t
        slope = self._pieces(d, d, self.delta, -self.delta) / y.size
        return g * slope, -(g * slope)

    @staticmethod
    def _size(d: Any) -> Any:
        return nd.where(d, d, -d)

    def _pieces(self, d: Any, near: Any, above: Any, below: Any) -> Any:
        """`near` where |d| ≤ δ, `above` where d > δ, `below` where d < −δ."""
        return nd.where(d - self.delta, above, nd.where(-d - self.delta, below, near))

    @misconception("far out the loss is δ(|d| − δ/2); this squares the difference there too.",
                   "forward")  # fmt: skip
    def squared_everywhere(self, y: Any, t: Any) -> Any:
        return ((y - t) ** 2 / 2).sum() / y.size

    @misconception("near 0 the loss has a factor ½; this leaves it out.", "forward")
    def half_left_out(self, y: Any, t: Any) -> Any:
        d = y - t
        line = self.delta * (self._size(d) - self.delta / 2)
        return self._pieces(d, d**2, line, line).sum() / y.size

    @misconception("the line is δ(|d| − δ/2), so that it meets the parabola; this lacks the δ/2.",
                   "forward")  # fmt: skip
    def pieces_do_not_meet(self, y: Any, t: Any) -> Any:
        d = y - t
        line = self.delta * self._size(d)
        return self._pieces(d, d**2 / 2, line, line).sum() / y.size

    @misconception("PyTorch's default takes the mean over the entries; this is the sum.", "forward")
    def mean_left_out(self, y: Any, t: Any) -> Any:
        return self.forward(y, t) * y.size

    @misconception(
        "the slope has y − t, output minus target; this has the sign the other way round."
    )
    def sign_flipped(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return self.vjp(g, loss, y, t)[::-1]

    @misconception("far out the slope is ±δ: the gradient is clipped; this is not.")
    def gradient_not_clipped(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return g * (y - t) / y.size, g * (t - y) / y.size

    @misconception("far out the slope is +δ or −δ by the sign of y − t; this is δ on both sides.")
    def sign_lost_far_out(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        slope = self._pieces(y - t, y - t, self.delta, self.delta)
        return g * slope / y.size, -(g * slope) / y.size

    @misconception("the mean divides the gradient by the number of entries; this does not.")
    def gradient_not_averaged(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        right, other = self.vjp(g, loss, y, t)
        return right * y.size, other * y.size

    @classmethod
    def samples(cls) -> Any:
        y = np.array([[0.725, -1.235], [-2.315, 1.905]])
        return ((cls(), (y, np.array([[0.4, 0.6], [-0.3, -1.1]]))),)
