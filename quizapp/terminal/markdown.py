"""Markdown with LaTeX to lines of text: the part of Markdown that questions are written in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..presenting.latex.box import pad, width
from ..presenting.prose import runs, text
from ..presenting.runs import painted, wrap
from .display import display
from .style import Paint, clean

_ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)])\s+")
_BLOCK = re.compile(r" {0,3}(#{1,6} |```|~~~|>|\$\$|\|)| *([-*+]|\d{1,9}[.)])\s")


def render(source: str, columns: int, paint: Paint) -> list[str]:
    """The Markdown as lines of at most that many columns (pictures of formulas apart)."""
    return _blocks(clean(source).expandtabs(4).split("\n"), columns, paint)


def _blocks(lines: list[str], columns: int, paint: Paint) -> list[str]:
    out: list[str] = []
    tight = True
    while lines:
        if not lines[0].strip():
            lines = lines[1:]
            tight = False
            continue
        take, block = _block(lines, columns, paint)
        listed = _ITEM.match(lines[0]) and tight
        if out and not listed:
            out.append("")
        out.extend(block)
        lines = lines[take:]
        tight = True
    return out


def _block(lines: list[str], columns: int, paint: Paint) -> tuple[int, list[str]]:
    """How many lines the first block takes, and what it looks like."""
    first = lines[0].strip()
    if first[:3] in ("```", "~~~"):
        take = _until(lines, lambda line: line.strip().startswith(first[:3]), 1) + 1
        return take, ["    " + paint("code", line) for line in lines[1 : take - 1]]
    if first.startswith("$$"):
        return _displayed(lines, columns)
    if heading := re.match(r"(#{1,6}) +(.*)", first):
        level = [(piece, "strong") for piece, _ in runs(heading[2])]
        return 1, [painted(line, paint) for line in wrap(level, columns)]
    if first.startswith(">"):
        take = _until(lines, lambda line: not line.strip().startswith(">"), 1)
        inner = [re.sub(r"^ *> ?", "", line) for line in lines[:take]]
        return take, ["│ " + line for line in _blocks(inner, columns - 2, paint)]
    if item := _ITEM.match(lines[0]):
        return _listed(lines, item, columns, paint)
    if "|" in first and len(lines) > 1 and re.fullmatch(r"[\s|:-]*-[\s|:-]*", lines[1]):
        take = _until(lines, lambda line: "|" not in line, 2)
        return take, _table([lines[0], *lines[2:take]], columns, paint)
    take = _until(lines, lambda line: not line.strip() or bool(_BLOCK.match(line)), 1)
    return take, _paragraph("\n".join(line.strip() for line in lines[:take]), columns, paint)


def _until(lines: list[str], ends: Callable[[str], bool], start: int) -> int:
    """The index of the first line from `start` on that ends the block."""
    return next((i for i in range(start, len(lines)) if ends(lines[i])), len(lines))


def _displayed(lines: list[str], columns: int) -> tuple[int, list[str]]:
    for take in range(1, len(lines) + 1):
        source = "\n".join(lines[:take]).strip()
        if len(source) > 3 and (end := source.find("$$", 2)) >= 0:
            rest = source[end + 2 :].strip(" .,;")
            return take, display(source[2:end], columns) + ([rest] if rest else [])
    return len(lines), display(source.strip("$"), columns)


def _listed(
    lines: list[str], item: re.Match[str], columns: int, paint: Paint
) -> tuple[int, list[str]]:
    indent = len(item[1])

    def ends(line: str) -> bool:
        other = _ITEM.match(line)
        deeper = len(line) - len(line.lstrip()) > indent
        return bool(other and len(other[1]) <= indent) or (not line.strip() and not deeper)

    take = _until(lines, ends, 1)
    inner = [lines[0][item.end() :]]
    inner += [line[min(item.end(), _lead(line)) :] for line in lines[1:take]]
    mark = "• " if item[2] in "-*+" else f"{item[2]} "
    body = _blocks(inner, columns - len(mark), paint)
    return take, [(" " * len(mark) if i else mark) + line for i, line in enumerate(body)]


def _lead(line: str) -> int:
    return len(line) - len(line.lstrip())


def _paragraph(source: str, columns: int, paint: Paint) -> list[str]:
    out: list[str] = []
    for i, piece in enumerate(source.split("$$")):
        if i % 2:
            out.extend(["", *display(piece, columns), ""])
        elif piece.strip(" .,;\n"):
            out.extend(painted(line, paint) for line in wrap(runs(piece), columns))
    return out


def _table(lines: list[str], columns: int, paint: Paint) -> list[str]:
    rows = [[text(cell).strip("\u00a0 ") for cell in _cells(line)] for line in lines]
    count = max(map(len, rows))
    widths = [max(width(row[i]) for row in rows if i < len(row)) for i in range(count)]
    if sum(widths) + 3 * (count - 1) > columns:  # too wide for columns: one row, one paragraph
        return [line for row in rows for line in _paragraph(" — ".join(row), columns, paint)]
    body = ["   ".join(pad(cell, widths[i]) for i, cell in enumerate(row)).rstrip() for row in rows]
    body = [line.replace("\u00a0", " ") for line in body]
    return [paint("strong", body[0]), "─" * (sum(widths) + 3 * (count - 1)), *body[1:]]


def _cells(line: str) -> Iterator[str]:
    """The cells of a table row; bars inside formulas and code do not divide."""
    guarded = re.sub(r"(\$[^$]*\$|`[^`]*`)", lambda m: m[0].replace("|", "\0"), line)
    for cell in guarded.strip().strip("|").replace("\\|", "\0").split("|"):
        yield cell.replace("\0", "|")
