"""Finds characters that no author meant, such as those that TOML makes of LaTeX in basic strings.

`"$2\\times 3$"` is read as a TAB and `imes`; `"\\frac"` as a form feed and `rac`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.presenting.latex_commands import KNOWN

_BASIC = re.compile(r"\\(?:([btnfre])([A-Za-z]*)|[uU]([0-9A-Fa-f]{4,8})|.)", re.DOTALL)
_NAMES = {"b": "backspace", "t": "TAB", "n": "line end", "f": "form feed", "r": "carriage return"}
_NAMES["e"] = "escape character"
_SPACED = re.compile(r"\$[^$]*\$")
# Controls, and what has no width or turns the text around it: options differ by them unseen.
_STRAY = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u2060\u202d\u202e\ud800-\udfff\ufeff\ufffd]"
)
ADVICE = "Put the text between ''' to keep its backslashes."


def spoiled(raw: str, value: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a TOML string, given as written and as read, and what to do."""
    if raw.startswith('"'):
        for found in _BASIC.finditer(raw):
            letter = found[1]
            if letter and (letter != "n" or _meant_as_latex(raw, found)):
                yield f"`\\{letter}` in “{found[0][:20]}” became a {_NAMES[letter]}.", ADVICE
                return
    if stray := _STRAY.search(value):
        yield invisible(stray[0])


def invisible(character: str) -> tuple[str, str]:
    """The problem of an invisible character, and what to do."""
    return f"There is an invisible character, U+{ord(character):04X}.", "Remove it."


def _meant_as_latex(raw: str, found: re.Match[str]) -> bool:
    """Whether `\\n` begins a command, such as `\\neq`, or is inside a formula."""
    if f"n{found[2]}" in KNOWN:
        return True
    return any(span.start() < found.start() < span.end() for span in _SPACED.finditer(raw))
