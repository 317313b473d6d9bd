r"""Our Markdown as the HTML that other programs show: formulas become \( … \) and \[ … \]."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import escape

from quizapp.presenting.grammar import reader

IMAGE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")


@lru_cache(maxsize=2048)
def to_html(text: str) -> str:
    """Markdown as HTML blocks; one paragraph alone stays without its tags."""
    html = str(_renderer().render(text).strip())
    alone = html.startswith("<p>") and html.find("</p>") == len(html) - 4
    return html[3:-4] if alone else html


def blocks(texts: Iterable[str]) -> str:
    """Several Markdown texts, one below the other."""
    return "\n".join(f"<p>{html}</p>" if not html.startswith("<") else html
                     for html in map(to_html, filter(str.strip, texts)))  # fmt: skip


def same_text(one: str, other: str) -> bool:
    """Whether two Markdown texts say and show the same."""
    return one == other or " ".join(to_html(one).split()) == " ".join(to_html(other).split())


@lru_cache(maxsize=1)
def _renderer() -> MarkdownIt:
    made = reader.__wrapped__().enable(["image"])  # a reader of its own, with rules of its own
    made.options["typographer"] = False  # quotes come back as they were
    for name in ("math_inline", "math_inline_double", "math_block"):
        made.add_render_rule(name, _math)
    return made


def _math(self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    latex, inline = escape(tokens[index].content.strip()), tokens[index].type == "math_inline"
    return rf"\({latex}\)" if inline else rf"\[{latex}\]"
