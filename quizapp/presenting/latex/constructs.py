"""LaTeX commands that take arguments, each as a function of the reader; `READ` names them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

from . import symbols
from .atoms import Atom, atom, bracketed, fraction, join, scripted
from .box import Box, fence
from .environments import layout

if TYPE_CHECKING:
    from .reader import LatexReader

_PLAIN = {"mathbf", "boldsymbol", "bm", "mathit", "mathsf", "mathtt", "mathnormal", "mathfrak",
          "mathbin", "mathrel", "mathop", "mathord"}  # fmt: skip
_WORDS = {"text", "textrm", "textbf", "textit", "texttt", "mbox", "mathrm", "operatorname",
          "operatorname*", "textsf", "emph"}  # fmt: skip


def _fraction(reader: LatexReader, name: str) -> Atom:
    return fraction(reader.argument(), reader.argument())


def _binomial(reader: LatexReader, name: str) -> Atom:
    above, below = join(reader.argument()), join(reader.argument())
    return Atom("group", bracketed(above + Box((" choose ",)) + below))


def _root(reader: LatexReader, name: str) -> Atom:
    degree = reader.raw("[", "]")
    inner = reader.argument()
    sign = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(degree)
    sign = sign or "".join(symbols.RAISED.get(c, c) for c in degree) + "√"
    body, one = join(inner), len(inner) == 1 and inner[0].kind != "frac"
    return Atom("ord", Box((sign,)) + (body if one else bracketed(body)))


def _word(reader: LatexReader, name: str) -> Atom:
    text = reader.raw()
    if "$" in text:
        pieces = text.split("$")
        text = "".join(reader.nested(piece) if i % 2 else piece for i, piece in enumerate(pieces))
    text = re.sub(r"\\([#$%&_{} ])", r"\1", text)
    function = name.startswith(("mathrm", "operatorname")) and len(text) > 1
    return atom("op" if function else "ord", text, word=len(text) > 1)


def _plain(reader: LatexReader, name: str) -> Atom:
    inner = reader.argument()
    return inner[0] if len(inner) == 1 else Atom("ord", join(inner))


def _braced(reader: LatexReader, name: str) -> Atom:
    """A brace with its label behind: ∂E/∂w [through z]."""
    atoms = reader.argument()
    inner = join(atoms)
    if reader.peek() != ("_" if name == "underbrace" else "^"):
        return atoms[0] if len(atoms) == 1 else Atom("ord", inner)
    reader.next()
    label = join(reader.argument())
    inner = inner if len(atoms) == 1 else bracketed(inner)
    return Atom("name", inner + Box((" [",)) + label + Box(("]",)))


def _letters(table: dict[str, str]) -> Callable[[LatexReader, str], Atom]:
    def read(reader: LatexReader, name: str) -> Atom:
        return atom("ord", "".join(table.get(letter, letter) for letter in reader.raw()))

    return read


def _accent(reader: LatexReader, name: str) -> Atom:
    text = join(reader.argument(), tight=True).lines[0]
    mark = symbols.ACCENTS[name]
    marked = "".join(c + mark for c in text) if "line" in name else text[:1] + mark + text[1:]
    return atom("ord", unicodedata.normalize("NFC", marked))


def _delimiter(reader: LatexReader) -> str:
    name = reader.next()
    name = name if name == "\\|" or len(name) == 1 else name[1:]
    for table in (symbols.OPEN, symbols.CLOSE, symbols.UPRIGHT):
        if name in table:
            return table[name]
    return "" if name == "." else name


def _left(reader: LatexReader, name: str) -> Atom:
    opening = _delimiter(reader)
    inner = join(reader.atoms(("\\right",)))
    reader.next()
    closing = _delimiter(reader)
    if inner.width and inner.flat and not opening and closing == "|":
        return Atom("ord", bracketed(inner) + Box(("|",)))
    whole = fence(opening, inner) + inner + fence(closing, inner)
    return Atom("group" if opening else "ord", whole)


def _environment(reader: LatexReader, name: str) -> Atom:
    kind = reader.raw().rstrip("*")
    if kind in ("array", "alignedat"):
        reader.raw()
    rows: list[list[Box]] = [[]]
    while True:
        rows[-1].append(join(reader.atoms(("&", "\\\\", "\\end"))))
        stop = reader.next()
        if stop == "\\\\":
            reader.raw("[", "]")
            rows.append([])
        elif stop != "&":
            break
    reader.raw()
    rows = [row for row in rows if any(cell.width for cell in row)] or [[Box()]]
    return Atom("ord", layout(kind, rows, reader.flat))


def _over(reader: LatexReader, name: str) -> Atom:
    above, base = reader.argument(), reader.argument()
    return scripted(Atom("rel", join(base)), above, ())


def _skip_colour(reader: LatexReader, name: str) -> Atom:
    reader.raw()
    return _plain(reader, name) if name == "textcolor" else atom("space", "")


def _boxed(reader: LatexReader, name: str) -> Atom:
    inner = join(reader.argument())
    return Atom("ord", fence("[", inner) + inner + fence("]", inner))


READ: dict[str, Callable[[LatexReader, str], Atom]] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), _fraction),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), _binomial),
    **dict.fromkeys(_WORDS, _word),
    **dict.fromkeys(_PLAIN, _plain),
    **dict.fromkeys(symbols.ACCENTS, _accent),
    **dict.fromkeys(("overset", "stackrel"), _over),
    **dict.fromkeys(("color", "textcolor"), _skip_colour),
    "mathbb": _letters(symbols.DOUBLE_STRUCK),
    "mathcal": _letters(symbols.SCRIPT),
    "mathscr": _letters(symbols.SCRIPT),
    "sqrt": _root,
    "left": _left,
    "begin": _environment,
    "boxed": _boxed,
    "underbrace": _braced,
    "overbrace": _braced,
}
