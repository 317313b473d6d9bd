"""Markdown with LaTeX, rendered as coloured lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from ..presenting.grammar import grouped, oversized, reader
from ..presenting.latex import pad, width
from ..presenting.prose import plain, roles_of, run, runs_of
from ..presenting.runs import Run, painted, wrap
from .display import display
from .style import Paint, clean

if TYPE_CHECKING:
    from markdown_it.token import Token

Inner = Sequence["Token"]


def render(source: str, columns: int, paint: Paint) -> list[str]:
    """The Markdown as lines of at most `columns` columns (formulas may be wider)."""
    source = clean(source).expandtabs(4)
    if oversized(source):
        return [_line for typed in source.split("\n") for _line in _plainly(typed, columns, paint)]
    return _blocks(reader().parse(source), columns, paint)


def _plainly(typed: str, columns: int, paint: Paint) -> list[str]:
    return [painted(line, paint) for line in wrap([(typed, "")], columns)]


def _blocks(tokens: Inner, columns: int, paint: Paint, tight: bool = False) -> list[str]:
    """The blocks with empty lines between them, except before a list that follows directly."""
    out: list[str] = []
    end = -1
    for token, inner in grouped(tokens):
        block = _SHOWN[token.type](token, inner, columns, paint)
        first, last = token.map or (end, end)
        if out and not (tight or (token.type.endswith("_list_open") and first == end)):
            out.append("")
        out.extend(block)
        end = last
    return out


def _paragraph(token: Token, inner: Inner, columns: int, paint: Paint) -> list[str]:
    return _lines(inner[0].children or (), columns, paint)


def _lines(tokens: Iterable[Token], columns: int, paint: Paint) -> list[str]:
    """Wrapped text, with formulas between `$$` on separate lines."""
    out: list[str] = []
    piece: list[Run] = []

    def settle() -> None:
        if plain(piece).strip(" .,;"):
            out.extend(painted(line, paint) for line in wrap(piece, columns))
        piece.clear()

    for token, role in roles_of(tokens):
        if token.type == "math_inline_double":
            settle()
            out.extend(["", *display(token.content, columns), ""])
        elif token.type == "hardbreak":
            settle()
        else:
            piece.append(run(token, role))
    settle()
    return out


def _list(token: Token, inner: Inner, columns: int, paint: Paint) -> list[str]:
    out: list[str] = []
    tight = any(each.hidden for each in inner if each.level == token.level + 2)
    for item, content in grouped(inner):
        mark = f"{item.info}. " if item.info else "• "
        body = _blocks(content, columns - len(mark), paint) or [""]
        if out and not tight:
            out.append("")
        out.extend((" " * len(mark) if i else mark) + line for i, line in enumerate(body))
    return out


def _quote(token: Token, inner: Inner, columns: int, paint: Paint) -> list[str]:
    return ["│ " + line for line in _blocks(inner, columns - 2, paint)]


def _code(token: Token, inner: Inner, columns: int, paint: Paint) -> list[str]:
    return ["    " + paint("code", line) for line in token.content.removesuffix("\n").split("\n")]


def _displayed(token: Token, inner: Inner, columns: int, paint: Paint) -> list[str]:
    return display(token.content, columns)


def _rule(token: Token, inner: Inner, columns: int, paint: Paint) -> list[str]:
    return [paint("dim", "─" * columns)]


def _table(token: Token, inner: Inner, columns: int, paint: Paint) -> list[str]:
    rows: list[list[str]] = []
    for each in inner:
        if each.type == "tr_open":
            rows.append([])
        elif each.type == "inline":
            rows[-1].append(plain(runs_of(each.children or ())).strip("\u00a0 "))
    count = max(map(len, rows))
    widths = [max(width(row[i]) for row in rows if i < len(row)) for i in range(count)]
    if sum(widths) + 3 * (count - 1) > columns:  # too wide: make each row a paragraph
        return [line for row in rows for line in _plainly(" — ".join(row), columns, paint)]
    body = ["   ".join(pad(cell, widths[i]) for i, cell in enumerate(row)).rstrip() for row in rows]
    body = [line.replace("\u00a0", " ") for line in body]
    return [paint("strong", body[0]), "─" * (sum(widths) + 3 * (count - 1)), *body[1:]]


_SHOWN: dict[str, Callable[[Token, Inner, int, Paint], list[str]]] = {
    "paragraph_open": _paragraph,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "blockquote_open": _quote,
    "table_open": _table,
    "fence": _code,
    "code_block": _code,
    "math_block": _displayed,
    "hr": _rule,
}
