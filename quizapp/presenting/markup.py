"""Converts Markdown with `$LaTeX$` to HTML that is safe for any input.

The Markdown reader accepts no HTML, formulas come only from the converter, and finally everything
passes a list of allowed tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from quizapp.storage import settings

from .grammar import oversized, reader
from .image_names import NAME, PLACE, in_words
from .latex_bounds import LONGEST as LONGEST_FORMULA
from .latex_bounds import BadLatexError
from .mathml import convert, math
from .number_table import tabled
from .prose import described

__all__ = ["inline", "latex_errors", "math", "render"]


def _words(text: str) -> set[str]:
    return set(text.split())


_TEXT_TAGS = _words("""
    a blockquote br code div em hr img li ol p pre s span strong table tbody td th thead tr ul
""")
_MATH_TAGS = _words("""
    math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow
    ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover
""")
_MATH_ATTRIBUTES = _words("""
    accent accentunder class columnalign columnspan depth displaystyle form height linethickness
    lspace mathvariant maxsize minsize movablelimits notation rowspan rspace scriptlevel separator
    stretchy symmetric voffset width
""")
MOST_QUOTED = 80  # characters of a wrong formula to quote
_LONG = 32  # characters at which an inline formula may be too wide for a narrow screen
_POINTS = re.compile(r"[.,;:?!)]+")
_BESIDE = re.compile(r"\\q?quad\b")
_ATTRIBUTES = dict.fromkeys(_MATH_TAGS, _MATH_ATTRIBUTES) | {
    "math": {"class", "display"},
    "div": {"class"},
    "span": {"class"},
    "code": {"class"},
    "a": {"href"},
    "img": {"src", "alt", "loading"},
    "ol": {"start"},
}


@lru_cache(maxsize=4096)
def render(text: str) -> Markup:
    """Markdown as HTML blocks; a text that is too long stays as it was typed."""
    return _as_typed(text) if oversized(text) else _clean(_READER.render(text))


@lru_cache(maxsize=4096)
def inline(text: str) -> Markup:
    """Markdown as HTML for the middle of a line: a label, an option, a cell."""
    return escape(text) if oversized(text) else _clean(_READER.renderInline(text.strip()))


def latex_errors(text: str) -> list[str]:
    """Advice on each wrong formula of a Markdown text; empty if there is none."""
    if too_much := oversized(text):
        return [too_much]
    return [trouble for token in _formulas(_READER.parse(text)) if (trouble := _trouble(token))]


def _as_typed(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text)


def _trouble(token: Token) -> str:
    try:
        convert(token.content, token.type != "math_inline")
    except BadLatexError as error:
        latex = token.content.strip()
        return f"${latex if len(latex) <= MOST_QUOTED else latex[:MOST_QUOTED] + '…'}$: {error}"
    return ""


def _formulas(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type.startswith("math_"):
            yield token
        yield from _formulas(token.children or ())


def _clean(html: str) -> Markup:
    tags, schemes = _TEXT_TAGS | _MATH_TAGS, {"http", "https", "mailto"}
    return Markup(nh3.clean(html, tags=tags, attributes=_ATTRIBUTES, url_schemes=schemes).strip())


def _math_inline(self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    latex = tokens[index].content
    typeset = str(math(latex))
    if len(latex) > _LONG:
        return f'<span class="long">{typeset}</span>'
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    points = _POINTS.match(after.content) if after else None
    if not after or not points:
        return typeset
    after.content = after.content[points.end() :]  # or a line could begin with the point
    return f'<span class="held">{typeset}{escape(points[0])}</span>'


def _row(latex: str) -> str:
    """Formulas set side by side, `a = 1,\\quad b = 2`, may wrap between them; many make a table."""
    if len(latex) > LONGEST_FORMULA:
        return str(math(latex, True))
    split = [piece for piece in map(str.strip, _BESIDE.split(latex)) if piece]
    pieces = [math(piece, True) for piece in tabled(split)]
    if any("<code" in piece for piece in pieces):  # cut inside a group: leave it whole
        return str(math(latex, True))
    return " ".join(pieces)


def _math_between(self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return f'<span class="formula">{_row(tokens[index].content)}</span>'


def _math_display(self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return f'<div class="formula">{_row(tokens[index].content)}</div>'


def _image(self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    name, words = str(tokens[index].attrs.get("src", "")), described(tokens[index])
    if not NAME.fullmatch(name):
        return escape(in_words(words))
    image = '<img src="{}" alt="{}" loading="lazy">'
    return Markup(image).format(settings.root() + PLACE + name, words)


def _table_open(self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return '<div class="scroll"><table>'


def _table_close(self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return "</table></div>"


def _reader() -> MarkdownIt:
    found = reader()
    rules: Mapping[str, Any] = {
        "math_inline": _math_inline,
        "math_inline_double": _math_between,
        "math_block": _math_display,
        "image": _image,
        "table_open": _table_open,
        "table_close": _table_close,
    }
    for name, rule in rules.items():
        found.add_render_rule(name, rule)
    return found


_READER = _reader()
