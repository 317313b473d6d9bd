"""Adam's bias correction of a moving average that started at zero."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class BiasCorrection(Op):
    """m / (1 − β^t), β = `beta` and t = `step`, counted from 1, as in PyTorch's `Adam`."""

    beta: float = 0.9
    step: int = 2
    index: int = 1

    says = "The average started at 0; dividing by 1 − βᵗ removes that bias."
    shapes = ((2, 3),)

    def latex(self, *inputs: str) -> str:
        return rf"\frac{{{inputs[0]}}}{{1 - \beta_{{{self.index}}}^{{{self.step}}}}}"

    def forward(self, m: Any) -> Any:
        return m / self._rest(m)

    def vjp(self, g: Any, y: Any, m: Any) -> tuple[Any, ...]:
        return (g / self._rest(g),)

    @equal_form()
    def times_inverse(self, m: Any) -> Any:
        return m * (1 / self._rest(m))

    def _rest(self, like: Any) -> Any:
        def shown() -> str:
            return f"1 - {self.beta:g}^{{{self.step}}}"

        return nd.worked_out(1 - self.beta**self.step, like, shown)

    @misconception("the average is divided by 1 − βᵗ; this leaves it as it is.", "forward")
    def correction_left_out(self, m: Any) -> Any:
        return m + 0

    @misconception("the average is divided by 1 − βᵗ; this multiplies.", "forward")
    def multiplied(self, m: Any) -> Any:
        return m * (1 - self.beta**self.step)

    @misconception("t counts the steps from 1, this one included; this counts from 0.", "forward")
    def one_step_fewer(self, m: Any) -> Any:
        return m / (1 - self.beta ** max(self.step - 1, 1))

    @misconception("t is the number of this step; this takes that of the next one.", "forward")
    def one_step_more(self, m: Any) -> Any:
        return m / (1 - self.beta ** (self.step + 1))

    @misconception("β is raised to the power t, the step number; this uses 1 − β.", "forward")
    def power_left_out(self, m: Any) -> Any:
        return m / (1 - self.beta)

    @misconception("the average is divided by 1 − βᵗ; this divides by βᵗ.", "forward")
    def divided_by_power(self, m: Any) -> Any:
        return m / self.beta**self.step
