"""The whiteboard: lines as typed, each read, checked and kept in mind for those after it.

A line is right when all its sides have the same value at every point. The derivation is finished
when the right side of a right line for the target has no derivative left in it that no right line
of its own has settled.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from itertools import pairwise

from ..errors import Unreadable
from ..exercise.exercise import Exercise
from ..formula import Formula, Symbol
from .board_names import Vocabulary
from .check_line import Checker
from .known import Known, names
from .locating import Locator
from .next_factor import Hint, next_hint
from .pieces import has_decimals, marked
from .reading import OWN, LineReader, Sentence

CORRECT, WRONG, UNREADABLE, CIRCULAR = "correct", "wrong", "unreadable", "circular"
PARTICULAR, DEFINED, HINT = "particular", "defined", "hint"
IN_NAMES = "With names in place of numbers it would hold for any network of this shape."
ASK = "?"  # typed in place of a line: the next hint


@dataclass(frozen=True)
class BoardLine:
    """One line of the board: what was typed, how it reads, and what it is worth.

    Verdicts: `correct`, `wrong`, `unreadable`, `circular` (true, but nothing new), `particular`
    (true for the numbers of the exercise alone), `defined` (a name of one's own), `hint`.
    """

    text: str
    verdict: str
    latex: str = ""
    remark: str = ""  # Markdown
    misconceptions: tuple[str, ...] = ()
    at: int | None = None  # where the trouble of an unreadable line is
    subject: str = ""  # the name of the quantity it is about
    open: tuple[str, ...] = ()  # LaTeX of the derivatives it leaves to be settled


class Board:
    """The lines written for one target of one exercise, up to here."""

    def __init__(self, exercise: Exercise, target: str, lines: Iterable[str] = ()) -> None:
        self.exercise, self.target = exercise, target
        self.vocabulary = Vocabulary(exercise)
        self.checker = Checker(exercise, self.vocabulary, target)
        self.known = Known(target)
        self.lines: tuple[BoardLine, ...] = ()
        for text in lines:
            self._write(text)

    def then(self, text: str) -> Board:
        """The board with one more line."""
        board = copy(self)
        board._write(text)
        return board

    def preview(self, text: str) -> str:
        """LaTeX of a line as far as it can be read; raises `Unreadable`."""
        return self._typeset(self._reader.read(text))

    @property
    def finished(self) -> bool:
        return self.target in self.known.settled

    @property
    def hint(self) -> Hint | None:
        """The next hint; None where there is nothing left to say."""
        return next_hint(self.vocabulary, self.target, self.known.settled, self.known.hinted)

    @property
    def _reader(self) -> LineReader:
        return LineReader(self.vocabulary, frozenset(self.known.own))

    def _write(self, text: str) -> None:
        line, self.known = self._judge(text)
        self.lines = (*self.lines, line)

    def _judge(self, text: str) -> tuple[BoardLine, Known]:
        if text.strip() == ASK:
            return self._give_hint()
        try:
            sentence = self._reader.read(text)
        except Unreadable as trouble:
            return BoardLine(text, UNREADABLE, remark=str(trouble), at=trouble.at), self.known
        line = BoardLine(text, CORRECT, self._typeset(sentence), subject=self._subject(sentence))
        for left, right in pairwise(self._sides(sentence)):
            if not self.checker.equal(self.known.meant(left), self.known.meant(right)):
                return self._refuse(line, sentence, left, right), self.known
        if sentence.defines:
            own = {**self.known.own, sentence.defines: self.known.meant(sentence.sides[0])}
            return replace(line, verdict=DEFINED), replace(self.known, own=own)
        return self._accept(line, sentence)

    def _accept(self, line: BoardLine, sentence: Sentence) -> tuple[BoardLine, Known]:
        said = self.known.said.get(line.subject, ())
        meant = map(self.known.meant, self._sides(sentence))
        news = [side for side in meant if line.subject not in names(side) and side not in said]
        if not line.subject or not news:
            return replace(line, verdict=CIRCULAR), self.known
        known = self.known.say(line.subject, news)
        settled = known.settled
        least = min((known.unsettled(side, settled) for side in news), key=len)
        missing = [] if line.subject in settled else least
        return replace(line, open=tuple(map(self.vocabulary.latex, missing))), known

    def _refuse(
        self, line: BoardLine, sentence: Sentence, left: Formula, right: Formula
    ) -> BoardLine:
        """Two sides of a line differ: how, and where."""
        meant = self.known.meant
        numeric = has_decimals(meant(left)) or has_decimals(meant(right))
        if numeric and self.checker.here(meant(left), meant(right)):
            return replace(line, verdict=PARTICULAR, remark=IN_NAMES)
        if not line.subject:
            return replace(line, verdict=WRONG, remark="These sides are not equal.")
        fits = self.checker.equal(Symbol(line.subject), meant(left))
        locator = Locator(self.checker, meant)
        found = locator.locate(line.subject, right if fits else left)
        latex = self._typeset(sentence, found.parts)
        return replace(
            line, verdict=WRONG, latex=latex, remark=found.remark,
            misconceptions=found.misconceptions,
        )  # fmt: skip

    def _give_hint(self) -> tuple[BoardLine, Known]:
        hint = self.hint
        if hint is None:
            return BoardLine(
                ASK, HINT, remark="Every hint for this step has been given."
            ), self.known
        given = {**self.known.hinted, hint.about: self.known.hinted.get(hint.about, 0) + 1}
        return BoardLine(ASK, HINT, remark=hint.text), replace(self.known, hinted=given)

    def _sides(self, sentence: Sentence) -> tuple[Formula, ...]:
        """The sides said to be equal; a formula alone is a claim about the target."""
        alone = len(sentence.sides) == 1 and not sentence.defines
        return (Symbol(self.target), *sentence.sides) if alone else sentence.sides

    def _subject(self, sentence: Sentence) -> str:
        """The quantity a line is about: the first side that is a name."""
        if sentence.defines:
            return ""
        sides = (side for side in self._sides(sentence) if isinstance(side, Symbol))
        return next((side.name for side in sides if not side.name.startswith(OWN)), "")

    def _typeset(self, sentence: Sentence, parts: tuple[Formula, ...] = ()) -> str:
        """The line in LaTeX, with the parts at fault in boxes."""
        latex = self._reader.latex
        sides = [latex(marked(side, parts, latex)) for side in self._sides(sentence)]
        if sentence.defines:
            sides.insert(0, self._reader.symbol(f"{OWN}{sentence.defines}"))
        return " = ".join(sides)
