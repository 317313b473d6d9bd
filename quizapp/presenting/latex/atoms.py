"""Atoms are the pieces of a formula; their kinds decide the spacing when they are joined.

The kinds are TeX's (ord, op, bin, rel, open, close, punct), with `large` for sums and integrals,
`name` for a word used as a variable, `group` for something in its own brackets, and `frac` for a
fraction on one line, which needs a · beside other factors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .box import Box, fence
from .symbols import LOWERED, RAISED, VULGAR


@dataclass(frozen=True)
class Atom:
    """A piece of a formula; `word` says that it is a word, not a product of letters."""

    kind: str
    box: Box
    word: bool = False

    @property
    def text(self) -> str:
        """A flat atom's line, or a tall one's rows separated by semicolons."""
        return "; ".join(self.box.lines)


def atom(kind: str, text: str, word: bool = False) -> Atom:
    return Atom(kind, Box((text,)), word)


_LEADING = {"", "bin", "rel", "open", "punct", "op", "large"}  # a sign after these is unary
_FACTOR = {"ord", "name", "group", "op", "large", "open", "close", "frac"}


def resolve(atoms: Sequence[Atom]) -> list[Atom]:
    """Tell unary signs from binary ones and opening bars from closing ones; ln a/b is ln(a/b)."""
    resolved: list[Atom] = []
    before = ""
    for piece in atoms:
        if piece.kind == "bar":
            piece = replace(piece, kind="open" if before in _LEADING else "close")
        if piece.kind == "bin" and piece.text in "+−±∓*" and before in _LEADING:
            piece = replace(piece, kind="sign")
        if piece.kind == "frac" and before == "op":
            piece = Atom("group", bracketed(piece.box))
        resolved.append(piece)
        if piece.kind != "space":
            before = "bin" if piece.kind == "sign" else piece.kind
    return resolved


def _between(left: Atom, right: Atom) -> str:
    """The spacing or sign between two neighbours."""
    kinds = {left.kind, right.kind}
    if left.text.endswith(" ") or right.text.startswith(" "):
        return ""  # words bring their own spaces
    if "sign" in kinds and left.kind in ("sign", "open", "punct", "op"):
        return " " if left.kind in ("punct", "op") else ""
    if kinds & {"bin", "rel"} or left.kind == "punct":
        return " "
    if left.kind in ("open", "sign") or right.kind in ("close", "punct"):
        return ""
    if "frac" in kinds and left.kind in _FACTOR - {"op", "large"} and right.kind in _FACTOR:
        return " · "
    if _digits(left, right):
        return " · "
    if left.kind == "large" or (right.kind == "large" and left.kind in _FACTOR):
        return " "
    if left.kind in ("op", "name"):
        return "" if right.kind in ("open", "group") else " "
    return " " if right.kind in ("op", "name") and left.kind in _FACTOR else ""


def _digits(left: Atom, right: Atom) -> bool:
    """Whether a fraction such as ½ and a number would read as one: ½8, 3½."""
    ends = left.text[-1:], right.text[:1]
    return any(end in VULGAR.values() for end in ends) and all(map(str.isnumeric, ends))


def join(atoms: Sequence[Atom], tight: bool = False) -> Box:
    """The atoms side by side; `tight` leaves out all spacing, as in scripts."""
    total, before, asked = Box(), None, ""
    for piece in resolve(atoms):
        if piece.kind == "space":
            asked += piece.text
            continue
        natural = _between(before, piece) if before else ""
        gap = natural if natural.strip() or len(natural) > len(asked) else asked
        total = total + Box(("" if tight else gap,)) + piece.box
        before, asked = piece, ""
    return total


def bracketed(box: Box) -> Box:
    return fence("(", box) + box + fence(")", box)


def _one_unit(atoms: Sequence[Atom]) -> bool:
    """Whether the atoms need no brackets below a slash: x, ∂x, (a + b), cosh(x)."""
    atoms = [piece for piece in atoms if piece.kind not in ("space", "sign")]
    differential = bool(atoms) and atoms[0].text[:1] in ("∂", "d")
    atoms = atoms[1:] if differential and len(atoms) > 1 else atoms
    if len(atoms) <= 1:
        return not any(piece.kind == "frac" for piece in atoms)
    if differential or atoms[0].kind in ("op", "name"):
        atoms = atoms[1:]
    depths = [0]
    for piece in atoms:
        depths.append(depths[-1] + (piece.kind == "open") - (piece.kind == "close"))
    return depths[1] == 1 and depths[-1] == 0 and 0 not in depths[1:-1]


def _loose(atoms: Sequence[Atom]) -> bool:
    """Whether the atoms need brackets above a slash: sums, relations, lists, fractions."""
    depth = 0
    atoms = [piece for piece in atoms if piece.kind != "space"]
    for i, piece in enumerate(atoms):
        depth += (piece.kind == "open") - (piece.kind == "close")
        after = atoms[i + 1].kind if i + 1 < len(atoms) else "open"
        bare_function = piece.kind == "op" and after not in ("open", "group")
        breaks = piece.kind in ("rel", "punct", "frac", "large") or bare_function
        if depth == 0 and (breaks or (piece.kind == "bin" and piece.text not in "·×")):
            return True
    return False


def fraction(top: Sequence[Atom], bottom: Sequence[Atom]) -> Atom:
    """a/b on one line with necessary brackets, or a character such as ½."""
    top, bottom = resolve(top), resolve(bottom)
    above, below = join(top), join(bottom)
    if above.flat and below.flat and (above.lines[0], below.lines[0]) in VULGAR:
        return atom("ord", VULGAR[above.lines[0], below.lines[0]])
    above = bracketed(above) if _loose(top) else above
    below = below if _one_unit(bottom) else bracketed(below)
    operator = above.flat and above.lines[0] in ("d", "∂", "d²", "∂²")
    return Atom("op" if operator else "frac", above + Box(("/",)) + below)


def _script(atoms: Sequence[Atom], table: dict[str, str], mark: str) -> str:
    """The script in Unicode's characters, or after a mark: x^(a/b), w_new."""
    text = "".join(line.strip() for line in join(atoms, tight=True).lines)
    text = text.replace("′′", "″")
    if mark == "_" and all(len(index) == 1 for index in text.split(",")):
        text = text.replace(",", "")
    if not any(piece.word for piece in atoms) and all(character in table for character in text):
        return "".join(table[character] for character in text)
    return text and mark + (text if text.isalnum() or len(text) == 1 else f"({text})")


def scripted(base: Atom, above: Sequence[Atom], below: Sequence[Atom]) -> Atom:
    """The atom with its superscript and subscript; W⁽¹⁾₁₂ puts a layer number first."""
    raised, lowered = _script(above, RAISED, "^"), _script(below, LOWERED, "_")
    primes = raised[: len(raised) - len(raised.lstrip("′″"))]
    raised = raised[len(primes) :]
    first = raised.startswith("⁽")
    text = primes + (raised + lowered if first else lowered + raised)
    if not base.box.flat:
        tall = Box((text, *[" " * len(text)] * (len(base.box.lines) - 1)), base.box.base)
        return replace(base, box=base.box + tall)
    brackets = base.kind == "frac" and bool(text)
    box = (bracketed(base.box) if brackets else base.box) + Box((text,))
    kind = "group" if brackets else "ord" if base.kind == "bin" else base.kind
    word = lowered.startswith("_") or raised.startswith("^")
    return Atom("name" if word and kind == "ord" else kind, box)
