"""Numbers as people type them. What could mean two numbers is handed back, never guessed."""

from __future__ import annotations

import math
import re

from ..errors import Unreadable
from ._base import nonblank
from ._read_text import FULL_WIDTH
from ._typed import Typed

LONGEST = 60  # characters; the full precision of a float needs 24

# One character for one, so that an index into the text stays true: minus, times.
_SAME = FULL_WIDTH | str.maketrans("−–—﹣×·⋅∕⁄", "----***//")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")

_DECIMAL = r"(?:[0-9]+(?:\.[0-9]*|,[0-9]+)?|[.,][0-9]+)"
_NUMBER = re.compile(
    rf"""(?P<sign>[-+]?)\s*
      (?:(?P<mantissa>{_DECIMAL})
           (?:[eE](?P<e>[-+]?[0-9]+)
             |\s*(?:\*|[xX]|\\times|\\cdot)\s*(?P<ten>10)\s*
              (?:(?:\^|\*\*)\s*(?:(?P<plain>[-+]?[0-9]+)|[({{]\s*(?P<bracketed>[-+]?[0-9]+)\s*[)}}])
                |(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))
             |\s*/\s*(?P<below>{_DECIMAL}))?)""",
    re.VERBOSE,
)
_THOUSANDS = re.compile(r"(?<![0-9])[1-9][0-9]{0,2},[0-9]{3}(?![0-9])")
# A power of ten after it settles that the point is a decimal one.
_POINTS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9.,]|\s*[eExX*\\])")


def read_number(raw: str, unit: str = "", *, whole: bool = False) -> Typed:
    """The finite number in `raw`, which may end in `unit`; raises `Unreadable` with advice.

    Reads `0.25 .25 0,25 −2 1e-3 1.2×10^-3 1.2*10⁻³ 3/8`. `1,234` and `50%` are ambiguous, and
    where a `whole` number is asked for, so is `1.234`.
    """
    text = nonblank(raw)
    start = raw.index(text[0])
    if len(text) > LONGEST:
        raise Unreadable(f"A number has at most {LONGEST} characters; please shorten it.", start)
    text = text.translate(_SAME)
    if unit and text.endswith(unit.translate(_SAME)):
        text = text[: -len(unit)].rstrip()
    if whole and (points := _POINTS.search(text)):
        raise Unreadable(_points_advice(points[0]), start + text.index(".", points.start()))
    match = _NUMBER.match(text)
    if match is None:
        raise Unreadable(_advice(text), start)
    if match.end() < len(text):
        raise Unreadable(_advice(text[match.end() :], text), start + match.end())
    if thousands := _THOUSANDS.search(text):
        raise Unreadable(
            "Is this comma a decimal point? Use a point for decimals and nothing for thousands.",
            start + text.index(",", thousands.start()),
        )
    number = _value(match, start)
    if not math.isfinite(number) or (number == 0 and re.search("[1-9]", match["mantissa"])):
        size = "small" if number == 0 else "large"
        raise Unreadable(f"This number is too {size} to be read.", start)
    value = -number if match["sign"] == "-" else number
    if match["below"] is not None or value == 0:
        return Typed(value)
    mantissa, exponent = match["mantissa"].replace(",", "."), _exponent(match)
    places = len(mantissa.partition(".")[2])
    digits = len(mantissa.replace(".", "").lstrip("0"))
    return Typed(value, 10.0 ** (int(exponent) - places), digits)


def write_number(value: float, *, whole: bool = False) -> str:
    """The number in full precision, as `read_number` reads it back."""
    text = repr(value)
    return f"{text}0" if whole and _POINTS.search(text) else text


def _value(match: re.Match[str], start: int) -> float:
    """The size of the number behind the parts; infinite where it is too large."""
    exponent = _exponent(match)
    mantissa = match["mantissa"].replace(",", ".")
    number = float(f"{mantissa}e{exponent}")
    if match["below"] is None:
        return number
    below = float(match["below"].replace(",", "."))
    if below == 0:
        raise Unreadable("A fraction cannot have 0 below the bar.", start + match.start("below"))
    return number / below


def _exponent(match: re.Match[str]) -> str:
    raw = match["e"] or match["plain"] or match["bracketed"] or match["raised"] or "0"
    return raw.translate(_SUPERSCRIPTS)


def _points_advice(typed: str) -> str:
    """What to do about points that may group thousands."""
    digits = typed.replace(".", "")
    meanings = f"{typed} could mean {digits} or {float(typed):g}. " if typed.count(".") == 1 else ""
    return f"{meanings}Write a whole number without points, such as {digits}."


def _advice(rest: str, text: str = "") -> str:
    """What to do about `rest`, the first thing that is no number."""
    if rest.startswith("%"):
        return "Write a percentage as a number: 0.5 for 50%."
    if text and rest[0] in "_'.,\u2009\u00a0\u202f " and rest[1:2].isdigit():
        return "Use a point for decimals and no separators between other digits."
    if text and rest.startswith("/"):
        return "Give a fraction as 3/8: one number over another."
    if rest.lower().lstrip("+-").startswith(("nan", "inf", "∞")):
        return "A finite number is wanted."
    if rest.startswith(("=", "≈", "~")):
        return "Give only the number, without the equals sign."
    return "Give one number, such as 0.25, -3, 1.2e-3 or 3/8."
