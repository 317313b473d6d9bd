"""How well each query matches each key."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class AttentionScores(Op):
    """s = q kᵀ / √d, with queries q (N, d), keys k (M, d) and scores s (N, M).

    The scale is that of PyTorch's `scaled_dot_product_attention` (Vaswani et al. 2017).
    """

    tex = r"\frac{%s\,%s^{\top}}{\sqrt{d}}"
    says = "The dot product of a query and a key, divided by √d."
    shapes = ((2, 2), (2, 2))

    def latex(self, *inputs: str) -> str:
        queries, keys = inputs
        return self.tex % (queries, f"{{{keys}}}" if "^" in keys else keys)

    def forward(self, q: Any, k: Any) -> Any:
        return q @ k.T / self._root(q @ k.T, q)

    def vjp(self, g: Any, y: Any, q: Any, k: Any) -> tuple[Any, ...]:
        return g @ k / self._root(g @ k, q), g.T @ q / self._root(g.T @ q, q)

    @equal_form()
    def queries_scaled_first(self, q: Any, k: Any) -> Any:
        return (q / self._root(q, q)) @ k.T

    @equal_form()
    def times_scale(self, q: Any, k: Any) -> Any:
        return q @ k.T * self._scale(q, q)

    @equal_form()
    def queries_times_scale(self, q: Any, k: Any) -> Any:
        return (q * self._scale(q, q)) @ k.T

    @equal_form("vjp")
    def gradient_scaled_first(self, g: Any, y: Any, q: Any, k: Any) -> tuple[Any, ...]:
        scaled = g / self._root(g, q)
        return scaled @ k, scaled.T @ q

    @equal_form("vjp")
    def gradient_times_scale(self, g: Any, y: Any, q: Any, k: Any) -> tuple[Any, ...]:
        scaled = g * self._scale(g, q)
        return scaled @ k, scaled.T @ q

    @equal_form("vjp")
    def times_scale_last(self, g: Any, y: Any, q: Any, k: Any) -> tuple[Any, ...]:
        return g @ k * self._scale(g, q), g.T @ q * self._scale(g, q)

    @equal_form("vjp")
    def other_factor_scaled(self, g: Any, y: Any, q: Any, k: Any) -> tuple[Any, ...]:
        return g @ (k / self._root(k, q)), g.T @ (q / self._root(q, q))

    @misconception("the scores are divided by √d; this leaves the scale out.", "forward")
    def scale_left_out(self, q: Any, k: Any) -> Any:
        return q @ k.T

    @misconception("the scores are divided by √d; this divides by d itself.", "forward")
    def divided_by_d(self, q: Any, k: Any) -> Any:
        return q @ k.T / q.shape[1]

    @misconception("the scores are divided by √d; this multiplies by it.", "forward")
    def multiplied_by_root(self, q: Any, k: Any) -> Any:
        return q @ k.T * self._root(q @ k.T, q)

    @misconception(
        "the factor 1/√d of the scores is a factor of the gradient too; this leaves it out."
    )
    def scale_left_out_backward(self, g: Any, y: Any, q: Any, k: Any) -> tuple[Any, ...]:
        return g @ k, g.T @ q

    @misconception("∂E/∂q is (∂E/∂s) k, down the columns of k; this goes along its rows.")
    def keys_transposed(self, g: Any, y: Any, q: Any, k: Any) -> tuple[Any, ...]:
        across = g @ (k.T if k.shape[0] == k.shape[1] else k)
        return across / self._root(across, q), g.T @ q / self._root(g.T @ q, q)

    @misconception("∂s/∂k is the query; this leaves the query out.")
    def query_left_out(self, g: Any, y: Any, q: Any, k: Any) -> tuple[Any, ...]:
        alone = g.T @ (0 * q + 1)
        return g @ k / self._root(g @ k, q), alone / self._root(alone, q)

    @staticmethod
    def _root(x: Any, q: Any) -> Any:
        """√d in the shape of `x`, computed from `x` so that it works in every reading."""
        return nd.sqrt(0 * x + q.shape[1])

    @staticmethod
    def _scale(x: Any, q: Any) -> Any:
        """1/√d, a number worked out beside `x`."""
        return nd.worked_out(q.shape[1] ** -0.5, x)

    @classmethod
    def samples(cls) -> Any:
        ((rule, (q, k)),) = super().samples()
        return (rule, (q, k)), (rule, (np.hstack([q, 2 * q[:, :1]]), np.hstack([k, k[:, 1:] - 3])))
