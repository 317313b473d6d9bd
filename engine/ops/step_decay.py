"""A learning rate that drops every few epochs."""

from collections.abc import Sequence
from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class StepDecay(Op):
    """η γ^⌊e / s⌋ after e = `epoch` epochs, s = `step_size`, γ = `gamma`, as in `StepLR`."""

    epoch: int = 7
    step_size: int = 3
    gamma: float = 0.5

    says = "The rate drops by the factor γ once every s epochs, not in between."
    shapes = ((1, 2),)

    def latex(self, *inputs: str) -> str:
        return rf"{inputs[0]} \cdot \gamma^{{\lfloor {self.epoch} / {self.step_size} \rfloor}}"

    def caption(self, symbols: Sequence[str], inputs: Sequence[Any]) -> str:
        return f"{self.says} Here s = {self.step_size}."

    def forward(self, rate: Any) -> Any:
        return rate * self._factor(rate)

    def vjp(self, g: Any, y: Any, rate: Any) -> tuple[Any, ...]:
        return (g * self._factor(g),)

    @equal_form()
    def drop_by_drop(self, rate: Any) -> Any:
        for _ in range(self.epoch // self.step_size):
            rate = rate * self.gamma
        return rate

    def _factor(self, like: Any) -> Any:
        drops = self.epoch // self.step_size
        return nd.worked_out(self.gamma**drops, like, lambda: f"{self.gamma:g}^{{{drops}}}")

    @misconception("the rate drops at each full step; this rounds the count up.", "forward")
    def one_drop_more(self, rate: Any) -> Any:
        return rate * self.gamma ** (self.epoch // self.step_size + 1)

    @misconception("the rate drops once per step of s epochs, not once per epoch.", "forward")
    def every_epoch(self, rate: Any) -> Any:
        return rate * self.gamma**self.epoch

    @misconception("the rate drops at each full step; this drops it once only.", "forward")
    def one_drop_only(self, rate: Any) -> Any:
        return rate * self.gamma

    @misconception("the drops multiply; this divides the rate by their number.", "forward")
    def divided_by_count(self, rate: Any) -> Any:
        return rate / (self.epoch // self.step_size)
