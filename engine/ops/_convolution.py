"""Convolution over any number of axes: a kernel slides over the windows of an input.

Forward and backward are sums over the positions in the kernel: each weight times a slice of the
padded input, the entries that it meets.
"""

from dataclasses import dataclass
from typing import Any

from ..readings import nd
from ._base import Op, misconception
from ._windows import outputs, windows


@dataclass(frozen=True)
class Convolution(Op):
    """y_i = b + Σ_m w_m x̃_(si+dm), where x̃ is x with `padding` zeros on every side.

    As in PyTorch with one channel: bias b (1,), kernel w not flipped, i and m multi-indices;
    ⌊(L + 2p − d(K − 1) − 1)/s⌋ + 1 outputs along each axis.
    """

    stride: int = 1
    padding: int = 0
    dilation: int = 1

    tex = r"%s \star %s + %s"
    says = "The sum of products of the kernel and its window, plus the bias."
    parameters = (1, 2)

    def forward(self, x: Any, w: Any, b: Any) -> Any:
        return self._slide(self._pad(x), w, self.stride, self.dilation) + b

    def vjp(self, g: Any, y: Any, x: Any, w: Any, b: Any) -> tuple[Any, ...]:
        return self._to_input(g, x, w), self._to_kernel(g, x, w), _one(g.sum())

    @misconception("deep learning's convolution does not flip the kernel; this does.", "forward")
    def kernel_flipped(self, x: Any, w: Any, b: Any) -> Any:
        return self.forward(x, _turned(w), b)

    @misconception("the window moves by the stride; this moves it by 1.", "forward")
    def stride_ignored(self, x: Any, w: Any, b: Any) -> Any:
        return self._slide(self._pad(x), w, 1, self.dilation) + b

    @misconception(
        "half of the padding comes before the input; this starts at its edge.", "forward"
    )
    def padding_ignored(self, x: Any, w: Any, b: Any) -> Any:
        return self._slide(self._pad(x, before=0), w, self.stride, self.dilation) + b

    @misconception(
        "dilation leaves gaps between the entries used; this uses neighbours.", "forward"
    )
    def dilation_ignored(self, x: Any, w: Any, b: Any) -> Any:
        return self._slide(self._pad(x), w, self.stride, 1) + b

    @misconception("the bias is added to every window's sum; this leaves it out.", "forward")
    def bias_left_out(self, x: Any, w: Any, b: Any) -> Any:
        return self.forward(x, w, 0 * b)

    @misconception("∂E/∂w belongs to the place of w in the kernel; this flips the result.")
    def kernel_gradient_turned(self, g: Any, y: Any, x: Any, w: Any, b: Any) -> tuple[Any, ...]:
        to_input, to_kernel, to_bias = self.vjp(g, y, x, w, b)
        return to_input, _turned(to_kernel), to_bias

    @misconception("each entry of ∂E/∂y goes with its own window; this turns ∂E/∂y by 180°.")
    def upstream_turned(self, g: Any, y: Any, x: Any, w: Any, b: Any) -> tuple[Any, ...]:
        return self.vjp(_turned(g), y, x, w, b)

    @misconception(
        "a weight is shared: its gradient is a sum over all windows; this takes the first."
    )
    def first_window_only(self, g: Any, y: Any, x: Any, w: Any, b: Any) -> tuple[Any, ...]:
        to_input, _, to_bias = self.vjp(g, y, x, w, b)
        corner = (0,) * len(g.shape)
        return to_input, self._to_kernel(nd.place(g[corner], g.shape, corner), x, w), to_bias

    @misconception("a weight is shared: its gradient is a sum over the windows, not their mean.")
    def windows_averaged(self, g: Any, y: Any, x: Any, w: Any, b: Any) -> tuple[Any, ...]:
        to_input, to_kernel, to_bias = self.vjp(g, y, x, w, b)
        return to_input, to_kernel / g.size, to_bias / g.size

    @misconception("w leads from x to y, so the kernel that slides over ∂E/∂y must be flipped.")
    def kernel_not_turned(self, g: Any, y: Any, x: Any, w: Any, b: Any) -> tuple[Any, ...]:
        _, to_kernel, to_bias = self.vjp(g, y, x, w, b)
        return self._to_input(g, x, _turned(w)), to_kernel, to_bias

    @misconception("in the backward pass, windows are a stride apart too; this moves them by 1.")
    def stride_ignored_going_back(self, g: Any, y: Any, x: Any, w: Any, b: Any) -> tuple[Any, ...]:
        return (
            self._to_input(g, x, w, stride=1),
            self._to_kernel(g, x, w, stride=1),
            _one(g.sum()),
        )

    def _pad(self, x: Any, before: int | None = None) -> Any:
        """`x` padded with zeros, `before` of them at the start of each axis."""
        p = self.padding if before is None else before
        whole = tuple(size + 2 * self.padding for size in x.shape)
        return nd.place(x, whole, tuple(slice(p, p + size) for size in x.shape))

    def _windows(self, padded: Any, w: Any, stride: int, dilation: int) -> Any:
        """Each position in the kernel, with the slices of the padded input that it meets."""
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
        return sum(terms[1:], terms[0])[tuple(slice(p, p + size) for size in x.shape)]

    @classmethod
    def samples(cls) -> Any:
        ((_, inputs),) = super().samples()
        settings: Any = ((2, 1, 2), (1, 0, 1), (2, 1, 1))
        return tuple((cls(*setting), inputs) for setting in settings)


def _turned(w: Any) -> Any:
    """A kernel flipped along each axis."""
    return w[(slice(None, None, -1),) * len(w.shape)]


def _one(entry: Any) -> Any:
    """One number as an array (1,)."""
    return nd.place(entry, (1,), (0,))
