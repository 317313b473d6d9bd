"""How many inputs (or outputs) a unit of a convolution layer is connected to."""

from typing import Any

import numpy as np

from ._base import Op, misconception, op


@op
class Fan(Op):
    """k² c, the fan of a k × k convolution, as PyTorch's initialisation counts it; c (1, 1).

    With c input channels it is the fan-in, with c output channels the fan-out.
    """

    kernel: int = 3

    says = "Every pixel in the window counts, in every channel."

    def latex(self, *inputs: str) -> str:
        return (
            rf"\operatorname{{fan}}_{{{self.kernel} \times {self.kernel}}}\left({inputs[0]}\right)"
        )

    def forward(self, channels: Any) -> Any:
        return self.kernel**2 * channels

    def vjp(self, g: Any, y: Any, channels: Any) -> tuple[Any, ...]:
        return (g * self.kernel**2,)

    @misconception("a unit sees a whole window of every channel; this counts channels.", "forward")
    def window_left_out(self, channels: Any) -> Any:
        return channels + 0 * channels

    @misconception("a window has k · k pixels; this takes its side.", "forward")
    def side_for_window(self, channels: Any) -> Any:
        return self.kernel * channels

    @misconception("there is a window for every channel; this counts one.", "forward")
    def one_channel(self, channels: Any) -> Any:
        return self.kernel**2 + 0 * channels

    @classmethod
    def samples(cls) -> Any:
        return ((cls(), (np.array([[7.0]]),)),)
