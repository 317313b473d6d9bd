"""How well each query matches each key in one of several heads."""

from typing import Any

from ..readings import nd
from ._base import misconception, op
from .attention_scores import AttentionScores


@op
class HeadScores(AttentionScores):
    """s = q kᵀ / √d in one head, with queries q (N, d), keys k (M, d) and scores s (N, M).

    The width d of a head is only a part of the `model` width (Vaswani et al. 2017).
    """

    model: int = 4

    says = "The dot product of the head's query and key, divided by the root of the head's width."

    @misconception(
        "in a head d is the width of the head's keys; this takes the width of the model.", "forward"
    )
    def scaled_by_model_width(self, q: Any, k: Any) -> Any:
        scores = q @ k.T
        return scores / nd.sqrt(0 * scores + self.model)

    @classmethod
    def samples(cls) -> Any:
        setting: Any = (3,)
        return tuple((cls(*setting), inputs) for _, inputs in super().samples())
