"""LaTeX to MathML that a strict content security policy shows, and that no formula can break.

The converter is native code: braces nested thousands deep end the whole process, and each bracket
left open doubles its time. So what it is given is bounded first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from markupsafe import Markup
from math_core import LatexError, LatexToMathML

LONGEST, DEEPEST, MOST_UNCLOSED = 2_000, 30, 8  # characters, nested groups, open brackets

_CONVERTER = LatexToMathML(fancy_error=False)
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}()\[\]]", re.DOTALL)
_GROUPS = {"{": 1, r"\begin": 1, r"\left": 1, "}": -1, r"\end": -1, r"\right": -1}
_FENCES = ("brace", "brack", "angle", "floor", "ceil", "vert", "Vert", "group", "moustache")
_BRACKETS = {"(": 1, "[": 1, r"\{": 1, ")": -1, "]": -1, r"\}": -1}
_BRACKETS |= {rf"\l{name}": 1 for name in _FENCES} | {rf"\r{name}": -1 for name in _FENCES}
_MACROS = {r"\def", r"\gdef", r"\edef", r"\let", r"\newcommand", r"\renewcommand"}
_MACROS |= {r"\providecommand", r"\DeclareMathOperator"}
_STYLE = re.compile(r' style="([^"]*)"')
_CLASSES = {
    "text-align:left": "left",
    "text-align:right": "right",
    "padding-left:0": "flush-left",
    "padding-right:0": "flush-right",
    "padding-left:1em": "apart",
    "border-right:0.05em solid currentcolor": "line-right",
    "border-left:0.05em solid currentcolor": "line-left",
    "border-top:0.05em solid currentcolor": "line-top",
    "border-bottom:0.05em solid currentcolor": "line-bottom",
    "margin-left:-0.16666667em": "closer",
}


class BadLatexError(ValueError):
    """A formula that cannot be shown; the message is advice to its author."""


def math(latex: str, display: bool = False) -> Markup:
    """The formula as MathML; as code where it cannot be read."""
    try:
        return convert(latex, display)
    except BadLatexError:
        return Markup(f'<code class="unread">{escape(latex)}</code>')


@lru_cache(maxsize=8192)
def convert(latex: str, display: bool = False) -> Markup:
    """The formula as MathML; `BadLatexError` where it cannot be read."""
    _bound(latex)
    try:
        mathml = _CONVERTER.convert_with_local_state(latex, displaystyle=display)
    except LatexError as error:
        raise BadLatexError(_advice(str(error))) from None
    mathml = mathml.replace("\u0332", "\u203e")  # \overline: the low line would not stretch
    return Markup(_STYLE.sub(_as_class, mathml))


def _bound(latex: str) -> None:
    if len(latex) > LONGEST:
        raise BadLatexError(f"The formula is over {LONGEST:,} characters long; split it.")
    groups = brackets = 0
    for token in _TOKEN.findall(latex):
        if token in _MACROS:
            raise BadLatexError(f"{token} cannot be used; write the formula out.")
        groups += _GROUPS.get(token, 0)
        brackets = max(0, brackets + _BRACKETS.get(token, 0))
        if max(groups, brackets) > DEEPEST:
            raise BadLatexError(f"The formula is nested over {DEEPEST} deep; simplify it.")
    if brackets > MOST_UNCLOSED:
        raise BadLatexError(f"{brackets} brackets are left open; close them.")


def _advice(error: str) -> str:
    """The converter says `12: Unknown command "\\foo".`, counting characters from 0."""
    at, _, what = error.partition(": ")
    return f"{what.rstrip('.')} (character {int(at) + 1})." if at.isdecimal() else error


def _as_class(found: re.Match[str]) -> str:
    """A class for each declaration we have a rule for; the policy forbids inline styles."""
    declarations = (re.sub(r":\s+", ":", part.strip()) for part in found[1].split(";"))
    classes = [_CLASSES[part] for part in declarations if part in _CLASSES]
    return f' class="{" ".join(classes)}"' if classes else ""
