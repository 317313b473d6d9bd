"""The step direction of SVRG (Johnson and Zhang 2013)."""

from typing import Any

from ._base import Op, misconception, op


@op
class SvrgDirection(Op):
    """g − g̃ + μ: an example's gradient now and at the snapshot, and the mean there; one shape."""

    tex = r"%s - %s + %s"
    says = "The example's gradient, minus its deviation from the mean at the snapshot."
    shapes = ((2, 3), (2, 3), (2, 3))

    def forward(self, now: Any, old: Any, mean: Any) -> Any:
        return now - old + mean

    def vjp(self, g: Any, y: Any, now: Any, old: Any, mean: Any) -> tuple[Any, ...]:
        return g, -g, g

    @misconception("SVRG corrects the example's gradient; this leaves it as it is.", "forward")
    def plain_stochastic(self, now: Any, old: Any, mean: Any) -> Any:
        return now + 0 * old + 0 * mean

    @misconception("the snapshot's mean is added back; this leaves it out.", "forward")
    def mean_not_added(self, now: Any, old: Any, mean: Any) -> Any:
        return now - old + 0 * mean

    @misconception("the example's old gradient is subtracted; this leaves it in.", "forward")
    def old_not_subtracted(self, now: Any, old: Any, mean: Any) -> Any:
        return now + mean + 0 * old

    @misconception("the correction is − g̃ + μ; this has both its signs flipped.", "forward")
    def correction_flipped(self, now: Any, old: Any, mean: Any) -> Any:
        return now + old - mean
