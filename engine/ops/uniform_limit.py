"""The limit of a uniform distribution with a given standard deviation."""

from typing import Any

from ..readings import nd
from ._base import Op, misconception, op


@op
class UniformLimit(Op):
    """a = √3 s: uniform numbers in (−a, a) have variance a²/3 = s²."""

    tex = r"\operatorname{limit}\left(%s\right)"
    says = "Uniform numbers in (−a, a) have variance a²/3."
    shapes = ((2, 3),)

    def forward(self, s: Any) -> Any:
        return nd.sqrt(0 * s + 3) * s

    def vjp(self, g: Any, y: Any, s: Any) -> tuple[Any, ...]:
        return (g * nd.sqrt(0 * s + 3),)

    @misconception("most numbers in (−a, a) are closer to 0 than a is: a is √3 times s.", "forward")
    def limit_is_deviation(self, s: Any) -> Any:
        return s + 0

    @misconception("√12 s is the whole width, 2a; the limit is half of it.", "forward")
    def whole_width(self, s: Any) -> Any:
        return 2 * nd.sqrt(0 * s + 3) * s

    @misconception("the variance is a²/3, so a is √3 times s; this takes 3.", "forward")
    def root_of_three_left_out(self, s: Any) -> Any:
        return 3 * s
