"""Credit for a right step from a wrong value of the learner's own, unless the step is trivial."""

from __future__ import annotations

from ..answers._base import FOLLOW_THROUGH, PartMark
from ..graph.quantity import Quantity
from ..readings.interval import Interval
from .worksheet import Worksheet

FOLLOW_THROUGH_CREDIT = 0.6  # of a blank, for a right step from a wrong value


def follow_through(sheet: Worksheet, target: Quantity, number: float) -> PartMark | None:
    """The mark of a number that the learner's own wrong values lead to; None where they do not."""
    if not sheet.wrong:
        return None
    clean, own = sheet.bounds(target, ()), sheet.bounds(target, sheet.wrong)
    if _same(clean, own) or not sheet.inside(number, own):
        return None
    if _trivial(sheet, target, number, own):
        return PartMark(
            FOLLOW_THROUGH,
            0.0,
            "This follows from your own earlier value, but that value makes the step "
            "trivial, so it earns nothing here.",
        )
    return PartMark(
        FOLLOW_THROUGH,
        FOLLOW_THROUGH_CREDIT,
        "Correct given your earlier value: follow-through credit.",
    )


def _trivial(sheet: Worksheet, target: Quantity, number: float, own: Interval) -> bool:
    """Whether the step shows nothing: it is 0, copies a number, or starts from a dead value."""
    if own.lo <= 0 <= own.hi:
        return True
    if any(abs(number - value) <= sheet.half for _, value in sheet.wrong):
        return True
    return any(
        _dead(sheet, quantity, value)
        and not _same(own, sheet.bounds(target, [w for w in sheet.wrong if w[0] != quantity]))
        for quantity, value in sheet.wrong
    )


def _dead(sheet: Worksheet, quantity: Quantity, value: float) -> bool:
    """Whether going on from this value is trivial: 0, ±1, or beyond an activation's range."""
    bounds = sheet.ranges.get(quantity.node) if quantity.kind == "value" else None
    outside = bounds is not None and not bounds[0] < value < bounds[1]
    return outside or value in (0, 1, -1)


def _same(a: Interval, b: Interval) -> bool:
    """Whether two bounds agree, so that what differs between them did not matter."""
    # Where both are infinite, their difference is no number.
    return all(x == y or abs(x - y) < 1e-12 for x, y in ((a.lo, b.lo), (a.hi, b.hi)))
