"""The mean of the squares along an axis, which is the variance of centred entries."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class MeanSquare(Op):
    """v = Σ c² / n along the `axis` of c (N, D), which keeps length 1.

    For centred c this is the biased variance (divided by n) that PyTorch's `batch_norm` and
    `layer_norm` use.
    """

    axis: int = 0

    says = "The mean of the squares: divided by n, not by n − 1."
    shapes = ((3, 2),)

    def latex(self, *inputs: str) -> str:
        over = r"\text{batch}" if self.axis == 0 else r"\text{features}"
        return rf"\operatorname{{mean}}_{{{over}}}\left({inputs[0]}^2\right)"

    def forward(self, c: Any) -> Any:
        return (c**2).sum(axis=self.axis, keepdims=True) / c.shape[self.axis]

    def vjp(self, g: Any, y: Any, c: Any) -> tuple[Any, ...]:
        return (2 * c * (np.ones(c.shape) * (g / c.shape[self.axis])),)

    @equal_form()
    def divided_first(self, c: Any) -> Any:
        return (c**2 / c.shape[self.axis]).sum(axis=self.axis, keepdims=True)

    @equal_form()
    def times_share(self, c: Any) -> Any:
        share = nd.worked_out(1 / c.shape[self.axis], c)
        return (c**2).sum(axis=self.axis, keepdims=True) * share

    @equal_form(without="centre")
    def less_square_of_mean(self, x: Any, mean: Any) -> Any:
        """E[x²] − μ², two numbers that may nearly cancel."""
        return self.forward(x) - mean**2

    @equal_form("vjp")
    def factor_first(self, g: Any, y: Any, c: Any) -> tuple[Any, ...]:
        return (c * (np.ones(c.shape) * (g * nd.worked_out(2 / c.shape[self.axis], g))),)

    @equal_form("vjp")
    def divided_last(self, g: Any, y: Any, c: Any) -> tuple[Any, ...]:
        return (2 * c * (np.ones(c.shape) * g) / c.shape[self.axis],)

    @equal_form("vjp")
    def slope_first(self, g: Any, y: Any, c: Any) -> tuple[Any, ...]:
        return (2 * c / c.shape[self.axis] * (np.ones(c.shape) * g),)

    @misconception("normalisation divides by n; n − 1 is the unbiased estimate.", "forward")
    def divided_by_one_less(self, c: Any) -> Any:
        return (c**2).sum(axis=self.axis, keepdims=True) / max(c.shape[self.axis] - 1, 1)

    @misconception("the mean of the squares is divided by n; this only adds.", "forward")
    def not_divided(self, c: Any) -> Any:
        return (c**2).sum(axis=self.axis, keepdims=True)

    @misconception("the variance is the mean of the squares; this is its square root.", "forward")
    def root_taken(self, c: Any) -> Any:
        return nd.sqrt(self.forward(c))

    @misconception("the root mean square squares the entries as they are; this centres.", "forward")
    def centred_first(self, c: Any) -> Any:
        mean = c.sum(axis=self.axis, keepdims=True) / c.shape[self.axis]
        return self.forward(c - mean)

    @misconception("each mean runs over its own group; this runs over all entries.", "forward")
    def mean_of_everything(self, c: Any) -> Any:
        return 0 * self.forward(c) + (c**2).sum() / c.size

    @misconception("v depends on every entry; this treats it as a constant.")
    def variance_as_constant(self, g: Any, y: Any, c: Any) -> tuple[Any, ...]:
        return (0 * c,)

    @misconception("the square brings down a factor 2; this leaves it out.")
    def two_left_out(self, g: Any, y: Any, c: Any) -> tuple[Any, ...]:
        return (c * (np.ones(c.shape) * (g / c.shape[self.axis])),)
