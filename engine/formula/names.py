"""Names as people spell them: h_1, h₁, h1 and `h_{1}` are one; so are η, eta and `\\eta`.

A run such as `w_1x_1` or `ησ'` is cut into units (a letter, a Greek letter, an index, a prime);
the run is then one known name, or the one way of writing it as a product of known names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_LETTERS = """
    α alpha β beta γ gamma δ delta ε epsilon ϵ epsilon ζ zeta η eta θ theta ϑ theta ι iota
    κ kappa λ lambda μ mu µ mu ν nu ξ xi π pi ρ rho σ sigma ς sigma τ tau υ upsilon φ phi
    ϕ phi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Φ Phi Ψ Psi
    Ω Omega
"""
GREEK: dict[str, str] = dict(re.findall(r"(\w+) (\w+)", _LETTERS))
GREEK_COMMANDS = {name: name for name in GREEK.values()} | {
    "varepsilon": "epsilon",
    "vartheta": "theta",
    "varphi": "phi",
    "partial": "∂",
}
ACCENTS = {"\u0302": "_hat", "\u0303": "_tilde", "\u0304": "_bar", "\u0305": "_bar"}
_IS_LATIN = re.compile("[A-Za-z]").match
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")

_LETTER = "[A-Za-zÀ-ÖØ-öø-ɏͰ-ϿḀ-ỿµ]"  # Latin, accented or not, and Greek; no digits, no signs
_UNIT = re.compile(
    rf"""\\(?P<accent>hat|widehat|bar|overline|tilde)\s*
          (?:\{{\s*(?P<wide>\\?{_LETTER}+)\s*\}}|(?P<narrow>{_LETTER}))
      | \\(?:operatorname\*?|math(?:rm|bf|it|sf)|text|boldsymbol|bm)\s*
          \{{\s*(?P<word>[A-Za-z]+)\s*\}}
      | \\(?P<command>[A-Za-z]+)(?:(?<=\\partial)\s+)?
      | (?P<letter>{_LETTER}|∂)
      | (?P<mark>[\u0302-\u0305])
      | _\s*(?:\{{(?P<braced>[A-Za-z0-9, ]+)\}}|(?P<under>[A-Za-z]|[0-9]+))
      | (?P<index>[0-9]+|[₀-₉]+)
      | (?P<prime>['′’]|\^\s*(?:\\prime(?![A-Za-z])|\{{\s*(?:\\prime|')\s*\}}))
    """,
    re.VERBOSE,
)


class Unit(NamedTuple):
    """A piece of a name: canonical text, where it stands, and whether a name may begin here."""

    text: str
    start: int
    end: int
    begins: bool


def units(text: str, start: int, commands: frozenset[str]) -> list[Unit]:
    """The units of the run of name characters at `start`; `commands` are LaTeX names to join in."""
    found: list[Unit] = []
    while match := _UNIT.match(text, start):
        piece = _text(match, commands)
        begins = match.lastgroup in ("letter", "command", "word", "wide", "narrow")
        if piece is None or not (found or begins):
            break
        found.append(Unit(piece, start, match.end(), begins))
        start = match.end()
    return found


def canonical(name: str) -> str:
    """The one spelling of `name`; "" where it is no name."""
    pieces = units(name, 0, frozenset())
    if not pieces or pieces[-1].end != len(name):
        return ""
    return join(pieces)


def declared(name: str) -> str:
    """The one spelling of a name that a question declares, which may be a derivative: dE/dy."""
    if "/" not in name:
        return canonical(name)
    parts = [canonical(part.strip().replace("∂", "d")) for part in name.split("/")]
    fits = len(parts) == 2 and all(len(part) > 1 and part[0] == "d" for part in parts)
    return "/".join(parts) if fits else ""


def join(pieces: Sequence[Unit]) -> str:
    """The canonical text of several units together: `yhat` is `y_hat`, as ŷ is."""
    text = "".join(piece.text for piece in pieces)
    letter, accent = text[:1], text[1:]
    return f"{letter}_{accent}" if accent in ("hat", "bar", "tilde") and _IS_LATIN(letter) else text


def _text(match: re.Match[str], commands: frozenset[str]) -> str | None:
    """The canonical text of one unit; None for a command that is no part of a name."""
    kind = match.lastgroup or ""
    piece = match[kind]
    if kind in ("wide", "narrow"):
        accent = {"widehat": "hat", "overline": "bar"}.get(match["accent"], match["accent"])
        return _letter(piece.lstrip("\\")) + "_" + accent
    if kind == "command":
        return GREEK_COMMANDS.get(piece, piece if piece in commands else None)
    if kind in ("braced", "under"):
        index = piece.replace(",", "").replace(" ", "")
        return index if index.isdigit() else "_" + index
    if kind == "prime":
        return "'"
    return piece if kind == "word" else _letter(piece.translate(_SUBSCRIPTS))


def _letter(piece: str) -> str:
    """A letter without its accents, Greek spelt out."""
    if piece in GREEK:
        return GREEK[piece]
    apart = unicodedata.normalize("NFD", piece)
    return "".join(ACCENTS.get(mark, mark) for mark in apart)
