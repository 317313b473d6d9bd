"""The output of attention: the values, averaged with the attention weights."""

from typing import Any

from ._base import Op, misconception, op


@op
class AttentionOutput(Op):
    """o = a v, with weights a (N, M), values v (M, D) and outputs o (N, D)."""

    tex = r"%s\,%s"
    says = "The sum of the values, each times its weight."
    shapes = ((2, 2), (2, 3))

    def forward(self, a: Any, v: Any) -> Any:
        return a @ v

    def vjp(self, g: Any, y: Any, a: Any, v: Any) -> tuple[Any, ...]:
        return g @ v.T, a.T @ g

    @misconception("the values are mixed by their weights; this averages them.", "forward")
    def values_averaged(self, a: Any, v: Any) -> Any:
        return (0 * a + 1) @ v / v.shape[0]

    @misconception("an output uses its own row of weights; this uses the column.", "forward")
    def weights_transposed(self, a: Any, v: Any) -> Any:
        return (a.T if a.shape[0] == a.shape[1] else a) @ v

    @misconception("∂o/∂a is the value; this leaves the value out.")
    def value_left_out(self, g: Any, y: Any, a: Any, v: Any) -> tuple[Any, ...]:
        return g @ (0 * v.T + 1), a.T @ g

    @misconception("∂o/∂v is the weight; this hands the whole gradient to every value.")
    def weight_left_out(self, g: Any, y: Any, a: Any, v: Any) -> tuple[Any, ...]:
        return g @ v.T, (0 * a.T + 1) @ g

    @misconception("a value collects from all queries, down its column; this takes the row.")
    def weights_not_transposed(self, g: Any, y: Any, a: Any, v: Any) -> tuple[Any, ...]:
        return g @ v.T, (a if a.shape[0] == a.shape[1] else a.T) @ g
