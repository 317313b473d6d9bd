"""A numerical derivative from the values on both sides of a point."""

from typing import Any

import numpy as np

from ._base import Op, equal_form, misconception, op


@op
class CentralDifference(Op):
    """(f₊ − f₋) / (2 h), for values at distance h on either side of a point, all of one shape."""

    tex = r"\frac{%s - %s}{2\,%s}"
    says = "The rise divided by the distance between the two points."

    def forward(self, above: Any, below: Any, h: Any) -> Any:
        return (above - below) / (2 * h)

    def vjp(self, g: Any, y: Any, above: Any, below: Any, h: Any) -> tuple[Any, ...]:
        return g / (2 * h), -g / (2 * h), -g * (above - below) / (2 * h**2)

    @equal_form()
    def halved_last(self, above: Any, below: Any, h: Any) -> Any:
        return (above - below) / h / 2

    @equal_form()
    def each_divided(self, above: Any, below: Any, h: Any) -> Any:
        return above / (2 * h) - below / (2 * h)

    @misconception("the two points are 2h apart; this divides by h.", "forward")
    def distance_halved(self, above: Any, below: Any, h: Any) -> Any:
        return (above - below) / h

    @misconception("the rise is divided by the distance 2h; this leaves h out.", "forward")
    def step_left_out(self, above: Any, below: Any, h: Any) -> Any:
        return (above - below) / 2 + 0 * h

    @misconception("the rise is f(w + h) − f(w − h); this is the other way round.", "forward")
    def sides_swapped(self, above: Any, below: Any, h: Any) -> Any:
        return (below - above) / (2 * h)

    @classmethod
    def samples(cls) -> Any:
        return ((cls(), (np.array([[1.7, -0.4]]), np.array([[0.9, 0.8]]), np.array([[0.1, 0.3]]))),)
