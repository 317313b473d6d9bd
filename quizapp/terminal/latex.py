"""LaTeX to Unicode text that reads well: `∂E/∂W⁽¹⁾₁₂`, `σ(z)(1 − σ(z))`, matrices in brackets.

Nothing raises: an unknown command shows its name, nesting that is too deep shows its source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from . import symbols
from .atoms import Atom, atom, bracketed, fraction, join, scripted
from .box import Box, fence, grid

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\d+(?:\.\d+)?|\s+|.", re.DOTALL)
_DEEPEST, _LONGEST = 40, 20_000
_STYLES = {"displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "hline", "middle",
           "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr",
           "Biggl", "Biggr", "nonumber", "mathstrut", "strut"}  # fmt: skip
_PLAIN = {"mathbf", "boldsymbol", "bm", "mathit", "mathsf", "mathtt", "mathnormal", "mathfrak",
          "mathbin", "mathrel", "mathop", "mathord", "underbrace", "overbrace"}  # fmt: skip
_WORDS = {"text", "textrm", "textbf", "textit", "texttt", "mbox", "mathrm", "operatorname",
          "operatorname*", "textsf", "emph"}  # fmt: skip
_MATRICES = {"matrix": "  ", "smallmatrix": "  ", "bmatrix": "[]", "pmatrix": "()",
             "vmatrix": "||", "Vmatrix": "‖‖", "Bmatrix": "{}"}  # fmt: skip


class _TooDeep(ValueError):
    """Braces nested deeper than any formula a person would read."""


def box(latex: str, flat: bool = False) -> Box:
    """The formula as a box; `flat` keeps matrices and cases on one line."""
    try:
        return join(_Reader(latex[:_LONGEST], flat).atoms(()))
    except _TooDeep:
        return Box((" ".join(latex[:_LONGEST].split()),))


def inline(latex: str) -> str:
    """The formula on one line."""
    return box(latex, flat=True).lines[0].strip()


class _Reader:
    """Reads tokens into atoms by recursive descent."""

    def __init__(self, latex: str, flat: bool, depth: int = 0) -> None:
        self.tokens = _TOKEN.findall(latex)
        self.at = 0
        self.flat = flat
        self.depth = depth

    def peek(self) -> str:
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def atoms(self, stops: tuple[str, ...]) -> list[Atom]:
        """Atoms up to one of the stops, which is left unread, or the end."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _TooDeep
        found: list[Atom] = []
        while (token := self.peek()) and token not in stops:
            if token in ("^", "_", "'"):
                base = found.pop() if found else atom("ord", "")
            else:
                base = self.one()
            found.append(self.with_scripts(base))
        self.depth -= 1
        return found

    def with_scripts(self, base: Atom) -> Atom:
        above: list[Atom] = []
        below: list[Atom] = []
        while (token := self.peek()) in ("^", "_", "'"):
            self.at += 1
            if token == "'":
                above.append(atom("ord", "′"))
            else:
                (above if token == "^" else below).extend(self.argument())
        return scripted(base, above, below) if above or below else base

    def argument(self) -> list[Atom]:
        """A group in braces, or the one token that stands for it."""
        if self.peek() != "{":
            token = self.peek()
            if token[:1].isdigit():  # TeX takes one digit: x^23 is x²3
                self.tokens[self.at : self.at + 1] = list(token)
            return [self.one()] if token not in ("", "}") else []
        self.at += 1
        found = self.atoms(("}",))
        self.at += 1
        return found

    def raw(self, opening: str = "{", closing: str = "}") -> str:
        """The source of a group, spaces kept."""
        if self.peek() != opening:
            return self.next() if opening == "{" else ""
        self.at += 1
        start, depth = self.at, 1
        while self.at < len(self.tokens) and depth:
            token = self.tokens[self.at]
            depth += (token == opening) - (token == closing)
            self.at += 1
        return "".join(self.tokens[start : self.at - (depth == 0)])

    def one(self) -> Atom:
        token = self.peek()
        if token == "{":
            inner = self.argument()
            return inner[0] if len(inner) == 1 else Atom("ord", join(inner))
        self.at += 1
        name = token[1:] if token.startswith("\\") and len(token) > 1 else token
        if token.startswith("\\") and name in _READ:
            return _READ[name](self, name)
        return _symbol(token, name)


def _symbol(token: str, name: str) -> Atom:
    for kind, table in _TABLES:
        if (token if token == "\\|" else name) in table:
            return atom(kind, table[name] if token != "\\|" else table[token])
    if name in symbols.FUNCTIONS and len(token) > 1:
        return atom("op", name, word=True)
    if token == "~" or (token.startswith("\\") and name in symbols.SPACES):
        return atom("space", symbols.SPACES.get(name, " "))
    if token in ",;:":
        return atom("punct" if token != ":" else "ord", token)
    if token.startswith("\\") and (name in _STYLES or not name.isalpha()):
        return atom("space", "")
    return atom("ord", name, word=len(name) > 1 and name[0].isalpha())


_TABLES = (
    ("bin", symbols.BINARY), ("rel", symbols.RELATIONS), ("large", symbols.LARGE),
    ("open", symbols.OPEN), ("close", symbols.CLOSE), ("bar", {"|": "|", "vert": "|"}),
    ("bar", {"\\|": "‖", "Vert": "‖"}), ("ord", symbols.LETTERS),
)  # fmt: skip


def _fraction(reader: _Reader, name: str) -> Atom:
    return fraction(reader.argument(), reader.argument())


def _binomial(reader: _Reader, name: str) -> Atom:
    above, below = join(reader.argument()), join(reader.argument())
    return Atom("group", bracketed(above + Box((" choose ",)) + below))


def _root(reader: _Reader, name: str) -> Atom:
    degree = reader.raw("[", "]")
    inner = reader.argument()
    sign = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(degree)
    sign = sign or "".join(symbols.RAISED.get(c, c) for c in degree) + "√"
    body, one = join(inner), len(inner) == 1 and inner[0].kind != "frac"
    return Atom("ord", Box((sign,)) + (body if one else bracketed(body)))


def _word(reader: _Reader, name: str) -> Atom:
    text = reader.raw()
    if "$" in text:
        pieces = text.split("$")
        text = "".join(inline(piece) if i % 2 else piece for i, piece in enumerate(pieces))
    text = re.sub(r"\\([#$%&_{} ])", r"\1", text)
    function = name.startswith(("mathrm", "operatorname")) and len(text) > 1
    return atom("op" if function else "ord", text, word=len(text) > 1)


def _plain(reader: _Reader, name: str) -> Atom:
    inner = reader.argument()
    return inner[0] if len(inner) == 1 else Atom("ord", join(inner))


def _letters(table: dict[str, str]) -> Callable[[_Reader, str], Atom]:
    def read(reader: _Reader, name: str) -> Atom:
        return atom("ord", "".join(table.get(letter, letter) for letter in reader.raw()))

    return read


def _accent(reader: _Reader, name: str) -> Atom:
    text = join(reader.argument(), tight=True).lines[0]
    mark = symbols.ACCENTS[name]
    marked = "".join(c + mark for c in text) if "line" in name else text[:1] + mark + text[1:]
    return atom("ord", unicodedata.normalize("NFC", marked))


def _delimiter(reader: _Reader) -> str:
    name = reader.next()
    name = name if name == "\\|" or len(name) == 1 else name[1:]
    for table in (symbols.OPEN, symbols.CLOSE, symbols.UPRIGHT):
        if name in table:
            return table[name]
    return "" if name == "." else name


def _left(reader: _Reader, name: str) -> Atom:
    opening = _delimiter(reader)
    inner = join(reader.atoms(("\\right",)))
    reader.next()
    closing = _delimiter(reader)
    if inner.width and inner.flat and not opening and closing == "|":
        return Atom("ord", bracketed(inner) + Box(("|",)))
    whole = fence(opening, inner) + inner + fence(closing, inner)
    return Atom("group" if opening else "ord", whole)


def _environment(reader: _Reader, name: str) -> Atom:
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
    return Atom("ord", _layout(kind, rows, reader.flat))


def _layout(kind: str, rows: list[list[Box]], flat: bool) -> Box:
    tall = any(not cell.flat for row in rows for cell in row)
    left, right = _MATRICES.get(kind, "{ " if kind == "cases" else "  ").replace(" ", "\0")
    if flat or tall:
        comma = ", " if kind == "cases" else " "
        text = "; ".join(comma.join("; ".join(c.lines).strip() for c in row) for row in rows)
        closing = "}" if kind == "cases" else right
        return Box((left.strip("\0") + text + closing.strip("\0"),))
    columns = max(len(row) for row in rows)
    if kind in _MATRICES or kind == "array":
        aligns = ["right" if _numeric(rows, i) else "centre" for i in range(columns)]
    else:
        aligns = [("right", "left")[i % 2] if kind != "cases" else "left" for i in range(columns)]
    body = grid(rows, aligns, gap=2 if kind in _MATRICES else 3 if kind == "cases" else 1)
    sides = [fence(side, body) if side != "\0" else Box() for side in (left, right)]
    margin = Box((" ",)) if len(rows) > 1 and left != "\0" else Box()
    return sides[0] + margin + body + (margin if right != "\0" else Box()) + sides[1]


def _numeric(rows: list[list[Box]], column: int) -> bool:
    cells = [row[column].lines[0] for row in rows if column < len(row)]
    return all(re.fullmatch(r"[−+]?[\d.]*", cell) for cell in cells)


def _over(reader: _Reader, name: str) -> Atom:
    above, base = reader.argument(), reader.argument()
    return scripted(Atom("rel", join(base)), above, ())


def _skip_colour(reader: _Reader, name: str) -> Atom:
    reader.raw()
    return _plain(reader, name) if name == "textcolor" else atom("space", "")


def _boxed(reader: _Reader, name: str) -> Atom:
    inner = join(reader.argument())
    return Atom("ord", fence("[", inner) + inner + fence("]", inner))


_READ: dict[str, Callable[[_Reader, str], Atom]] = {
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
}
