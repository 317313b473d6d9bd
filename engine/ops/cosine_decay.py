"""A learning rate that falls along half a cosine."""

from math import cos, pi, radians
from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op

ROOTS = {2: 3, 3: 2, 4: 1, 8: -1, 9: -2, 10: -3}  # k -> n, where cos(π k/12) = sign(n) √|n| / 2


@op
class CosineDecay(Op):
    """η_min + ½ (η − η_min)(1 + cos(π t/T)) as PyTorch's `CosineAnnealingLR`, t/T = `twelfths`/12.

    Rate η and lowest rate η_min of one shape; T is `total`. `twelfths` must have half a square root
    as its cosine, so that every reading is exact.
    """

    twelfths: int = 3
    total: int = 120

    says = "Half a cosine takes the rate from its maximum down to its minimum."
    shapes = ((1, 2), (1, 2))

    def latex(self, *inputs: str) -> str:
        rate, least = inputs
        angle = rf"\cos\frac{{{self.twelfths * self.total // 12}\,\pi}}{{{self.total}}}"
        return rf"{least} + \tfrac{{1}}{{2}} \left({rate} - {least}\right)\left(1 + {angle}\right)"

    def forward(self, rate: Any, least: Any) -> Any:
        return least + (rate - least) * ((1 + self._cosine(rate)) / 2)

    def vjp(self, g: Any, y: Any, rate: Any, least: Any) -> tuple[Any, ...]:
        share = (1 + self._cosine(rate)) / 2
        return g * share, g * (1 - share)

    @equal_form()
    def half_of_range(self, rate: Any, least: Any) -> Any:
        return least + (rate - least) / 2 * (1 + self._cosine(rate))

    @equal_form()
    def halved_last(self, rate: Any, least: Any) -> Any:
        return least + (rate - least) * (1 + self._cosine(rate)) / 2

    @equal_form()
    def mixed(self, rate: Any, least: Any) -> Any:
        share = (1 + self._cosine(rate)) / 2
        return rate * share + least * (1 - share)

    @misconception("the ½ makes 1 + cos run from 1 to 0; this leaves it out.", "forward")
    def half_left_out(self, rate: Any, least: Any) -> Any:
        return least + (rate - least) * (1 + self._cosine(rate))

    @misconception("the rate ends at its minimum; this lets it end at 0.", "forward")
    def least_left_out(self, rate: Any, least: Any) -> Any:
        return rate * ((1 + self._cosine(rate)) / 2) + 0 * least

    @misconception("the minimum is added, so only the part above it decays.", "forward")
    def least_added_on_top(self, rate: Any, least: Any) -> Any:
        return least + rate * ((1 + self._cosine(rate)) / 2)

    @misconception("the rate follows a cosine; this falls along a straight line.", "forward")
    def linear_instead(self, rate: Any, least: Any) -> Any:
        return least + (rate - least) * ((12 - self.twelfths) / 12)

    @misconception("1 + cos falls from 2 to 0; 1 − cos rises.", "forward")
    def rising(self, rate: Any, least: Any) -> Any:
        return least + (rate - least) * ((1 - self._cosine(rate)) / 2)

    @misconception("the angle is in radians; this takes the cosine in degrees.", "forward")
    def in_degrees(self, rate: Any, least: Any) -> Any:
        return least + (rate - least) * ((1 + cos(radians(pi * self.twelfths / 12))) / 2)

    def _cosine(self, like: Any) -> Any:
        """cos(π t/T), in the shape of `like`."""
        root = ROOTS[self.twelfths]
        return nd.sqrt(0 * like + abs(root)) / (2 if root > 0 else -2)
