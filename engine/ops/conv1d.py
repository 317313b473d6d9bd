"""A convolution along time: a cross-correlation of one sequence with one kernel."""

from ._base import op
from ._convolution import Convolution


@op
class Conv1d(Convolution):
    """y_i = b + Σ_m w_m x̃_(si+dm), x̃ being x with `padding` zeros at both ends.

    As PyTorch's `conv1d` with one channel: x (L,), kernel w (K,), b (1,), the kernel not flipped;
    y has ⌊(L + 2p − d(K − 1) − 1)/s⌋ + 1 entries.
    """

    shapes = ((7,), (3,), (1,))
