"""Max pooling: each window of the image becomes its largest entry."""

from itertools import combinations
from typing import Any

from ..readings import nd
from ._base import misconception, op
from ._pooling import Pooling


@op
class MaxPool2d(Pooling):
    """y_ij = the largest entry of window (i, j), as PyTorch's `max_pool2d` with one channel.

    x (H, W), `kernel_size` × `kernel_size` windows, `stride` apart, no padding, incomplete windows
    left out. Only the largest entry of a window gets its gradient, the first in case of a tie.
    """

    tex = r"\operatorname{maxpool}"
    says = "The largest entry of the window."

    def forward(self, x: Any) -> Any:
        return self._largest(x)

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        pieces, nothing = self._pieces(x), 0 * g
        shares = [g] * len(pieces)
        for first, second in combinations(range(len(pieces)), 2):
            larger = pieces[second] - pieces[first]
            shares[first] = nd.where(larger, nothing, shares[first])
            shares[second] = nd.where(larger, shares[second], nothing)
        return (self._back(shares, x),)

    @misconception("max pooling takes the largest entry; this takes the mean.", "forward")
    def mean_instead(self, x: Any) -> Any:
        return self._mean(x)

    @misconception("−3 is smaller than 1; this takes the largest absolute value.", "forward")
    def largest_size(self, x: Any) -> Any:
        best, *others = self._pieces(x)
        for piece in others:
            best = nd.where(piece**2 - best**2, piece, best)
        return best

    @misconception("only the winner of a window gets its gradient; this gives it to all entries.")
    def gradient_to_all(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (self._to_all(g, x),)

    @misconception("the winner gets the whole gradient; sharing it out is for average pooling.")
    def gradient_shared_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (self._shared_out(g, x),)

    @misconception("the slope of the maximum at its winner is 1; this multiplies by its value.")
    def winner_as_slope(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return self.vjp(g * y, y, x)
