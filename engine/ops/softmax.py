"""Softmax: turns scores into probabilities."""

from typing import Any

from ..readings import nd
from ._base import misconception, op
from ._softmax import Shares


@op
class Softmax(Shares):
    """y_i = e^(x_i) / Σ_j e^(x_j) over the last axis, x and y (N, C)."""

    tex = r"\operatorname{softmax}\left(%s\right)"
    says = "Each exponential divided by the sum of all of them."
    shapes = ((2, 3),)

    @misconception("softmax divides exponentials; this divides the scores themselves.", "forward")
    def exponential_left_out(self, x: Any) -> Any:
        return x / x.sum(axis=-1, keepdims=True)

    @misconception("softmax divides by the sum over the classes; this leaves that out.", "forward")
    def not_normalised(self, x: Any) -> Any:
        return nd.exp(x)

    @misconception("every score moves every probability; y(1 − y) is the diagonal term alone.")
    def diagonal_only(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * (y * (1 - y)),)

    @misconception("∂y/∂x is not 1: the softmax's derivative is a factor; this leaves it out.")
    def slope_left_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g + 0 * y,)
