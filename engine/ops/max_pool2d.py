"""Max pooling: each window of the image is represented by its largest entry."""

from typing import Any

from .. import nd
from ..op import Op, misconception, op
from ..windows import outputs, windows


@op
class MaxPool2d(Op):
    """y_ij = the largest entry of window (i, j), as PyTorch's `max_pool2d` with one channel.

    x (H, W), windows of `kernel_size` squared, `stride` apart, no padding, incomplete windows
    left out. Only the winner of a window gets its gradient; of equal entries the first wins.
    """

    kernel_size: int = 2
    stride: int = 2

    says = "The largest entry of the window."
    shapes = ((4, 4),)

    def latex(self, *inputs: str) -> str:
        size = self.kernel_size
        return rf"\operatorname{{maxpool}}_{{{size} \times {size}}}\left({inputs[0]}\right)"

    def forward(self, x: Any) -> Any:
        best, *others = self._pieces(x)
        for piece in others:
            best = nd.maximum(best, piece)
        return best

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        pieces = self._pieces(x)
        shares = []
        for k, piece in enumerate(pieces):
            share = g
            for j, other in enumerate(pieces):
                if j < k:
                    share = nd.where(piece - other, share, 0 * share)
                elif j > k:
                    share = nd.where(other - piece, 0 * share, share)
            shares.append(share)
        return (self._back(shares, x),)

    @misconception("max pooling takes the largest entry; this takes the mean.", "forward")
    def mean_instead(self, x: Any) -> Any:
        first, *others = self._pieces(x)
        return sum(others, first) / (1 + len(others))

    @misconception("−3 is smaller than 1; this takes the largest absolute value.", "forward")
    def largest_size(self, x: Any) -> Any:
        best, *others = self._pieces(x)
        for piece in others:
            best = nd.where(piece**2 - best**2, piece, best)
        return best

    @misconception("only the winner of a window gets its gradient; this gives it to all entries.")
    def gradient_to_all(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (self._back([g for _ in self._pieces(x)], x),)

    @misconception("the winner gets the whole gradient; sharing it out is for average pooling.")
    def gradient_shared_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        pieces = self._pieces(x)
        return (self._back([g / len(pieces) for _ in pieces], x),)

    @misconception("the slope of the maximum at its winner is 1; this multiplies by its value.")
    def winner_as_slope(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return self.vjp(g * y, y, x)

    def _pieces(self, x: Any) -> list[Any]:
        """For each place in a window the entries of `x` there, one for each window."""
        return [x[window] for window in self._windows(x)]

    def _back(self, shares: list[Any], x: Any) -> Any:
        """The gradient of x from the share of each window's gradient its entries get."""
        terms = [
            nd.place(share, x.shape, window)
            for share, window in zip(shares, self._windows(x), strict=True)
        ]
        return sum(terms[1:], terms[0])

    def _windows(self, x: Any) -> list[Any]:
        kernel = (self.kernel_size, self.kernel_size)
        found = windows(outputs(x.shape, kernel, self.stride), kernel, self.stride)
        return [window for _, window in found]

    @classmethod
    def samples(cls) -> Any:
        ((_, inputs),) = super().samples()
        settings: Any = ((2, 1), (2, 2), (3, 1))
        return tuple((cls(*setting), inputs) for setting in settings)
