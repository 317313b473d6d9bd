"""Where a value is used in several places, its gradients add up."""

from typing import Any

from ..op import Op, misconception, op


@op
class GradientSum(Op):
    """a + b: the gradients that reach a value along two of its uses, of one shape."""

    tex = r"%s + %s"
    says = "The value is used in several places: its gradients add up."
    shapes = ((2, 3), (2, 3))

    def forward(self, a: Any, b: Any) -> Any:
        return a + b

    def vjp(self, g: Any, y: Any, a: Any, b: Any) -> tuple[Any, ...]:
        return g, g

    @misconception("a value used twice gets the sum of both gradients; this keeps one.", "forward")
    def one_path_only(self, a: Any, b: Any) -> Any:
        return a + 0 * b
