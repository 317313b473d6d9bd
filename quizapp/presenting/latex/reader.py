"""Converts LaTeX to readable Unicode text: `∂E/∂W⁽¹⁾₁₂`, `σ(z)(1 − σ(z))`, matrices in brackets.

Never raises: an unknown command becomes its name, and nesting that is too deep becomes its source.
"""

from __future__ import annotations

import re

from . import symbols
from .atoms import Atom, atom, join, scripted
from .box import Box
from .constructs import READ

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\d+(?:\.\d+)?|\s+|.", re.DOTALL)
_DEEPEST, _LONGEST = 40, 20_000
_STYLES = {"displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "hline", "middle",
           "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr",
           "Biggl", "Biggr", "nonumber", "mathstrut", "strut"}  # fmt: skip


class TooDeepError(ValueError):
    """Braces are nested deeper than in any readable formula."""


def box(latex: str, flat: bool = False) -> Box:
    """The formula as a box; `flat` keeps matrices and cases on one line."""
    try:
        return join(LatexReader(latex[:_LONGEST], flat).atoms(()))
    except TooDeepError:
        return Box((" ".join(latex[:_LONGEST].split()),))


def inline(latex: str) -> str:
    """The formula on one line."""
    return box(latex, flat=True).lines[0].strip()


class LatexReader:
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
        """Atoms up to one of the stops, which stays unread, or to the end."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise TooDeepError
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
        """A group in braces, or the single token in its place."""
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
        """The source of a group, including spaces."""
        if self.peek() != opening:
            return self.next() if opening == "{" else ""
        self.at += 1
        start, depth = self.at, 1
        while self.at < len(self.tokens) and depth:
            token = self.tokens[self.at]
            depth += (token == opening) - (token == closing)
            self.at += 1
        return "".join(self.tokens[start : self.at - (depth == 0)])

    def nested(self, latex: str) -> str:
        """A formula inside words, on one line."""
        return join(LatexReader(latex, True, self.depth).atoms(())).lines[0]

    def one(self) -> Atom:
        token = self.peek()
        if token == "{":
            inner = self.argument()
            return inner[0] if len(inner) == 1 else Atom("ord", join(inner))
        self.at += 1
        name = token[1:] if token.startswith("\\") and len(token) > 1 else token
        if token.startswith("\\") and name in READ:
            return READ[name](self, name)
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
    word = len(name) > 1 and name[0].isalpha()
    return atom("name" if word else "ord", name, word)


_TABLES = (
    ("bin", symbols.BINARY), ("rel", symbols.RELATIONS), ("large", symbols.LARGE),
    ("open", symbols.OPEN), ("close", symbols.CLOSE), ("bar", {"|": "|", "vert": "|"}),
    ("bar", {"\\|": "‖", "Vert": "‖"}), ("ord", symbols.LETTERS),
)  # fmt: skip
