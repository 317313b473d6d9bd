"""2-D convolution: the cross-correlation of one image with one kernel."""

from typing import Any

from ._base import misconception, op
from ._convolution import Convolution
from .affine import transposed


@op
class Conv2d(Convolution):
    """y_ij = b + Σ_mn w_mn x̃_(si+dm, sj+dn), where x̃ is x with `padding` zeros on every side.

    PyTorch's `conv2d` with one channel: x (H, W), kernel w (K, L) not flipped, b (1,);
    y has ⌊(H + 2p − d(K − 1) − 1)/s⌋ + 1 rows, and columns likewise.
    """

    shapes = ((4, 4), (2, 2), (1,))

    @misconception("rows of ∂E/∂y go with rows of windows; this swaps its rows and columns.")
    def upstream_transposed(self, g: Any, y: Any, x: Any, w: Any, b: Any) -> tuple[Any, ...]:
        return self.vjp(transposed(g), y, x, w, b)
