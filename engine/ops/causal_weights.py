"""Causal attention weights: no token attends to later ones."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import misconception, op
from .attention_weights import AttentionWeights


@op
class CausalWeights(AttentionWeights):
    """Softmax over the keys j ≤ i of query i, weight 0 for later ones; scores s (N, M).

    The mask of `is_causal` in PyTorch's `scaled_dot_product_attention`: −∞ before the softmax.
    """

    tex = r"\operatorname{softmax}\left(\operatorname{mask}\left(%s\right)\right)"
    says = "Softmax over this token and the ones before it."
    shapes = ((3, 3),)

    @misconception("a token must not see later ones; this leaves the mask out.", "forward")
    def mask_left_out(self, s: Any) -> Any:
        e = nd.exp(nd.shift(s))
        return e / e.sum(axis=1, keepdims=True)

    @misconception("the mask hides the future; this hides the past.", "forward")
    def past_hidden(self, s: Any) -> Any:
        e = nd.exp(nd.shift(s)) * np.triu(np.ones(s.shape, int))
        return e / e.sum(axis=1, keepdims=True)

    @misconception(
        "a masked score is −∞; this sets it to 0, and e⁰ = 1 still takes part.", "forward"
    )
    def masked_to_zero(self, s: Any) -> Any:
        e = nd.exp(self._seen(s))
        return e / e.sum(axis=1, keepdims=True)

    @misconception(
        "the mask comes before the softmax; after it, the weights no longer add up to 1.", "forward"
    )
    def masked_after_softmax(self, s: Any) -> Any:
        return self._seen(self.mask_left_out(s))

    def _seen(self, x: Any) -> Any:
        return x * np.tril(np.ones(x.shape, int))
