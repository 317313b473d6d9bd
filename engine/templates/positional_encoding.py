"""Sinusoidal positional encoding."""

from math import cos, radians, sin
from typing import Literal

from ..draw import Draw
from ..exercise.closed_form import Line, Wrong, exact_exercise, exact_number
from ..exercise.exercise import Exercise
from ._base import template

LENGTH = 4  # entries of the encoding: two frequencies, 1 and 1/100
DECIMALS = 4
# Each of eight entries may be off by half a unit, of at most 1, and so may four products.
REACH = (2 * LENGTH + LENGTH) / 2 * 10.0**-DECIMALS
PLACES = 7  # decimals of a key, so that equal values agree however they were computed


@template(warm_up={"asked": "pair"}, hard={"asked": "similarity"})
def positional_encoding(
    draw: Draw, asked: Literal["pair", "code", "similarity"] = "code"
) -> Exercise:
    """Entries of a position's sinusoidal encoding (Vaswani et al. 2017)."""
    position = draw.integer(30, 99)  # large enough that the slow pair has visibly turned too
    statement = (
        r"The sinusoidal encoding of position $p$ (counted from 0) in $d$ dimensions is"
        "\n\n"
        r"$$\mathrm{PE}_{p,\,2i} = \sin\left(\frac{p}{10000^{2i/d}}\right),\qquad "
        r"\mathrm{PE}_{p,\,2i+1} = \cos\left(\frac{p}{10000^{2i/d}}\right)$$"
        "\n\n"
        "with $i = 0, 1, \\dots$ and angles in radians. Find "
        + ("the **last two entries** of " if asked == "pair" else "")
        + f"the encoding of position **{position}** for $d = {LENGTH}$, each entry to "
        f"**{DECIMALS} decimals**. A calculator is fine."
    )
    lines = [_line(position, entry) for entry in range(2 if asked == "pair" else 0, LENGTH)]
    if asked == "similarity":
        distance = draw.integer(3, 25)
        statement += (
            f" Find its dot product with the encoding of position **{position + distance}** too, "
            "to as many decimals."
        )
        lines.append(_similarity(position, distance))
    return exact_exercise(statement, lines)


def _similarity(position: int, distance: int) -> Line:
    """The dot product of two encodings, which depends only on their distance."""
    value = cos(distance) + cos(distance / 100)
    later = position + distance
    others = [wave(later / period) for period in (1, 100) for wave in (sin, cos)]
    wrong: list[Wrong] = [
        ("own_square", "that is the dot product of an encoding with itself.", LENGTH / 2),
        ("first_pair_only", "both pairs count.", cos(distance)),
        ("slow_pair_only", "both pairs count.", cos(distance / 100)),
        ("sines_left_out", "sines and cosines both count.",
         sum(cos(position / p) * cos((position + distance) / p) for p in (1, 100))),
        ("signs_flipped", "cos a cos b + sin a sin b is cos(a − b), not cos(a + b).",
         sum(cos((2 * position + distance) / p) for p in (1, 100))),
    ]  # fmt: skip
    wrong = [(name, remark, round(bent, PLACES)) for name, remark, bent in wrong]
    answer = exact_number(round(value, PLACES), wrong, DECIMALS, REACH)
    label = rf"\mathrm{{PE}}_{{{position}}} \cdot \mathrm{{PE}}_{{{position + distance}}}"
    return Line(
        "similarity",
        label,
        answer,
        rf"{label} = \cos({distance}) + \cos\left(\frac{{{distance}}}{{100}}\right) "
        f"= {answer.shown}",
        "Each pair gives cos a cos b + sin a sin b = cos(a − b): only the distance counts.",
        lambda own: sum(own[f"PE[{k}]"] * entry for k, entry in enumerate(others)),
    )


def _line(position: int, entry: int) -> Line:
    """One entry: the sine (even index) or cosine (odd index) of its pair's angle."""
    function, wave, other = ("sin", sin, cos) if entry % 2 == 0 else ("cos", cos, sin)
    pair = entry // 2
    angle = position / _period(2 * pair)
    wrong: list[Wrong] = [
        ("sine_and_cosine_swapped", "even entries are sines, odd ones cosines.", other(angle)),
        ("degrees_for_radians", "the angle is in radians, not degrees.", wave(radians(angle))),
        ("exponent_halved", "the exponent is 2i/d; this uses i/d.",
         wave(position / _period(pair))),
        ("own_exponent", "a sine and its cosine share the exponent 2i/d; this gives each its own.",
         wave(position / _period(entry))),
        ("counted_from_one", "positions count from 0; this is the one after.",
         wave((position + 1) / _period(2 * pair))),
    ]  # fmt: skip
    wrong = [(name, remark, round(value, PLACES)) for name, remark, value in wrong]
    answer = exact_number(round(wave(angle), PLACES), wrong, DECIMALS)
    period = round(_period(2 * pair))
    label = rf"\mathrm{{PE}}_{{{position},\,{entry}}}"
    return Line(
        f"PE[{entry}]",
        label,
        answer,
        rf"{label} = \{function}\left(\frac{{{position}}}{{{period}}}\right) = {answer.shown}",
        f"Pair $i = {pair}$: the angle is the position over {period}.",
    )


def _period(exponent: int) -> float:
    """10000 to the power of exponent/d, in LaTeX."""
    return float(10000 ** (exponent / LENGTH))
