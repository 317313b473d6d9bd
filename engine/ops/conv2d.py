"""The convolution of deep learning: a cross-correlation of one image with one kernel."""

from typing import Any

from .. import nd
from ..op import Op, misconception, op
from ..windows import outputs, windows


@op
class Conv2d(Op):
    """y_ij = b + Σ_mn w_mn x̃_(si+dm, sj+dn), x̃ being x with `padding` zeros on every side.

    As PyTorch's `conv2d` with one channel: x (H, W), kernel w (K, L), b (1,), the kernel not
    flipped; y has ⌊(H + 2p − d(K − 1) − 1)/s⌋ + 1 rows, and columns likewise.
    """

    stride: int = 1
    padding: int = 0
    dilation: int = 1

    tex = r"%s \star %s + %s"
    says = "The kernel laid on its window: the sum of products, plus the bias."
    parameters = (1, 2)
    shapes = ((4, 4), (2, 2), (1,))

    def forward(self, x: Any, w: Any, b: Any) -> Any:
        return self._slide(self._pad(x), w, self.stride, self.dilation) + b

    def vjp(self, g: Any, y: Any, x: Any, w: Any, b: Any) -> tuple[Any, ...]:
        return self._to_input(g, x, w), self._to_kernel(g, x, w), _one(g.sum())

    @misconception("deep learning's convolution does not flip the kernel; this does.", "forward")
    def kernel_flipped(self, x: Any, w: Any, b: Any) -> Any:
        return self.forward(x, w[::-1, ::-1], b)

    @misconception("the window moves on by the stride; this moves it on by 1.", "forward")
    def stride_ignored(self, x: Any, w: Any, b: Any) -> Any:
        return self._slide(self._pad(x), w, 1, self.dilation) + b

    @misconception("half of the zeros stand before the image; this starts at its edge.", "forward")
    def padding_ignored(self, x: Any, w: Any, b: Any) -> Any:
        return self._slide(self._pad(x, before=0), w, self.stride, self.dilation) + b

    @misconception("dilation leaves gaps between the pixels used; this uses neighbours.", "forward")
    def dilation_ignored(self, x: Any, w: Any, b: Any) -> Any:
        return self._slide(self._pad(x), w, self.stride, 1) + b

    @misconception("the bias is added to every window's sum; this leaves it out.", "forward")
    def bias_left_out(self, x: Any, w: Any, b: Any) -> Any:
        return self.forward(x, w, 0 * b)

    @misconception("∂E/∂w_mn belongs to the place of w_mn; this turns the result by 180°.")
    def kernel_gradient_turned(self, g: Any, y: Any, x: Any, w: Any, b: Any) -> tuple[Any, ...]:
        to_input, to_kernel, to_bias = self.vjp(g, y, x, w, b)
        return to_input, to_kernel[::-1, ::-1], to_bias

    @misconception("a weight is shared: its gradient adds up all windows; this takes the first.")
    def first_window_only(self, g: Any, y: Any, x: Any, w: Any, b: Any) -> tuple[Any, ...]:
        to_input, _, to_bias = self.vjp(g, y, x, w, b)
        first = nd.place(g[0, 0], g.shape, (0, 0))
        return to_input, self._to_kernel(first, x, w), to_bias

    @misconception("a weight is shared: its gradient is a sum over the windows, not their mean.")
    def windows_averaged(self, g: Any, y: Any, x: Any, w: Any, b: Any) -> tuple[Any, ...]:
        to_input, to_kernel, to_bias = self.vjp(g, y, x, w, b)
        return to_input, to_kernel / g.size, to_bias / g.size

    @misconception("w_mn leads from x to y; sliding the kernel over ∂E/∂y needs it turned by 180°.")
    def kernel_not_turned(self, g: Any, y: Any, x: Any, w: Any, b: Any) -> tuple[Any, ...]:
        _, to_kernel, to_bias = self.vjp(g, y, x, w, b)
        return self._to_input(g, x, w[::-1, ::-1]), to_kernel, to_bias

    @misconception("on the way back windows lie a stride apart too; this moves them on by 1.")
    def stride_ignored_going_back(self, g: Any, y: Any, x: Any, w: Any, b: Any) -> tuple[Any, ...]:
        return (
            self._to_input(g, x, w, stride=1),
            self._to_kernel(g, x, w, stride=1),
            _one(g.sum()),
        )

    def _pad(self, x: Any, before: int | None = None) -> Any:
        """`x` amid zeros, `before` of them above and to the left."""
        p = self.padding if before is None else before
        h, w = x.shape
        whole = h + 2 * self.padding, w + 2 * self.padding
        return nd.place(x, whole, (slice(p, p + h), slice(p, p + w)))

    def _windows(self, padded: Any, w: Any, stride: int, dilation: int) -> Any:
        """For each place in the kernel the slice of the padded image that it meets."""
        size = outputs(padded.shape, w.shape, self.stride, self.dilation)
        return windows(size, w.shape, stride, dilation)

    def _slide(self, padded: Any, w: Any, stride: int, dilation: int) -> Any:
        terms = [
            padded[window] * w[place]
            for place, window in self._windows(padded, w, stride, dilation)
        ]
        return sum(terms[1:], terms[0])

    def _to_kernel(self, g: Any, x: Any, w: Any, stride: int | None = None) -> Any:
        padded = self._pad(x)
        terms = [
            nd.place((padded[window] * g).sum(), w.shape, place)
            for place, window in self._windows(padded, w, stride or self.stride, self.dilation)
        ]
        return sum(terms[1:], terms[0])

    def _to_input(self, g: Any, x: Any, w: Any, stride: int | None = None) -> Any:
        padded, p = self._pad(x), self.padding
        terms = [
            nd.place(g * w[place], padded.shape, window)
            for place, window in self._windows(padded, w, stride or self.stride, self.dilation)
        ]
        return sum(terms[1:], terms[0])[p : p + x.shape[0], p : p + x.shape[1]]

    @classmethod
    def samples(cls) -> Any:
        ((_, inputs),) = super().samples()
        settings: Any = ((2, 1, 2), (1, 0, 1), (2, 1, 1))
        return tuple((cls(*setting), inputs) for setting in settings)


def _one(entry: Any) -> Any:
    """An array (1,) of one number."""
    return nd.place(entry, (1,), (0,))
