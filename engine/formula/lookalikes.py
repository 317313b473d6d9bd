"""Characters that look alike are read alike, wherever something is typed.

`unified` writes them one way, `bare` takes off what people put around a formula, and
`pointing_into` leads complaints back to the place in what was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate

from ..errors import Unreadable

_ALIKE = {
    "-": "‐‑‒–—―−﹘﹣⁃˗➖", "+": "﹢➕", "*": "×·⋅∙•∗⊙∘✕✖⨉", "/": "÷∕⁄", "|": "∣❘│", "'": "′ʹʼ",
    "=": "﹦", "≥": "⩾", "≤": "⩽", "%": "﹪٪", ".": "٫。｡", "e": "ℯⅇ", "h": "ℎ", "l": "ℓ",
}  # fmt: skip
# zero width: spaces, joiners, byte order marks, marks of direction, soft hyphens, variants
_UNSEEN = (
    0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
    *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF,
)  # fmt: skip
_ZEROS = (0x660, 0x6F0)  # Arabic-Indic and Persian digits

TABLE = {ord(sign): plain for plain, signs in _ALIKE.items() for sign in signs}
TABLE |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full width
TABLE |= {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}
TABLE |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x1D400, 0x1D800)}
TABLE |= dict.fromkeys(_UNSEEN, "")

_SAYS = re.compile(
    r":=|=(?!=)|≈|≃|←|\A\s*~|\\(?:approx|gets|leftarrow)(?![A-Za-z])|(?<=\s)<-(?=\s)"
)
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏͰ-ϿḀ-ỿµ∇"
_REST = rf"[\s{_LETTER}∂0-9_₀-₉⁰¹²³⁴-⁹⁽⁾'’{{}}\[\](),\\^\u0302-\u0305"
_NAME = re.compile(rf"\s*(?:[{_LETTER}∂\\]{_REST}.]*(?:/\s*(?:d|∂|\\partial){_REST}]*)?)?")
MOST_LABELS = 3  # y = a = …
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
_AROUND = "`$ \t\r\n\u00a0\u2009\u202f"


def unified(text: str) -> str:
    """`text` with every character written as what it looks like; what has no width is gone."""
    return text if text.isascii() else text.translate(TABLE)


def bare(text: str, label: bool = True) -> str:
    """`text` without a full stop or backticks around it, nor a `label` such as `w =` before it.

    A raised minus sign in front is a minus sign. Characters removed in front become spaces, so
    that indices stay valid.
    """
    for _ in range(MOST_LABELS * label):
        said = _SAYS.search(text)
        if said is None or not _is_name(text[: said.start()].lstrip(_AROUND)):
            break
        text = " " * said.end() + text[said.end() :]
    text = text.rstrip(_AROUND)
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1].rstrip(_AROUND)
    begin = len(text) - len(text.lstrip(_AROUND))
    text = " " * begin + text[begin:]
    return f"{text[:begin]}-{text[begin + 1 :]}" if text[begin : begin + 1] == "⁻" else text


@contextmanager
def pointing_into(typed: str) -> Iterator[None]:
    """What cannot be read in the unified text, told with its place in what was typed."""
    try:
        yield
    except Unreadable as trouble:
        at = None if trouble.at is None else place(typed, trouble.at)
        raise Unreadable(str(trouble), at) from None


def place(typed: str, at: int) -> int:
    """Where in `typed` the character stands that is at `at` in its unified text."""
    if typed.isascii():
        return at
    ends = accumulate(len(unified(character)) for character in typed)
    return next((index for index, end in enumerate(ends) if end > at), len(typed))


def _is_name(text: str) -> bool:
    """Whether this may stand before an equals sign to say what follows; nothing may, too."""
    whole = all(text.count(opening) == text.count(closing) for opening, closing in _BRACKETS)
    return whole and _NAME.fullmatch(text) is not None
