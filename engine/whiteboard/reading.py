"""From a typed line to formulas: `dE/dw1_12 = (y - t)*y*(1 - y)*h1`.

What our formula parser has no notion of is spotted first and put to it as single symbols; places
in its complaints are moved back to where they were typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from ..errors import Unreadable
from ..formula import Formula, Symbol, to_latex
from ..formula.activations import plain
from ..formula.functions import CONSTANTS, function_name
from ..formula.lexer import LONGEST
from ..formula.lookalikes import bare, pointing_into, unified
from ..formula.names import canonical, units
from ..formula.parser import Parser
from .board_names import Vocabulary
from .spotting import Spotter

LONGEST_NAME = 20  # characters of a name of one's own
OWN = "own."
SEE = "See “How to write it” for the names; define a new one with `name = …`."
_EQUALS = re.compile(r"(?<![<>!:])=")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_WORD = re.compile(r"[A-Za-z]+")
_QUOTIENT = re.compile(r"[d∂]\s*(\w+)\s*/\s*[d∂]\s*(\w+)")
_STAND_IN = "Ϡ"  # a letter nobody types, for what was spotted


@dataclass(frozen=True)
class Sentence:
    """A line as it was read: its sides, all said to be equal; `defines` a name of one's own."""

    sides: tuple[Formula, ...]
    defines: str = ""


class LineReader:
    """Reads the lines of one exercise; `own` are names the learner has given a meaning."""

    def __init__(self, vocabulary: Vocabulary, own: frozenset[str] = frozenset()) -> None:
        self.vocabulary, self.own = vocabulary, own
        self.spotter = Spotter(vocabulary)

    def read(self, line: str) -> Sentence:
        """The sides of a line; raises `Unreadable` with the place of the trouble."""
        if not line.strip():
            raise Unreadable("Type a line first.", 0)
        if len(line) > LONGEST:
            raise Unreadable(f"A line has at most {LONGEST} characters: split it in two.")
        with pointing_into(line):
            return self._sentence(bare(unified(line), label=False))

    def _sentence(self, line: str) -> Sentence:
        """The sides of a line of unified characters."""
        cuts = [match.start() for match in _EQUALS.finditer(line)]
        starts, ends = [0, *(cut + 1 for cut in cuts)], [*cuts, len(line)]
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if not line[start:end].strip():
                where = "after" if number else "before"
                raise Unreadable(f"Something is missing {where} the `=`.", min(start, len(line)))
        defines = self._new_name(line[: cuts[0]]) if cuts else ""
        sides = tuple(
            self._side(line[start:end], start)
            for start, end in list(zip(starts, ends, strict=True))[bool(defines) :]
        )
        return Sentence(sides, defines)

    def latex(self, formula: Formula) -> str:
        """A side, typeset to show back."""
        return to_latex(formula, self.symbol)

    def symbol(self, name: str) -> str:
        """LaTeX of a name in a formula; what is LaTeX already stays."""
        if name.startswith("\\"):
            return name
        if name.startswith(OWN):
            return to_latex(Symbol(name.removeprefix(OWN)))
        return self.vocabulary.latex(name)

    def _new_name(self, text: str) -> str:
        """The name a line gives a meaning to: one whose letters mean nothing in the exercise."""
        name = canonical(text.strip())
        letters = _letters(name)
        if not letters or len(name) > LONGEST_NAME or letters in CONSTANTS or function_name(name):
            return ""
        if name.startswith((f"d{self.vocabulary.loss}", f"∂{self.vocabulary.loss}")):
            return ""  # a derivative without its bar, no name
        taken = {_letters(spelling) for spelling in self.vocabulary.spellings}
        return "" if letters in taken else name

    def _side(self, text: str, offset: int) -> Formula:
        pieces, names = self._stand_ins(text, offset)
        written = "".join(piece for piece, _ in pieces)
        scope = self.vocabulary.functions | self.vocabulary.spellings
        scope |= {name: f"{OWN}{name}" for name in self.own}
        scope |= {f"{_STAND_IN}{number}": name for number, name in enumerate(names)}
        try:
            return Parser(written, scope).formula()
        except Unreadable as trouble:
            at = None if trouble.at is None else _back(pieces, trouble.at)
            here = "" if at is None else text[at - offset :]
            raise Unreadable(self._advice(plain(str(trouble)), names, here), at) from None

    def _advice(self, message: str, names: list[str], here: str) -> str:
        """The parser's own words, with what was typed where it speaks of stand-ins.

        `here` is the text from the trouble on.
        """
        for number, name in reversed(list(enumerate(names))):
            message = message.replace(f"{_STAND_IN}{number}", self.vocabulary.typed(name))
        name, unknown, _ = message.partition(" is not known here.")
        if not unknown:
            return message
        if match := _QUOTIENT.match(here):
            known = self.vocabulary.spellings
            strange = [each for each in match.groups() if canonical(each) not in known]
            return self._no_name(strange[0] if strange else match[0])
        return self._no_name(name.strip("`"))

    def _no_name(self, name: str) -> str:
        """Advice about a name that has no meaning, with the nearest that has one."""
        if name.startswith((f"d{self.vocabulary.loss}", f"∂{self.vocabulary.loss}")):
            return f"`{name}` needs a bar to be a derivative: `d{self.vocabulary.loss}/d…`."
        typed = [entry.typed for entry in self.vocabulary.entries.values()]
        near = " or ".join(f"`{each}`" for each in get_close_matches(name, typed, 3))
        perhaps = f" Perhaps {near}?" if near else f" {SEE}"
        return f"`{name}` has no meaning here.{perhaps}"

    def _stand_ins(self, text: str, offset: int) -> tuple[list[tuple[str, int]], list[str]]:
        """The text in pieces (what the parser gets, where it stood) and the names found in it."""
        pieces: list[tuple[str, int]] = []
        names: list[str] = []
        at = 0
        while at < len(text):
            try:
                found = self.spotter.spot(text, at)
            except Unreadable as trouble:
                raise Unreadable(str(trouble), offset + (trouble.at or 0)) from None
            if found.name:
                pieces.append((f" {_STAND_IN}{len(names)} ", offset + at))
                names.append(found.name)
                at = found.end
                continue
            following = self._word_end(text, at)
            pieces += [(text[place], offset + place) for place in range(at, following)]
            at = following
        return pieces, names

    def _word_end(self, text: str, at: int) -> int:
        """Where to look next: after a command or a word, or at a derivative in it (`xdE/dy`)."""
        if command := _COMMAND.match(text, at):
            return command.end()
        word = _WORD.match(text, at)
        if not word:
            run = units(text, at, frozenset())
            return run[0].end if run else at + 1
        for inside in range(at + 1, word.end()):
            if text[inside] == "d" and self.spotter.derivative(text, inside).name:
                return inside
        return word.end()


def _letters(name: str) -> str:
    """The letters a name begins with."""
    match = _WORD.match(name)
    return match[0] if match else ""


def _back(pieces: list[tuple[str, int]], at: int) -> int:
    """The place in what was typed of a place in what the parser was given."""
    length = 0
    for piece, start in pieces:
        length += len(piece)
        if at < length:
            return start
    return pieces[-1][1] + 1 if pieces else 0
