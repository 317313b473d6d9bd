"""Finds Markdown, HTML and LaTeX that our pages would show as source, or not at all.

A reader that knows more than the pages' own reads the text again, and what only it understands is
reported, with what to write instead. Code and formulas are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from quizapp.presenting.image_names import NAME

Lost = tuple[str, str]  # what would be lost, what to write instead

_SCHEMES = {"http", "https", "mailto"}
_FORMULA = "Write formulas as $x$, or as $$x$$ on a line of their own."
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)\s*(?:/?>|[^<>]*=)|<[!?]")
_HTML = (
    "a abbr address article aside audio b big blockquote body br button canvas caption center cite "
    "code col dd del details div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 "
    "h6 head header hr html i iframe img input ins kbd label li link main map mark math meta nav "
    "object ol option p pre q s samp script section select small source span strike strong style "
    "sub summary sup svg table tbody td textarea tfoot th thead title tr track tt u ul "
    "var video"
)
_TAGS = frozenset(_HTML.split())
_INSTEAD = {
    "sub": "Write $x_2$ for an index.",
    "sup": "Write $x^2$ for a power.",
    "br": "End the line with a backslash, or leave a line empty.",
    "b": "Write **bold**.",
    "strong": "Write **bold**.",
    "i": "Write *italic*.",
    "em": "Write *italic*.",
    "code": "Write `code`.",
    "pre": "Write code between ``` and ```.",
    "img": "Add an image in the editor, or by `quizapp bank image`.",
    "a": "Write [words](https://…).",
}
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_MARKED = re.compile(r"==[^=\s][^=]*==|(?<!~)~[^~\s]+~(?!~)|\^[^^\s]+\^")
_TASK = re.compile(r"\[[ xX]\]\s")
_BLOCKS = {
    "bullet_list_open": "A list",
    "ordered_list_open": "A list",
    "table_open": "A table",
    "fence": "A block of code",
    "code_block": "A block of code",
    "blockquote_open": "A quotation",
    "hr": "A rule",
}


def lost(text: str, one_line: bool = False) -> Iterator[Lost]:
    """What would not be shown; `one_line` if the text has no room for blocks."""
    tokens = _reader().parse(text)
    for token in tokens:
        if token.type == "heading_open":
            advice = "Write **words** on a line of their own."
            if token.markup in "=-":
                advice = f"Leave a line empty above the {token.markup * 3}, or remove it."
            yield f"A heading cannot be shown: {_quoted(_line(text, token))}.", advice
        elif token.type == "html_block":
            yield from _html(token.content)
        elif token.type == "fence" and token.info.strip() == "math":
            yield "A block of code would show this formula as it is typed.", _FORMULA
        elif one_line and token.type in _BLOCKS:
            what = f"{_BLOCKS[token.type]} cannot be shown here."
            yield what, "Write one paragraph, with `code` and $formulas$ in it."
        yield from _inline(token.children or ())
    paragraphs = sum(token.type == "paragraph_open" for token in tokens)
    if one_line and paragraphs > 1 and not any(token.type in _BLOCKS for token in tokens):
        yield "Only one paragraph can be shown here.", "Remove the empty line."


def _inline(tokens: Sequence[Token]) -> Iterator[Lost]:
    escapes = [token.markup for token in tokens if token.type == "text_special"]
    if r"\(" in escapes or {r"\[", r"\]"} <= set(escapes):
        yield r"\( … \) and \[ … \] make no formula here.", _FORMULA
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        following = after.content if after and after.type == "text" else ""
        if token.type == "image":
            yield from _image(token)
        elif token.type == "html_inline":
            yield from _html(token.content)
        elif token.type == "link_open":
            yield from _link(token, following)
        elif token.type == "text_special" and token.content[1:2].isalpha():
            command = token.content + following[: _letters(following)]
            what = f"{command} is outside a formula and would be shown as it is."
            yield what, f"{_FORMULA} Write code between backticks: `{command}`."
        elif token.type == "text":
            yield from _words(token.content)


def _image(token: Token) -> Iterator[Lost]:
    address = str(token.attrs.get("src", ""))
    if not NAME.fullmatch(address):
        what = f"An image from {_quoted(address)} cannot be shown."
        yield what, "Add it in the editor, or by `quizapp bank image`."
    elif not token.content.strip():
        what = "An image has no description for those who cannot see it."
        yield what, f"Say what it shows: ![a curve that rises from 0 to 1]({address})."
    elif token.attrs.get("title"):
        yield "The title of an image is not shown.", "Say it in the text."


def _letters(text: str) -> int:
    """How many of the text's first characters are letters."""
    return next((at for at, sign in enumerate(text) if not sign.isalpha()), len(text))


def _words(text: str) -> Iterator[Lost]:
    if found := _FOOTNOTE.search(text):
        yield f"A footnote cannot be shown: {found[0]}.", "Say it in the text, in brackets."
    if found := _MARKED.search(text):
        what = f"This would be shown as it is: {_quoted(found[0])}."
        yield what, "Write $x_2$, $x^2$ or **bold**, and code between backticks."
    if _TASK.match(text):
        yield f"A box to tick cannot be shown: {_quoted(text)}.", "Leave the brackets out."


def _html(content: str) -> Iterator[Lost]:
    found = _TAG.match(content.strip())
    name = (found[1] or "").lower() if found else ""
    if found and (not name or name in _TAGS):
        shown = f"<{name}>" if name else _quoted(content)
        advice = _INSTEAD.get(name, "Write Markdown instead of HTML.")
        yield f"An HTML tag would be shown as it is: {shown}.", advice


def _link(token: Token, words: str) -> Iterator[Lost]:
    address = str(token.attrs.get("href", ""))
    if words.startswith("^"):
        yield f"A footnote cannot be shown: [{words}].", "Say it in the text, in brackets."
    elif address.partition(":")[0].lower() not in _SCHEMES:
        yield f"A link to {_quoted(address)} doesn't work.", "Link to https://…, or leave it out."
    elif title := token.attrs.get("title"):
        yield f"The title of a link is not shown: {_quoted(str(title))}.", "Say it in the text."


def _quoted(text: str) -> str:
    first = text.strip().split("\n")[0]
    return f"“{first[:40]}{'…' if len(first) > 40 else ''}”"


def _line(text: str, token: Token) -> str:
    return text.split("\n")[(token.map or [0])[0]]


def _any_link(url: str) -> bool:
    return True


@cache
def _reader() -> MarkdownIt:
    """A reader that knows more than the pages' own, but finds the same formulas."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader.disable("text_join")  # keeps escapes separate from the text around them
    reader.validateLink = _any_link  # type: ignore[method-assign]
    return reader.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_blank_lines=False,
        double_inline=True,
    )
