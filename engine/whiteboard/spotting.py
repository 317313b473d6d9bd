"""Finding names that are more than letters and digits: derivatives, `W1[0,1]`, w^{(1)}_{12}."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..errors import Unreadable
from ..formula.names import join, units
from .board_names import Vocabulary

_NODE = r"[A-Za-z]+(?:_[a-z]+)*[0-9]*"
_DIFFERENTIAL = re.compile(r"(?:\\partial(?![A-Za-z])|[d∂])\s*")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{\s*")
_OVER = re.compile(r"\s*/\s*")
_BETWEEN = re.compile(r"\s*\}\s*\{\s*")
_END = re.compile(r"\s*\}")
_ARRAY = re.compile(rf"({_NODE})((?:\[\s*[0-9]+(?:\s*,\s*[0-9]+)*\s*\])+)")
_DOTTED = re.compile(rf"(value|grad|updated)\.({_NODE})((?:\[[0-9,\s]+\])*)")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
_GOES_ON = re.compile(r"[0-9_]|\^\s*\{?\s*\(")
_LAYERED = re.compile(
    r"""(?P<letters>[A-Za-z]+) (?:_?\{?(?P<before>[0-9₀-₉]+)\}?)? \s*
        (?: \^ \s* \{? \s* \( \s* (?P<layer>[0-9]+) \s* \) \s* \}? | ⁽(?P<high>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)⁾ )
        (?:_\{?(?P<after>[0-9,]+)\}? | (?P<low>[₀-₉]+))?""",
    re.VERBOSE,
)


class Spotted(NamedTuple):
    """A name and where it ends; "" where there is none."""

    name: str
    end: int


NOTHING = Spotted("", 0)


class Spotter:
    """Finds the names of one vocabulary in a text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.longest_first = sorted(vocabulary.written, key=len, reverse=True)

    def spot(self, text: str, at: int) -> Spotted:
        """A name at this place that the formula parser could not read by itself."""
        if match := _DOTTED.match(text, at):
            return Spotted(self._cell(match[1], match[2], match[3], at), match.end())
        derivative = self.derivative(text, at)
        return derivative if derivative.name else self._entry(text, at)

    def derivative(self, text: str, at: int) -> Spotted:
        """`dE/dw`, `∂E/∂w`, or a fraction of two differentials."""
        fraction = _FRACTION.match(text, at)
        above = self._differential(text, fraction.end() if fraction else at)
        over = above.name and (_BETWEEN if fraction else _OVER).match(text, above.end)
        below = self._differential(text, over.end()) if over else NOTHING
        closing = _END.match(text, below.end) if fraction else None
        if not below.name or (fraction and not closing):
            return NOTHING
        end = closing.end() if closing else below.end
        return Spotted(self.vocabulary.derivative(above.name, below.name), end)

    def _differential(self, text: str, at: int) -> Spotted:
        """The value behind a `d`."""
        match = _DIFFERENTIAL.match(text, at)
        if not match:
            return NOTHING
        bracket = text[match.end() : match.end() + 1] == "("
        start = match.end() + bracket
        found = self._entry(text, start)
        found = found if found.name else self._plain(text, start)
        if not bracket:
            return found
        closed = found.name and text[found.end : found.end + 1] == ")"
        return Spotted(found.name, found.end + 1) if closed else NOTHING

    def _plain(self, text: str, at: int) -> Spotted:
        """The longest run of units here that is a name; the loss stands for all its entries."""
        run = units(text, at, frozenset())
        for last in range(len(run), 0, -1):
            if name := self.vocabulary.spellings.get(join(run[:last])):
                return Spotted(name, run[last - 1].end)
        loss = self.vocabulary.loss
        return Spotted(f"value.{loss}", at + len(loss)) if text.startswith(loss, at) else NOTHING

    def _entry(self, text: str, at: int) -> Spotted:
        """An entry written with an index in brackets, as it is typeset, or with its layer above."""
        if match := _ARRAY.match(text, at):
            return Spotted(self._cell("value", match[1], match[2], at), match.end())
        for latex in self.longest_first:
            end = _same(text, at, latex)
            if end and not _GOES_ON.match(text, end):
                return Spotted(self.vocabulary.written[latex], end)
        if match := _LAYERED.match(text, at):
            layer = match["layer"] or match["high"]
            index = "".join(filter(None, match.group("before", "after", "low"))).replace(",", "")
            name = self.vocabulary.with_layer(
                match["letters"], layer.translate(_DIGITS), index.translate(_DIGITS)
            )
            if name:
                return Spotted(name, match.end())
        return NOTHING

    def _cell(self, kind: str, node: str, brackets: str, at: int) -> str:
        index = tuple(int(digits) for digits in re.findall(r"[0-9]+", brackets))
        name = self.vocabulary.cell(kind, node, index)
        if name is None:
            raise Unreadable(
                f"There is no `{node}{brackets}` here; indices in `[ ]` start at 0.", at
            )
        return name


def _same(text: str, at: int, latex: str) -> int:
    """Where `latex` ends if it occurs in `text` at this place, ignoring spaces; 0 otherwise."""
    for character in latex:
        while text[at : at + 1] == " ":
            at += 1
        if text[at : at + 1] != character:
            return 0
        at += 1
    return at
