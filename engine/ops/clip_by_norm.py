"""Gradient clipping by norm: shorten a gradient that is too long, but keep its direction."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class ClipByNorm(Op):
    """g · c/n where the norm n exceeds c = `max_norm`, else g; g (N, D), n (1, 1).

    PyTorch's `clip_grad_norm_` adds 10⁻⁶ to n, too little to show here.
    """

    max_norm: float = 1.0

    tex = r"%s \cdot \min\left(1, \frac{c}{%s}\right)"
    says = "A gradient that is too long is scaled down to the limit; its direction stays."

    def forward(self, gradient: Any, norm: Any) -> Any:
        return gradient * nd.where(norm - self.max_norm, self.max_norm / norm, 1)

    def vjp(self, g: Any, y: Any, gradient: Any, norm: Any) -> tuple[Any, ...]:
        excess = norm - self.max_norm
        through = (g * gradient).sum(axis=-1, keepdims=True).sum(axis=0, keepdims=True)
        return (
            g * nd.where(excess, self.max_norm / norm, 1),
            through * nd.where(excess, -self.max_norm / norm**2, 0),
        )

    @equal_form()
    def direction_first(self, gradient: Any, norm: Any) -> Any:
        clipped = gradient / norm * self.max_norm
        return nd.where(norm - self.max_norm, clipped, gradient + 0 * norm)

    @equal_form()
    def limit_first(self, gradient: Any, norm: Any) -> Any:
        clipped = gradient * self.max_norm / norm
        return nd.where(norm - self.max_norm, clipped, gradient + 0 * norm)

    @misconception("the norm is above the limit: the gradient shrinks; this keeps it.", "forward")
    def not_clipped(self, gradient: Any, norm: Any) -> Any:
        return gradient + 0 * norm

    @misconception(
        "the factor is c/n, so that the new norm is c; this divides by n alone.", "forward"
    )
    def limit_left_out(self, gradient: Any, norm: Any) -> Any:
        return gradient / norm

    @misconception(
        "the norm is that of all gradients together; this takes only its own.", "forward"
    )
    def own_norm(self, gradient: Any, norm: Any) -> Any:
        squares = (gradient**2).sum(axis=-1, keepdims=True).sum(axis=0, keepdims=True)
        return self.forward(gradient, nd.sqrt(squares) + 0 * norm)

    @misconception("the factor is c/n, below 1; this is n/c.", "forward")
    def factor_inverted(self, gradient: Any, norm: Any) -> Any:
        return gradient * (norm / self.max_norm)

    @misconception("the whole gradient is scaled; this cuts each entry off at ±c.", "forward")
    def clipped_by_value(self, gradient: Any, norm: Any) -> Any:
        return -nd.maximum(-self.max_norm, -nd.maximum(-self.max_norm, gradient)) + 0 * norm

    @classmethod
    def samples(cls) -> Any:
        gradient = np.array([[0.7, -1.2], [1.6, -0.4]])
        limit: Any = (1.5,)
        return tuple((cls(*limit), (gradient, np.array([[norm]]))) for norm in (2.15, 0.85))
