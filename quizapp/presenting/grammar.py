"""The Markdown grammar, shared by all doors; its library is imported on first use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

# A Markdown reader may take time quadratic in a text's length, and fills up the rows of a table.
LONGEST, MOST_CELLS = 10_000, 4_000


@lru_cache(maxsize=1)
def reader() -> MarkdownIt:
    """A reader of CommonMark with tables, strikethrough, double quotes as “ ” and `$LaTeX$`."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    quotes = {"typographer": True, "quotes": "“”''"}  # apostrophes are straight, as on every page
    found = MarkdownIt("commonmark", {"html": False, **quotes})
    found.enable(["table", "strikethrough", "smartquotes"])
    found.core.ruler.push("straight_apostrophes", _straighten)
    # Headings belong to the page. Images are shown only if they are in the bank.
    found.disable(["heading", "lheading", "html_block", "html_inline"])
    return found.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,  # "$5 and $6" is money
        allow_blank_lines=False,
        double_inline=True,
    )


def _straighten(state: StateCore) -> None:
    for token in state.tokens:
        for piece in token.children or ():
            if piece.type == "text":
                piece.content = piece.content.replace("’", "'")


def oversized(text: str) -> str:
    """Why a text is too large to be read as Markdown; "" if it is not."""
    if len(text) > LONGEST:
        return f"This is over {LONGEST:,} characters long; shorten it."
    widest = max((line.count("|") for line in text.split("\n")), default=0)
    if widest * (text.count("\n") + 1) > MOST_CELLS:
        return f"This could be a table of over {MOST_CELLS:,} cells; make it smaller."
    return ""


def within_line(source: str) -> Sequence[Token]:
    """The tokens of a text for the middle of a line."""
    return reader().parseInline(source)[0].children or ()


def grouped(tokens: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """Every outermost token, with the tokens inside it."""
    start = 0
    while start < len(tokens):
        first, end = tokens[start], start
        while first.nesting == 1 and tokens[end].nesting * (tokens[end].level == first.level) >= 0:
            end += 1
        yield first, tokens[start + 1 : end]
        start = end + 1
