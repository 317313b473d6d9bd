"""The mean along an axis."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class Mean(Op):
    """μ = Σ x / n along the `axis` of x (N, D), as `torch.mean` with `keepdim=True`.

    Axis 0 averages each feature over the batch, axis −1 each example over its features.
    """

    axis: int = 0

    says = "The mean: the sum divided by the number of entries."
    shapes = ((3, 2),)

    def latex(self, *inputs: str) -> str:
        return rf"\operatorname{{mean}}{_over(self.axis)}\left({inputs[0]}\right)"

    def forward(self, x: Any) -> Any:
        return x.sum(axis=self.axis, keepdims=True) / x.shape[self.axis]

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (np.ones(x.shape) * (g / x.shape[self.axis]),)

    @equal_form()
    def divided_first(self, x: Any) -> Any:
        return (x / x.shape[self.axis]).sum(axis=self.axis, keepdims=True)

    @equal_form()
    def times_share(self, x: Any) -> Any:
        share = nd.worked_out(1 / x.shape[self.axis], x)
        return x.sum(axis=self.axis, keepdims=True) * share

    @equal_form("vjp")
    def gradient_times_share(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (np.ones(x.shape) * (g * nd.worked_out(1 / x.shape[self.axis], g)),)

    @misconception("the mean divides by the number of entries; this only adds.", "forward")
    def not_divided(self, x: Any) -> Any:
        return x.sum(axis=self.axis, keepdims=True)

    @misconception(
        "the mean runs over its own group; this takes the mean of all entries.", "forward"
    )
    def mean_of_everything(self, x: Any) -> Any:
        return 0 * self.forward(x) + x.sum() / x.size

    @misconception("the mean depends on every entry of x; this treats it as a constant.")
    def mean_as_constant(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (0 * x,)


def _over(axis: int) -> str:
    """The index that the mean runs over, in LaTeX."""
    return r"_{\text{batch}}" if axis == 0 else r"_{\text{features}}"
