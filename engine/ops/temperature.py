"""Temperature, which makes a softmax softer or sharper (Hinton, Vinyals and Dean 2015)."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class Temperature(Op):
    """z / T on each entry of the logits z, any shape; T = `temperature` > 0."""

    temperature: float = 2.0

    says = "The logits divided by the temperature."
    shapes = ((2, 3),)

    def latex(self, *inputs: str) -> str:
        return rf"{inputs[0]} / {self.temperature:g}"

    def forward(self, z: Any) -> Any:
        return z / self.temperature

    def vjp(self, g: Any, y: Any, z: Any) -> tuple[Any, ...]:
        return (g / self.temperature,)

    @equal_form()
    def times_inverse(self, z: Any) -> Any:
        return z * nd.worked_out(1 / self.temperature, z)

    @equal_form("vjp")
    def times_inverse_going_back(self, g: Any, y: Any, z: Any) -> tuple[Any, ...]:
        return (g * nd.worked_out(1 / self.temperature, g),)

    @misconception("logits are divided by the temperature; this multiplies.",
                   "forward")  # fmt: skip
    def multiplied(self, z: Any) -> Any:
        return z * self.temperature

    @misconception("the temperature divides the logits before the softmax; this leaves it out.",
                   "forward")  # fmt: skip
    def temperature_left_out(self, z: Any) -> Any:
        return z + 0

    @misconception(
        "the chain rule has a factor 1/T: the gradient is (p − t)/T; this leaves it out."
    )
    def factor_left_out_going_back(self, g: Any, y: Any, z: Any) -> tuple[Any, ...]:
        return (g + 0 * z,)

    @misconception("the backward pass divides by the temperature too; this multiplies.")
    def multiplied_going_back(self, g: Any, y: Any, z: Any) -> tuple[Any, ...]:
        return (g * self.temperature,)
