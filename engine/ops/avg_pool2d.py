"""Average pooling: each window of the image becomes its mean."""

from typing import Any

from ..readings import nd
from ._base import equal_form, misconception, op
from ._pooling import Pooling


@op
class AvgPool2d(Pooling):
    """y_ij = the mean of window (i, j), as PyTorch's `avg_pool2d` with one channel.

    x (H, W), `kernel_size` × `kernel_size` windows, `stride` apart, no padding, incomplete windows
    left out. Each entry gets 1/kernel_size² of the gradient of every window it lies in.
    """

    tex = r"\operatorname{avgpool}"
    says = "The mean of the window."

    def forward(self, x: Any) -> Any:
        return self._mean(x)

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (self._shared_out(g, x),)

    @equal_form()
    def divided_first(self, x: Any) -> Any:
        pieces = [piece / self.kernel_size**2 for piece in self._pieces(x)]
        return sum(pieces[1:], pieces[0])

    @equal_form()
    def times_share(self, x: Any) -> Any:
        pieces = self._pieces(x)
        return sum(pieces[1:], pieces[0]) * nd.worked_out(1 / len(pieces), x)

    @equal_form("vjp")
    def gradient_times_share(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        count = self.kernel_size**2
        return (self._back([g * nd.worked_out(1 / count, g)] * count, x),)

    @misconception("average pooling divides by the number of entries; this only adds.", "forward")
    def mean_left_out(self, x: Any) -> Any:
        first, *others = self._pieces(x)
        return sum(others, first)

    @misconception("a window has k · k entries; this divides by its side k.", "forward")
    def divided_by_side(self, x: Any) -> Any:
        return self.mean_left_out(x) / self.kernel_size

    @misconception("average pooling takes the mean; this takes the largest entry.", "forward")
    def maximum_instead(self, x: Any) -> Any:
        return self._largest(x)

    @misconception("each entry gets 1/k² of its window's gradient; this gives it all of it.")
    def gradient_not_shared_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (self._to_all(g, x),)

    @misconception("the factor is 1/k², whatever the entry's value; this multiplies by the value.")
    def entry_as_slope(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (self._shared_out(g, x) * x,)
