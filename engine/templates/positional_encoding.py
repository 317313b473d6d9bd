"""The sinusoidal code of a position."""

from math import cos, radians, sin

from ..draw import Draw
from ..exact import Line, Wrong, exact_exercise, exact_number
from ..exercise import Exercise
from ..template import template

LENGTH = 4  # entries of the code: two frequencies, 1 and 1/100
DECIMALS = 4
PLACES = 7  # of a key: equal values are one, however they were computed


@template
def positional_encoding(draw: Draw) -> Exercise:
    """The four entries of the sinusoidal encoding of a position (Vaswani et al. 2017)."""
    position = draw.integer(30, 99)  # so that even the slow pair has turned visibly
    statement = (
        r"The sinusoidal encoding of position $p$ (counted from 0) in $d$ dimensions is"
        "\n\n"
        r"$$\mathrm{PE}_{p,\,2i} = \sin\left(\frac{p}{10000^{2i/d}}\right),\qquad "
        r"\mathrm{PE}_{p,\,2i+1} = \cos\left(\frac{p}{10000^{2i/d}}\right)$$"
        "\n\n"
        f"with $i = 0, 1, \\dots$ and angles in radians. Find the encoding of position "
        f"**{position}** for $d = {LENGTH}$, each entry to **{DECIMALS} decimals**."
    )
    return exact_exercise(statement, [_line(position, entry) for entry in range(LENGTH)])


def _line(position: int, entry: int) -> Line:
    """One entry: a sine where its number is even, else a cosine, of the pair's angle."""
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
    """10000 to the power of exponent/d."""
    return float(10000 ** (exponent / LENGTH))
