"""How well each query matches each key, in one head of several."""

from typing import Any

from ..readings import nd
from ._base import misconception, op
from .attention_scores import AttentionScores


@op
class HeadScores(AttentionScores):
    """s = q kᵀ / √d in one head: queries q (N, d), keys k (M, d), d the width of the head.

    The heads share the model's width `model` (Vaswani et al. 2017), so d is a part of it only.
    """

    model: int = 4

    says = "The dot product of the head's query and key, divided by the root of the head's width."

    @misconception(
        "in a head d is the width of the head's keys; this takes the width of the model.",
        "forward",
    )
    def scaled_by_model_width(self, q: Any, k: Any) -> Any:
        scores = q @ k.T
        return scores / nd.sqrt(0 * scores + self.model)

    @classmethod
    def samples(cls) -> Any:
        setting: Any = (3,)
        return tuple((cls(*setting), inputs) for _, inputs in super().samples())
