"""From text to tokens: numbers, names cut by what is declared, operators, brackets, LaTeX."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from ..errors import Unreadable
from .known_names import COMMANDS, named, slope
from .lexeme import Lexeme
from .names import join, units

LONGEST = 500  # characters

Numeral: TypeAlias = Callable[[str, int, Mapping[str, str]], int]

_LOW = "0123456789-+()=abcdefghijklmnoprstuvwxyzβγδθφχ"
_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁽⁾⁼ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᶿᵠᵡ"
SUPERSCRIPTS = str.maketrans(_HIGH, _LOW)
FRACTIONS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8),
    "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
_WORDS = {
    "cdot": "*", "times": "*", "ast": "*", "odot": "*", "circ": "*", "bullet": "*", "div": "/",
    "lvert": "|", "rvert": "|", "vert": "|", "mid": "|", "gt": ">", "ge": ">=", "geq": ">=",
    "geqslant": ">=", "lt": "<", "le": "<=", "leq": "<=", "leqslant": "<=", "≥": ">=", "≤": "<=",
}  # fmt: skip
_KINDS = {"|": "bar", ">": "compare", "<": "compare", ">=": "compare", "<=": "compare"}

_COMMAND = "|".join(word for word in _WORDS if word.isalpha())
_CONDITION = r"(?:[^()\[\]{}<>≤≥\\]|\\(?![gl]))|\([^()<>≤≥]*\)|\{[^{}<>≤≥]*\}|\[[^\[\]<>≤≥]*\]"
_TOKEN = re.compile(
    rf"""(?P<space>\s+|[~$]|\\[,;:!()\[\]\ ]|\\(?:q?quad|left|right|[bB]igg?[lr]?)(?![A-Za-z]))
      | (?P<iverson>(?:(?:1\s*_ | I\s*_? | \\(?:math(?:bb|bf|ds|rm)|bm|boldsymbol|Bbb)
                        \s*(?:\{{\s*[1I]\s*\}}|[1I])\s*_?)\s*(?:\\left\s*)?)? \\?[\[({{])
        (?=(?:\s*\\\{{)?(?:{_CONDITION})*(?:[<>≤≥]|\\[gl][et]))
      | (?P<mixed>(?:[0-9]+[ \u00a0\u2009\u202f]?)?[{"".join(FRACTIONS)}])
      | (?P<operator>\*\*|[-+*/^]) | (?P<postfix>\\?%|!) | (?P<compare>[<>]=?|[≥≤])
      | (?P<open>\\?\{{|[(\[]) | (?P<close>\\?\}}|[)\]])
      | (?P<bar>\|) | (?P<comma>,)
      | (?P<raised>[{_HIGH}]*[{_HIGH[12:]}][{_HIGH}]*) | (?P<power>[⁻⁺]?[{_HIGH[:10]}]+)
      | (?P<root>√) | (?P<frac>\\[dt]?frac(?![A-Za-z]))
      | \\(?P<word>{_COMMAND})(?![A-Za-z])
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_RAISED = re.compile(rf"\s*(?:\^|\*\*|[{_HIGH}])")
_EXPONENT = re.compile(r"[eE][-+]?[0-9]+")


def numeral(text: str, at: int, scope: Mapping[str, str]) -> int:
    """Where the number ends that begins here, `at` where none does.

    It may go on with `e5`. `2e-3` could be 2e − 3; `1e-3` could not.
    """
    number = _NUMBER.match(text, at)
    if number is None:
        return at
    at = number.end()
    match = _EXPONENT.match(text, at)
    if not match or text[at] in scope or join(units(text, at, COMMANDS)) in scope:
        return at
    if match[0][1] in "+-" and float(number[0]) != 1:
        raise Unreadable(
            f"`{match[0]}` could be a power of ten or e {match[0][1]} {match[0][2:]}: "
            f"write `*10^({match[0][1:]})` or put spaces around the sign.",
            at,
        )
    return match.end()


def tokens(text: str, scope: Mapping[str, str], numeral: Numeral = numeral) -> Iterator[Lexeme]:
    """The tokens of `text`, names looked up in `scope` (canonical -> declared), then `end`."""
    if len(text) > LONGEST:
        raise Unreadable(f"A formula has at most {LONGEST} characters; please shorten it.")
    at, tight, before = 0, False, ""
    while at < len(text):
        found, end = _next(text, at, scope, numeral, tight, before)
        yield from found
        at, tight, before = end, bool(found), found[-1].text if found else before
    yield Lexeme("end", "", len(text), tight)


def _next(
    text: str, at: int, scope: Mapping[str, str], numeral: Numeral, tight: bool, before: str
) -> tuple[list[Lexeme], int]:
    """The tokens of the next piece of text (a space gives none), and where it ends."""
    derivative = slope(text, at, scope, tight) if text[at] in "d∂\\" else None
    if derivative and (text[at:].startswith("\\frac") or before not in ("/", "^")):
        return derivative
    match = _TOKEN.match(text, at)
    if match and match.lastgroup == "iverson" and text[at] == "I" and "I" in scope:
        match = None
    if (match is None or match.lastgroup == "comma") and (end := numeral(text, at, scope)) > at:
        return [Lexeme("number", text[at:end], at, tight)], end
    if match is None:
        pieces = units(text, at, COMMANDS)
        if not pieces:
            raise _stranger(text, at)
        raised = bool(_RAISED.match(text, pieces[-1].end))
        return list(named(pieces, scope, tight, raised)), pieces[-1].end
    if match.lastgroup == "space":
        return [], match.end()
    if match.lastgroup == "raised":  # e⁻ᶻ is e^(-z)
        inner = tokens(match[0].translate(SUPERSCRIPTS), scope)
        moved = [token._replace(start=at + token.start) for token in inner][:-1]
        around = [Lexeme("operator", "^", at, tight), Lexeme("open", "(", at, True)]
        return [*around, *moved, Lexeme("close", ")", match.end() - 1, True)], match.end()
    return [_token(match, tight)], match.end()


def _token(match: re.Match[str], tight: bool) -> Lexeme:
    kind, start = match.lastgroup or "", match.start()
    text = match[kind].lstrip("\\")
    if kind in ("word", "compare"):
        text = _WORDS.get(text, text)
        return Lexeme(_KINDS.get(text, "operator"), text, start, tight)
    if kind == "root":
        return Lexeme("function", "sqrt", start, tight)
    if kind == "power":
        return Lexeme("power", text.translate(SUPERSCRIPTS), start, tight)
    if kind == "iverson":
        text = text[-1]
    return Lexeme(kind, "^" if text == "**" else text, start, tight)


def _stranger(text: str, at: int) -> Unreadable:
    """Advice about a character that no formula contains."""
    advice = {
        "=": "Give one formula, without an equals sign.",
        "∞": "Infinity is not a number here.",
        "\\": "This LaTeX command is not known here.",
        ".": "A decimal point needs a digit after it.",
        "ᵀ": "There are no transposes here: write products of numbers.",
    }
    shown = text[at] if text[at].isprintable() else f"U+{ord(text[at]):04X}"
    return Unreadable(advice.get(text[at], f"“{shown}” has no meaning here."), at)
