"""A learning rate that grows linearly at the start of training."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class WarmUp(Op):
    """η t / T at step t = `step` of a warm-up of T = `total` steps, t < T."""

    step: int = 3
    total: int = 8

    says = "The rate grows in proportion to the number of steps taken."
    shapes = ((1, 2),)

    def latex(self, *inputs: str) -> str:
        return rf"{inputs[0]} \cdot \frac{{{self.step}}}{{{self.total}}}"

    def forward(self, rate: Any) -> Any:
        return rate * self.step / self.total

    def vjp(self, g: Any, y: Any, rate: Any) -> tuple[Any, ...]:
        return (g * self.step / self.total,)

    @equal_form()
    def rate_per_step(self, rate: Any) -> Any:
        return rate / self.total * self.step

    @equal_form()
    def share_first(self, rate: Any) -> Any:
        return rate * nd.worked_out(self.step / self.total, rate)

    @misconception("warm-up starts low and grows; this takes the full rate.", "forward")
    def full_rate(self, rate: Any) -> Any:
        return rate + 0

    @misconception("warm-up grows from 0; this falls towards it.", "forward")
    def falling(self, rate: Any) -> Any:
        return rate * (self.total - self.step) / self.total

    @misconception("the fraction is out of the warm-up steps; this divides by one more.", "forward")
    def one_step_more(self, rate: Any) -> Any:
        return rate * self.step / (self.total + 1)
