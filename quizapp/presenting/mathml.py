"""Converts LaTeX to MathML that works with a strict content security policy.

The converter is native code that can hang or crash, so `latex_bounds` checks formulas first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from markupsafe import Markup
from math_core import LatexError, LatexToMathML

from .latex_bounds import BadLatexError, bound

_CONVERTER = LatexToMathML(fancy_error=False)
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


def math(latex: str, display: bool = False) -> Markup:
    """The formula as MathML, or as code if it cannot be read."""
    try:
        return convert(latex, display)
    except BadLatexError:
        return Markup(f'<code class="unread">{escape(latex)}</code>')


@lru_cache(maxsize=8192)
def convert(latex: str, display: bool = False) -> Markup:
    """The formula as MathML; `BadLatexError` if it cannot be read."""
    bound(latex)
    try:
        mathml = _CONVERTER.convert_with_local_state(latex, displaystyle=display)
    except LatexError as error:
        raise BadLatexError(_advice(str(error))) from None
    mathml = mathml.replace("\u0332", "\u203e")  # \overline: the low line would not stretch
    return Markup(_STYLE.sub(_as_class, mathml))


def _advice(error: str) -> str:
    """The converter says `12: Unknown command "\\foo".`, counting characters from 0."""
    at, _, what = error.partition(": ")
    return f"{what.rstrip('.')} (character {int(at) + 1})." if at.isdecimal() else error


def _as_class(found: re.Match[str]) -> str:
    """Classes instead of inline styles, which the policy forbids."""
    declarations = (re.sub(r":\s+", ":", part.strip()) for part in found[1].split(";"))
    classes = [_CLASSES[part] for part in declarations if part in _CLASSES]
    return f' class="{" ".join(classes)}"' if classes else ""
