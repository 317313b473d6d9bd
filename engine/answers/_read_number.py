"""Numbers as people type them. What could mean two numbers is handed back, never guessed."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from ..errors import Unreadable
from ..formula.calculator import EXAMPLES, THOUSANDS, calculate, comma_advice
from ..formula.lookalikes import bare, pointing_into, unified
from ._base import nonblank

LONGEST = 200  # characters; the full precision of a float needs 24

_LOW = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_EXPONENTS = ("e", "plain", "bracketed", "raised")
_LITERAL = re.compile(
    r"""(?P<bracket>\(\s*)?(?P<sign>[-+]?)\s*
      (?P<whole>[0-9]*)(?:[.,](?P<part>[0-9]*)(?:…|\.\.\.)?)?(?<=[0-9.…])
      (?:[eE](?P<e>[-+]?[0-9]+)
        |\s*(?:\*|[xX]|\\times|\\cdot)\s*10\s*
          (?:(?:\^|\*\*)\s*(?:(?P<plain>[-+]?[0-9]+)|[({]\s*(?P<bracketed>[-+]?[0-9]+)\s*[)}])
            |(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)))?
      (?P<percent>\s*\\?%)?(?(bracket)\s*\))""",
    re.VERBOSE,
)
# what nearly everybody types, for speed
_PLAIN = re.compile(
    r"(?P<sign>-?)(?P<whole>[0-9]{1,40})(?:\.(?P<part>[0-9]{1,40}))?(?:[eE](?P<e>[-+]?[0-9]{1,4}))?"
)
# A power of ten after it settles that the point is a decimal one.
_POINTS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9.,]|\s*[eExX*\\])")


# Nobody multiplies by 0.
_BRITISH_POINT = re.compile(r"(?<![0-9.,·])0·[0-9]+")


class Typed(float):
    """A number as it was typed, with its precision.

    `unit` is the place value of the last digit (`0.50`: 0.01) and `digits` counts the significant
    ones (2); 0.0 and None for what is as exact as a calculator makes it. `computed` tells whether
    it was typed as arithmetic, a fraction or a name.
    """

    __slots__ = ("computed", "digits", "unit")
    unit: float
    digits: int | None
    computed: bool

    def __new__(
        cls, value: float, unit: float = 0.0, digits: int | None = None, computed: bool = False
    ) -> Typed:
        typed = super().__new__(cls, value)
        typed.unit, typed.digits, typed.computed = unit, digits, computed
        return typed

    @property
    def rounded(self) -> Typed:
        """The same without trailing zeros of a whole number, since 900 may mean 897.2."""
        shown = f"{abs(self):.0f}" if self and self.unit == 1 else ""
        zeros = len(shown) - len(shown.rstrip("0"))
        return Typed(self, 10.0**zeros, len(shown) - zeros) if zeros else self


def read_number(
    raw: str, unit: str = "", *, whole: bool = False, names: Mapping[str, float] | None = None
) -> Typed:
    """The finite number in `raw`, which may end in `unit`; raises `Unreadable` with advice.

    Reads `0.37 0,37 −2 1e-3 1.2×10⁻³ 37% 5/7`, and what a calculator would: `7*0.13`,
    `1/(1+e^-0.17)`, `4!`, and earlier blanks by their `names`. `1,234` is ambiguous, and where a
    `whole` number is asked for, so is `1.234`.
    """
    plain = _PLAIN.fullmatch(raw)
    if plain and not whole:
        return _typed(plain)
    nonblank(raw)
    if len(raw.strip()) > LONGEST:
        raise Unreadable(f"A number has at most {LONGEST} characters; please shorten it.", 0)
    if dot := _BRITISH_POINT.search(raw):
        point = dot[0].replace("·", ".")
        raise Unreadable(f"{dot[0]} could mean {point} or a product: write {point}.", dot.start())
    with pointing_into(raw):
        return _read(bare(unified(raw)), unified(unit), whole, names or {})


def write_number(value: float, *, whole: bool = False) -> str:
    """The number in full precision, as `read_number` reads it back."""
    text = repr(float(value))
    return f"{text}0" if whole and _POINTS.search(text) else text


def _read(text: str, unit: str, whole: bool, names: Mapping[str, float]) -> Typed:
    """The number in unified text; places are those in it."""
    if unit:
        text = _without(unit, text)
    start = len(text) - len(text.lstrip())
    if start == len(text):
        raise Unreadable(EXAMPLES, 0)
    if whole and (points := _POINTS.search(text)):
        raise Unreadable(_points_advice(points[0]), text.index(".", points.start()))
    literal = _LITERAL.fullmatch(text.rstrip(), start)
    if literal is None or not (literal["whole"] or literal["part"]):
        return Typed(calculate(text.rstrip(), names, unit), computed=True)
    if thousands := THOUSANDS.search(text):
        raise Unreadable(comma_advice(thousands[0]), text.index(",", thousands.start()))
    return _typed(literal)


def _typed(match: re.Match[str]) -> Typed:
    """The number of a literal, with the digits it shows."""
    found = match.groupdict("")
    whole, part = found["whole"], found["part"]
    exponent = int(next((found[key] for key in _EXPONENTS if found.get(key)), "0").translate(_LOW))
    exponent -= 2 * bool(found.get("percent"))
    shown = (whole + part).lstrip("0")
    number = float(f"{whole}.{part}e{exponent}")
    if not math.isfinite(number) or (number == 0 and shown):
        size = "small" if number == 0 else "large"
        first = match.start("whole" if whole else "part") - (not whole)  # past sign and bracket
        raise Unreadable(f"This number is too {size} to be read.", first)
    number = -number if number and found["sign"] == "-" else number
    unit = float(f"1e{exponent - len(part)}")
    if not (shown or part) or not 0 < unit < math.inf:
        return Typed(number)  # a zero without decimals is exact
    return Typed(number, unit, len(shown))


def _without(unit: str, text: str) -> str:
    """The text before its unit, whose letters may be large or small."""
    kept = re.sub(rf"\s*{re.escape(unit)}\s*\Z", "", text, flags=re.IGNORECASE)
    doubtful = unit == "%" and kept != text and not _LITERAL.fullmatch(kept.strip())
    if doubtful or (unit == "%" and "%" in kept):
        raise Unreadable("This blank is in % already: write the arithmetic without the sign.",
                         text.index("%"))  # fmt: skip
    return kept


def _points_advice(typed: str) -> str:
    """What to do about points that may group thousands."""
    digits = typed.replace(".", "")
    meanings = f"{typed} could mean {digits} or {float(typed):g}. " if typed.count(".") == 1 else ""
    return f"{meanings}Write a whole number without points, such as {digits}."
