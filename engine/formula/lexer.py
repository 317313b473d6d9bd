"""From text to tokens: numbers, names cut by what is declared, operators, brackets, LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..answers._read_text import FULL_WIDTH
from ..errors import Unreadable
from .functions import ALIASES, CONSTANTS, FUNCTIONS, function_name
from .names import LONGEST_RUN, Unit, join, units

LONGEST = 500  # characters

# One character for one, so that every index stays true.
_SAME = FULL_WIDTH | str.maketrans("−–—×·⋅∙•∗÷∕⁄", "---******///")
_COMMANDS = frozenset(FUNCTIONS) | frozenset(ALIASES) | frozenset(CONSTANTS)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_WORDS = {"cdot": "*", "times": "*", "ast": "*", "div": "/", "lvert": "|", "rvert": "|"}

_TOKEN = re.compile(
    r"""(?P<space>\s+|[~$]|\\[,;:!()\[\]\ ]|\\(?:q?quad|left|right|[bB]igg?[lr]?)(?![A-Za-z]))
      | (?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
      | (?P<operator>\*\*|[-+*/^])
      | (?P<open>\\?\{|[(\[]) | (?P<close>\\?\}|[)\]])
      | (?P<bar>\|) | (?P<comma>,)
      | (?P<power>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
      | (?P<root>√) | (?P<frac>\\[dt]?frac(?![A-Za-z]))
      | \\(?P<word>cdot|times|ast|div|lvert|rvert)(?![A-Za-z])
    """,
    re.VERBOSE,
)
_EXPONENT = re.compile(r"[eE][-+]?[0-9]+")


@dataclass(frozen=True)
class Lexeme:
    """A word of a formula; `tight` when nothing stands between it and the token before."""

    kind: str  # number constant symbol function operator open close bar comma power frac end
    text: str
    start: int
    tight: bool


def tokens(text: str, scope: Mapping[str, str]) -> Iterator[Lexeme]:
    """The tokens of `text`, names looked up in `scope` (canonical -> declared), then `end`."""
    if len(text) > LONGEST:
        raise Unreadable(f"A formula has at most {LONGEST} characters; please shorten it.")
    text, at, tight = text.translate(_SAME), 0, False
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            pieces = units(text, at, _COMMANDS)
            if not pieces:
                raise _stranger(text, at)
            yield from _names(pieces, scope, tight)
            at, tight = pieces[-1].end, True
        elif match.lastgroup == "space":
            at, tight = match.end(), False
        elif match.lastgroup == "number":
            at = _exponent(text, match, scope)
            yield Lexeme("number", text[match.start() : at], match.start(), tight)
            tight = True
        else:
            yield _token(match, tight)
            at, tight = match.end(), True
    yield Lexeme("end", "", len(text), tight)


def _token(match: re.Match[str], tight: bool) -> Lexeme:
    kind, start = match.lastgroup or "", match.start()
    text = match[kind].lstrip("\\")
    if kind == "word":
        return Lexeme("bar" if text.endswith("vert") else "operator", _WORDS[text], start, tight)
    if kind == "root":
        return Lexeme("function", "sqrt", start, tight)
    if kind == "power":
        return Lexeme("power", text.translate(_SUPERSCRIPTS), start, tight)
    return Lexeme(kind, "^" if text == "**" else text, start, tight)


def _exponent(text: str, number: re.Match[str], scope: Mapping[str, str]) -> int:
    """Where a number that may go on with `e5` ends. `2e-3` could be 2e − 3; `1e-3` could not."""
    at = number.end()
    match = _EXPONENT.match(text, at)
    if not match or text[at] in scope or join(units(text, at, _COMMANDS)) in scope:
        return at
    if match[0][1] in "+-" and float(number[0]) != 1:
        raise Unreadable(
            f"`{match[0]}` could be a power of ten or e {match[0][1]} {match[0][2:]}: "
            f"write `*10^({match[0][1:]})` or put spaces around the sign.",
            at,
        )
    return match.end()


def _names(pieces: list[Unit], scope: Mapping[str, str], tight: bool) -> Iterator[Lexeme]:
    """One token for a known name, or one each for the names that a run multiplies."""
    if whole := _known(pieces, scope):
        yield Lexeme(*whole, pieces[0].start, tight)
        return
    ways = _ways(pieces, scope) if len(pieces) <= LONGEST_RUN else []
    if len(ways) == 1:
        for first, last in ways[0]:
            if known := _known(pieces[first:last], scope, inside=True):
                yield Lexeme(*known, pieces[first].start, tight or first > 0)
        return
    name = join(pieces)[:30]
    if ways:
        raise Unreadable(f"`{name}` can be read in several ways: put `*` between.", pieces[0].start)
    listed = ", ".join(sorted(scope.values())) or "numbers only"
    raise Unreadable(
        f"`{name}` is not known here. You may use: {listed}; and functions such as exp, ln, sqrt.",
        pieces[0].start,
    )


def _known(
    pieces: list[Unit], scope: Mapping[str, str], inside: bool = False
) -> tuple[str, str] | None:
    """Kind and text of a known name. Inside a run, ASCII letters never spell e, pi or exp."""
    name = join(pieces)
    if declared := scope.get(name) or scope.get(name.replace("∂", "d")):
        return "symbol", declared
    if inside and len(pieces[0].text) == 1:
        return None
    if function := function_name(name):
        return "function", function
    return ("constant", name) if name in CONSTANTS else None


def _ways(pieces: list[Unit], scope: Mapping[str, str]) -> list[list[tuple[int, int]]]:
    """Up to two ways of cutting a run into known names."""
    ways: list[list[list[tuple[int, int]]]] = [[[]]]
    for last in range(1, len(pieces) + 1):
        found = [
            [*way, (first, last)]
            for first in range(last)
            if ways[first] and pieces[first].begins
            if _known(pieces[first:last], scope, inside=True)
            for way in ways[first]
        ]
        ways.append(found[:2])
    return ways[-1]


def _stranger(text: str, at: int) -> Unreadable:
    """Advice about a character that belongs to no formula."""
    advice = {
        "=": "Give one formula, without an equals sign.",
        "!": "Factorials are not used here.",
        "<": "Give a formula, not a comparison.",
        ">": "Give a formula, not a comparison.",
        "∞": "Infinity is not a number here.",
        "\\": "This LaTeX command is not known here.",
        ".": "A decimal point needs a digit after it.",
    }
    shown = text[at] if text[at].isprintable() else f"U+{ord(text[at]):04X}"
    return Unreadable(advice.get(text[at], f"“{shown}” has no meaning in a formula."), at)
