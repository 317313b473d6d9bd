"""The gradient of a value that is used in several places: the sum over its uses."""

from collections.abc import Sequence
from typing import Any

from ._base import Op, misconception, op


@op
class GradientSum(Op):
    """a + b + …: the gradients that reach a value from each of its uses, all of one shape."""

    says = "A value that is used in several places gets the sum of the gradients through them."
    shapes = ((2, 3), (2, 3))

    def latex(self, *inputs: str) -> str:
        return " + ".join(inputs)

    def caption(self, symbols: Sequence[str], inputs: Sequence[Any]) -> str:
        return f"${symbols[0]}$ is used in several places: the gradients through them add up."

    def forward(self, *gradients: Any) -> Any:
        first, *others = gradients
        return sum(others, first)

    def vjp(self, g: Any, y: Any, *gradients: Any) -> tuple[Any, ...]:
        return tuple(g for _ in gradients)

    @misconception(
        "a value used in several places gets the sum of the gradients; this keeps one.", "forward"
    )
    def one_path_only(self, *gradients: Any) -> Any:
        return gradients[0] + 0 * gradients[1]

    @misconception("the gradients from all uses of a value add up; this averages them.", "forward")
    def paths_averaged(self, *gradients: Any) -> Any:
        return self.forward(*gradients) / len(gradients)
