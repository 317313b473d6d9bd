"""1-D convolution: the cross-correlation of one sequence with one kernel."""

from ._base import op
from ._convolution import Convolution


@op
class Conv1d(Convolution):
    """y_i = b + Σ_m w_m x̃_(si+dm), where x̃ is x with `padding` zeros at both ends.

    PyTorch's `conv1d` with one channel: x (L,), kernel w (K,) not flipped, b (1,);
    y has ⌊(L + 2p − d(K − 1) − 1)/s⌋ + 1 entries.
    """

    shapes = ((7,), (3,), (1,))
