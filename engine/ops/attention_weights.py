"""Attention weights: the softmax of the scores over the keys."""

from typing import Any

from ..readings import nd
from ._base import misconception, op
from ._softmax import Shares


@op
class AttentionWeights(Shares):
    """a_ij = e^(s_ij) / Σ_k e^(s_ik): softmax over the keys, s and a (N queries, M keys)."""

    tex = r"\operatorname{softmax}\left(%s\right)"
    says = "Softmax over the keys: the weights of one query add up to 1."
    shapes = ((2, 3),)

    @misconception(
        "softmax runs over the keys of one query; this divides by the sum over the queries.",
        "forward",
    )
    def over_the_queries(self, s: Any) -> Any:
        e = self._seen(nd.exp(s))
        return e / e.sum(axis=0, keepdims=True)

    @misconception("softmax divides exponentials; this divides the scores by their sum.", "forward")
    def exponential_left_out(self, s: Any) -> Any:
        return self._seen(s) / self._seen(s).sum(axis=1, keepdims=True)

    @misconception("the weights are softmax of the scores; this takes the scores.", "forward")
    def scores_for_weights(self, s: Any) -> Any:
        return self._seen(s)

    @misconception("every score moves all weights of its query; a(1 − a) is the diagonal alone.")
    def diagonal_only(self, g: Any, y: Any, s: Any) -> tuple[Any, ...]:
        return (g * (y * (1 - y)),)

    @misconception("the softmax has its own derivative; this hands the gradient on unchanged.")
    def slope_left_out(self, g: Any, y: Any, s: Any) -> tuple[Any, ...]:
        return (g + 0 * y,)

    @misconception("∂E/∂s is a(g − Σ g a); this leaves out the factor a in front.")
    def weight_left_out(self, g: Any, y: Any, s: Any) -> tuple[Any, ...]:
        return (g - (g * y).sum(axis=1, keepdims=True),)

    def _seen(self, x: Any) -> Any:
        """`x`, with 0 for each key that the query does not see."""
        return x + 0
