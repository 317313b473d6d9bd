"""The Hessian of the smallest network whose error is not convex."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class LinearNetHessian(Op):
    """Hessian (2, 2) of E = ½ (w₂ w₁ x − t)² in w₁, w₂; w₁, w₂, x and e = w₂ w₁ x − t are (1, 1).

    ((w₂ x)², w₂ x w₁ x + e x; the same, (w₁ x)²). Since the weights multiply each other, the error
    e appears beside the products of first derivatives.
    """

    tex = r"\nabla^2_{\left(%s,\, %s\right)}\, E\left(%s, %s\right)"
    says = "A second derivative of the error."
    parameters = (0, 1)
    shapes = ((1, 1), (1, 1), (1, 1), (1, 1))

    def forward(self, w1: Any, w2: Any, x: Any, e: Any) -> Any:
        mixed = (w2 * x) * (w1 * x) + e * x
        return square((w2 * x) ** 2, mixed, mixed, (w1 * x) ** 2)

    def vjp(self, g: Any, y: Any, w1: Any, w2: Any, x: Any, e: Any) -> tuple[Any, ...]:
        top, mixed, low = g[:1, :1], g[:1, 1:] + g[1:, :1], g[1:, 1:]
        return (
            mixed * w2 * x**2 + 2 * low * w1 * x**2,
            2 * top * w2 * x**2 + mixed * w1 * x**2,
            2 * top * w2**2 * x + mixed * (2 * w1 * w2 * x + e) + 2 * low * w1**2 * x,
            mixed * x,
        )

    @equal_form()
    def input_squared_once(self, w1: Any, w2: Any, x: Any, e: Any) -> Any:
        mixed = w2 * w1 * x**2 + e * x
        return square(w2**2 * x**2, mixed, mixed, w1**2 * x**2)

    @equal_form()
    def input_factored_out(self, w1: Any, w2: Any, x: Any, e: Any) -> Any:
        mixed = x * (w2 * w1 * x + e)
        return square((w2 * x) ** 2, mixed, mixed, (w1 * x) ** 2)

    @equal_form()
    def output_first(self, w1: Any, w2: Any, x: Any, e: Any) -> Any:
        mixed = x * (w2 * (w1 * x) + e)
        return square((w2 * x) ** 2, mixed, mixed, (w1 * x) ** 2)

    @misconception(
        "w₂ x w₁ depends on both weights, so the mixed derivative includes e x.", "forward"
    )
    def error_left_out(self, w1: Any, w2: Any, x: Any, e: Any) -> Any:
        mixed = (w2 * x) * (w1 * x) + 0 * e
        return square((w2 * x) ** 2, mixed, mixed, (w1 * x) ** 2)

    @misconception("the mixed derivative is not 0: each slope depends on both weights.", "forward")
    def diagonal_only(self, w1: Any, w2: Any, x: Any, e: Any) -> Any:
        mixed = 0 * e * x
        return square((w2 * x) ** 2, mixed, mixed, (w1 * x) ** 2)

    @misconception("∂(w₂ w₁ x)/∂w₁ = w₂ x, the other weight; this takes its own.", "forward")
    def own_weight(self, w1: Any, w2: Any, x: Any, e: Any) -> Any:
        mixed = (w2 * x) * (w1 * x) + e * x
        return square((w1 * x) ** 2, mixed, mixed, (w2 * x) ** 2)

    @misconception("the input is squared along with the weight; this squares one only.", "forward")
    def input_not_squared(self, w1: Any, w2: Any, x: Any, e: Any) -> Any:
        mixed = w2 * w1 * x + e * x
        return square(w2**2 * x, mixed, mixed, w1**2 * x)


def square(a: Any, b: Any, c: Any, d: Any) -> Any:
    """The matrix ((a, b), (c, d)) from four (1, 1) entries."""
    a, b, c, d = (
        nd.place(entry, (2, 2), (slice(i, i + 1), slice(j, j + 1)))
        for entry, (i, j) in zip((a, b, c, d), np.ndindex(2, 2), strict=True)
    )
    return a + b + c + d
