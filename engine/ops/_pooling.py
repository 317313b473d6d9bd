"""What all pooling ops share: the windows of an image, and gradients back to their entries."""

from dataclasses import dataclass
from typing import Any

from ..readings import nd
from ._base import Op
from ._windows import outputs, windows


@dataclass(frozen=True)
class Pooling(Op):
    """Each `kernel_size` × `kernel_size` window of x (H, W) becomes one number, `stride` apart.

    There is no padding, and incomplete windows are left out, as in PyTorch.
    """

    kernel_size: int = 2
    stride: int = 2

    shapes = ((4, 4),)

    def latex(self, *inputs: str) -> str:
        size = self.kernel_size
        return rf"{self.tex}_{{{size} \times {size}}}\left({inputs[0]}\right)"

    def _pieces(self, x: Any) -> list[Any]:
        """For each position in a window, the entries of `x` there, one for each window."""
        return [x[window] for window in self._windows(x)]

    def _mean(self, x: Any) -> Any:
        pieces = self._pieces(x)
        return sum(pieces[1:], pieces[0]) / len(pieces)

    def _largest(self, x: Any) -> Any:
        found = self._pieces(x)
        while len(found) > 1:  # pairwise: SymPy needs minutes for nine nested maxima
            last = found[len(found) & ~1 :]
            found = [*map(nd.maximum, found[::2], found[1::2]), *last]
        return found[0]

    def _back(self, shares: list[Any], x: Any) -> Any:
        """The gradient of x, given the share of its window's gradient that each entry gets."""
        terms = [
            nd.place(share, x.shape, window)
            for share, window in zip(shares, self._windows(x), strict=True)
        ]
        return sum(terms[1:], terms[0])

    def _shared_out(self, g: Any, x: Any) -> Any:
        """The gradient of x when all entries of a window share its gradient equally."""
        count = self.kernel_size**2
        return self._back([g / count] * count, x)

    def _to_all(self, g: Any, x: Any) -> Any:
        """The gradient of x when every entry of a window gets its whole gradient."""
        return self._back([g] * self.kernel_size**2, x)

    def _windows(self, x: Any) -> list[Any]:
        kernel = (self.kernel_size, self.kernel_size)
        found = windows(outputs(x.shape, kernel, self.stride), kernel, self.stride)
        return [window for _, window in found]

    @classmethod
    def samples(cls) -> Any:
        ((_, inputs),) = super().samples()
        settings: Any = ((2, 1), (2, 2), (3, 1))
        return tuple((cls(*setting), inputs) for setting in settings)
