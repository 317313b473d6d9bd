"""Average pooling: each window of the image is represented by its mean."""

from typing import Any

from .. import nd
from ..op import Op, misconception, op
from ..windows import outputs, windows


@op
class AvgPool2d(Op):
    """y_ij = the mean of window (i, j), as PyTorch's `avg_pool2d` with one channel.

    x (H, W), windows of `kernel_size` squared, `stride` apart, no padding, incomplete windows
    left out. Each entry gets 1/kernel_size² of the gradient of every window it lies in.
    """

    kernel_size: int = 2
    stride: int = 2

    says = "The mean of the window."
    shapes = ((4, 4),)

    def latex(self, *inputs: str) -> str:
        size = self.kernel_size
        return rf"\operatorname{{avgpool}}_{{{size} \times {size}}}\left({inputs[0]}\right)"

    def forward(self, x: Any) -> Any:
        return self._sum(x) / self.kernel_size**2

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (self._back(g / self.kernel_size**2, x),)

    @misconception("average pooling divides by the number of entries; this adds only.", "forward")
    def mean_left_out(self, x: Any) -> Any:
        return self._sum(x)

    @misconception("a window has k · k entries; this divides by its side k.", "forward")
    def divided_by_side(self, x: Any) -> Any:
        return self._sum(x) / self.kernel_size

    @misconception("average pooling takes the mean; this takes the largest entry.", "forward")
    def maximum_instead(self, x: Any) -> Any:
        best, *others = self._pieces(x)
        for piece in others:
            best = nd.maximum(best, piece)
        return best

    @misconception("each entry gets 1/k² of its window's gradient; this gives it all of it.")
    def gradient_not_shared_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (self._back(g, x),)

    @misconception("an entry has one factor 1/k², whatever its value; this multiplies by it.")
    def entry_as_slope(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        (gradient,) = self.vjp(g, y, x)
        return (gradient * x,)

    def _pieces(self, x: Any) -> list[Any]:
        return [x[window] for window in self._windows(x)]

    def _sum(self, x: Any) -> Any:
        first, *others = self._pieces(x)
        return sum(others, first)

    def _back(self, share: Any, x: Any) -> Any:
        """The gradient of x when each entry of a window gets that share."""
        terms = [nd.place(share, x.shape, window) for window in self._windows(x)]
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
