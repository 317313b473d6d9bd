"""One slip at a number that was not asked for, which makes several blanks wrong: charged once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..answers._base import FOLLOW_THROUGH, WRONG, PartMark
from ..graph.bent import OR, at
from ..graph.quantity import Quantity, label, symbol
from ..readings.digits import unit
from .diagnose import SIGN
from .own import Own
from .possible_slips import LATER, PossibleSlip, just_before, leaves_the_rest, possible_slips
from .same_mistake import lost, names_of, plainly, where_bent
from .slip_search import Inferred, SlipSearch
from .tolerance import digits_typed, inside
from .worksheet import Worksheet

GUESSES = 2  # at what may have been wrong in one blank
HINTED = 3  # wrong blanks, of each of which it is told where else its slip may be


def excuse(sheet: Worksheet, marks: dict[str, PartMark]) -> dict[str, PartMark]:
    """The marks, where one slip before the first wrong blank explains all wrong ones, or all but
    one, which is another slip.
    """
    exercise = sheet.exercise
    asked = dict(zip([part.name for part in exercise.parts], exercise.asked, strict=True))
    wrong = lost(marks)
    if not any(marks[name].verdict == WRONG for name in wrong):
        return marks
    slipped = [own for own in sheet.written if not own.right and own.quantity in
               {asked[name] for name in wrong}]  # fmt: skip
    if any(own.number == 0 or sheet.repeated(own.quantity, own.number) for own in slipped):
        return marks  # zeros and repeated numbers are not worked out
    first = marks[wrong[0]]
    if len(wrong) < 2:
        two = OR in first.remark or SIGN in first.remark
        guesses = 0 if first.verdict == WRONG else 1 + two
        told = f"{first.remark}{_hint(slipped, sheet, most=GUESSES - guesses)}"
        return {**marks, wrong[0]: replace(first, remark=told)}
    named = first.verdict != WRONG
    found = _slip(slipped, sheet, _told(sheet, first, slipped[0]) if named else None)
    if found is None:
        few = len(wrong) < min(HINTED + 1, len(marks))  # of who has nothing right it tells nothing
        hints = {name: _hint(slipped, sheet, at) for at, name in enumerate(wrong)
                 if few and marks[name].verdict == WRONG}  # fmt: skip
        return marks | {name: replace(marks[name], remark=marks[name].remark + hint)
                        for name, hint in hints.items()}  # fmt: skip
    explained = [name for at, name in enumerate(wrong) if at != found.spared]
    first, slip = marks[explained[0]], found.slip
    within = slip.in_step or slip.reader == LATER
    if not (within and _is_told(sheet, first, slipped, asked[explained[0]])):
        first = replace(first, remark=_remark(sheet, slip), verdict=WRONG, also=())
    follow = {name: PartMark(FOLLOW_THROUGH, 1.0) for name in explained[1:]}
    return {**marks, explained[0]: first, **follow}


def _is_told(sheet: Worksheet, first: PartMark, wrong: list[Own], target: Quantity) -> bool:
    """Whether the mistake that was named there gives what is wrong in its line."""
    for name in sorted(names_of(first)):
        arrays = where_bent(sheet, name, range(sheet.program.position(target.array) + 1))
        if all(inside(own.number, at(arrays[target.array], own.quantity.index)[()],
                      digits_typed(own.number, sheet.digits))
               for own in wrong if own.quantity.array == target.array):  # fmt: skip
            return True
    return False


def _remark(sheet: Worksheet, found: PossibleSlip) -> str:
    """Where the slip was, as far as that can be told."""
    if found.in_step:
        return "It looks like one slip in this step. Everything that depends on it follows."
    where = _place(sheet, found)
    if found.reader == LATER:
        return (f"It looks like one slip in what is worked out from {where}. "
                "Everything that depends on it follows.")  # fmt: skip
    if sheet.program.position(found.array) < 0:
        return (f"It looks as if {where} was a different number in your working. "
                "Everything that depends on it follows.")  # fmt: skip
    return f"It looks like a slip on the way, at {where}. Everything that depends on it follows."


def _hint(wrong: list[Own], sheet: Worksheet, at: int = 0, most: int = GUESSES) -> str:
    """Which numbers that weren't asked for may as well have made one of the wrong blanks wrong."""
    near = just_before(wrong[at], sheet) if wrong and most else []
    if not near:
        return ""
    run = SlipSearch(sheet, wrong[at : at + 1])
    likely = run.likely(near, named=True)
    places = [_place(sheet, each.slip) for each in likely
              if run.fits(each, named=False)
              and leaves_the_rest(each.slip, each.number, wrong, sheet)]  # fmt: skip
    earlier = all(sheet.exercise.steps_before(each.array) for each in near) * ", or before that"
    return f" The slip may also be at {' or '.join(places[:most])}{earlier}." if places else ""


def _place(sheet: Worksheet, found: PossibleSlip) -> str:
    assert sheet.exercise.graph is not None
    shape, loss = np.shape(sheet.values[found.array]), symbol(sheet.exercise.graph.names[-1])
    return f"${label(found.quantity, shape, loss)}$"


def _slip(wrong: list[Own], sheet: Worksheet, told: float | None) -> Inferred | None:
    """The place where a single slip explains them all, or all but one.

    Where the first is a known mistake, what that leads to there is `told`.
    """
    run, named = SlipSearch(sheet, wrong, told), told is not None
    likely = run.likely(possible_slips(wrong, sheet), named)
    return next((each for each in likely if run.fits(each, named)), None)


def _told(sheet: Worksheet, first: PartMark, own: Own) -> float:
    """What the mistake that was named leads to, if that is what was written."""
    (name, *_), array = sorted(names_of(first)), own.quantity.array
    arrays = plainly(sheet, name, range(sheet.program.position(array) + 1))
    value = float(at(arrays[array], own.quantity.index))
    last = unit(own.number, digits_typed(own.number, sheet.digits))
    return value if abs(value - own.number) <= last else own.number
