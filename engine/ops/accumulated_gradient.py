"""The gradient of a batch from those of its two micro-batches."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class AccumulatedGradient(Op):
    """a n/N + b m/N: mean gradients of micro-batches of n = `first`, m = `second`, N = n + m.

    This is the mean over the whole batch. With equal sizes each counts half, as when you divide
    PyTorch's loss by the number of accumulation steps before `backward`.
    """

    first: int = 3
    second: int = 1

    tex = r"\operatorname{accumulate}\left(%s, %s\right)"
    says = "Weighted by their share of the examples, the micro-batches give the mean over all."
    shapes = ((1, 2), (1, 2))

    def forward(self, a: Any, b: Any) -> Any:
        return self._share(self.first, a) * a + self._share(self.second, b) * b

    def vjp(self, g: Any, y: Any, a: Any, b: Any) -> tuple[Any, ...]:
        total = self.first + self.second
        return self.first * g / total, self.second * g / total

    @equal_form()
    def added_first(self, a: Any, b: Any) -> Any:
        return (self.first * a + self.second * b) / (self.first + self.second)

    @equal_form("vjp")
    def shares_first(self, g: Any, y: Any, a: Any, b: Any) -> tuple[Any, ...]:
        return self._share(self.first, g) * g, self._share(self.second, g) * g

    def _share(self, samples: int, like: Any) -> Any:
        return nd.worked_out(samples / (self.first + self.second), like)

    @misconception("the micro-batches together are one mean; this adds their means.", "forward")
    def means_added(self, a: Any, b: Any) -> Any:
        return a + b

    @misconception("the larger micro-batch counts for more; this weighs both equally.", "forward")
    def shares_ignored(self, a: Any, b: Any) -> Any:
        return (a + b) / 2

    @misconception(
        "the gradient is kept from one micro-batch to the next; this is the last one alone.",
        "forward",
    )
    def zeroed_in_between(self, a: Any, b: Any) -> Any:
        return b + 0 * a

    @misconception(
        "these are already means; this divides by the number of examples again.", "forward"
    )
    def divided_by_samples(self, a: Any, b: Any) -> Any:
        return (a + b) / (self.first + self.second)
