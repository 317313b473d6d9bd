"""The whiteboard: lines as typed, each read, checked and kept in mind for those after it.

A line is right when all its sides have the same value at every point. The derivation is finished
when the right side of a right line for the target has no derivative left in it that no right line
of its own has settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..answer import Unreadable
from ..exercise import Exercise
from ..formula import Apply, Formula, Number, Symbol
from ..formula.tree import program
from .check import Checker
from .hints import Hint, next_hint
from .locating import locate
from .names import SETTING, Vocabulary
from .reading import OWN, Reader, Sentence

CORRECT, WRONG, UNREADABLE, CIRCULAR = "correct", "wrong", "unreadable", "circular"
PARTICULAR, DEFINED, HINT = "particular", "defined", "hint"
ASK = "?"  # typed in place of a line: the next hint


@dataclass(frozen=True)
class Line:
    """One line of the board: what was typed, how it reads, and what it is worth."""

    text: str
    verdict: str
    latex: str = ""
    remark: str = ""  # Markdown
    misconceptions: tuple[str, ...] = ()
    at: int | None = None  # where the trouble of an unreadable line is
    subject: str = ""  # the name of the quantity it is about
    open: tuple[str, ...] = ()  # LaTeX of the derivatives it leaves to be settled


@dataclass(frozen=True)
class Known:
    """What the lines so far have settled: names with what the right lines say of them."""

    said: Mapping[str, tuple[Formula, ...]] = field(default_factory=dict)
    own: Mapping[str, Formula] = field(default_factory=dict)
    hinted: Mapping[str, int] = field(default_factory=dict)


class Board:
    """The lines written for one target of one exercise, up to here."""

    def __init__(self, exercise: Exercise, target: str, lines: Iterable[str] = ()) -> None:
        self.exercise, self.target = exercise, target
        self.vocabulary = Vocabulary(exercise)
        self.checker = Checker(exercise, self.vocabulary, target)
        self.known = Known()
        self.lines: list[Line] = []
        for text in lines:
            self.lines.append(self._take(text))

    def check(self, text: str) -> Line:
        """What a further line would be worth; the board stays as it is."""
        line, _ = self._judge(text)
        return line

    def preview(self, text: str) -> str:
        """LaTeX of a line as far as it can be read; raises `Unreadable`."""
        reader = Reader(self.vocabulary, frozenset(self.known.own))
        return _typeset(reader, reader.read(text), self.target)

    @cached_property
    def settled(self) -> frozenset[str]:
        """The derivatives that right lines trace back to values."""
        return settled(self.known, self.target)

    @property
    def finished(self) -> bool:
        return self.target in self.settled

    @property
    def hint(self) -> Hint | None:
        """The next hint; None where there is nothing left to say."""
        return next_hint(self.vocabulary, self.target, self.settled, self.known.hinted)

    def _take(self, text: str) -> Line:
        line, self.known = self._judge(text)
        vars(self).pop("settled", None)
        return line

    def _judge(self, text: str) -> tuple[Line, Known]:
        if text.strip() == ASK:
            return self._give_hint()
        reader = Reader(self.vocabulary, frozenset(self.known.own))
        try:
            sentence = reader.read(text)
        except Unreadable as trouble:
            return Line(text, UNREADABLE, remark=str(trouble), at=trouble.at), self.known
        latex = _typeset(reader, sentence, self.target)
        plain = replace(
            sentence, sides=tuple(_put_in(side, self.known.own) for side in sentence.sides)
        )
        if sentence.defines:
            return self._define(Line(text, DEFINED, latex), plain, reader)
        return self._weigh(Line(text, CORRECT, latex), plain, reader)

    def _weigh(self, line: Line, sentence: Sentence, reader: Reader) -> tuple[Line, Known]:
        sides = (
            sentence.sides if len(sentence.sides) > 1 else (Symbol(self.target), *sentence.sides)
        )
        subject = next((side.name for side in sides if isinstance(side, Symbol)), "")
        line = replace(line, subject=subject)
        for left, right in zip(sides, sides[1:], strict=False):
            if self.checker.equal(left, right):
                continue
            if self.checker.here(left, right):
                return replace(line, verdict=PARTICULAR), self.known
            wrong = (
                right if isinstance(left, Symbol) or self.checker.equal(sides[0], left) else left
            )
            found = locate(self.checker, subject, wrong, reader)
            return replace(
                line, verdict=WRONG, latex=found.latex(line.latex), remark=found.remark,
                misconceptions=found.misconceptions,
            ), self.known  # fmt: skip
        others = tuple(side for side in sides if side != Symbol(subject))
        news = [side for side in others if subject not in names(side)]
        news = [side for side in news if side not in self.known.said.get(subject, ())]
        if not subject or not news:
            return replace(line, verdict=CIRCULAR), self.known
        said = {**self.known.said, subject: (*self.known.said.get(subject, ()), *news)}
        known = replace(self.known, said=said)
        closed = settled(known, self.target)
        missing = sorted(set().union(*map(names, news)) - closed, key=str)
        missing = [name for name in missing if _to_settle(name, self.target, self.vocabulary)]
        if subject in closed:
            missing = []
        return replace(line, open=tuple(map(self.vocabulary.latex, missing))), known

    def _define(self, line: Line, sentence: Sentence, reader: Reader) -> tuple[Line, Known]:
        for left, right in zip(sentence.sides, sentence.sides[1:], strict=False):
            if not self.checker.equal(left, right):
                found = locate(self.checker, "", right, reader)
                return replace(line, verdict=WRONG, remark=found.remark), self.known
        own = {**self.known.own, sentence.defines: sentence.sides[0]}
        return line, replace(self.known, own=own)

    def _give_hint(self) -> tuple[Line, Known]:
        hint = self.hint
        if hint is None:
            return Line(ASK, HINT, remark="Every hint for this step has been given."), self.known
        given = {**self.known.hinted, hint.about: self.known.hinted.get(hint.about, 0) + 1}
        return Line(ASK, HINT, remark=hint.text), replace(self.known, hinted=given)


def settled(known: Known, target: str) -> frozenset[str]:
    """The names that are said in terms of others that need no more: the least such set."""
    found: set[str] = set()
    while True:
        more = {
            name
            for name, sides in known.said.items()
            if name not in found
            and any(
                all(_known(used, target) or used in found for used in names(side)) for side in sides
            )
        }
        if not more:
            return frozenset(found)
        found |= more


def names(formula: Formula) -> frozenset[str]:
    """The names in a formula."""
    return frozenset(node.name for node in program(formula) if isinstance(node, Symbol))


def _known(name: str, target: str) -> bool:
    """Whether a name needs no line of its own: values are known from the way forward."""
    if name.startswith(SETTING):
        return True
    return name.startswith("value.") and "/" not in name and not target.startswith("value.")


def _to_settle(name: str, target: str, vocabulary: Vocabulary) -> bool:
    if name in vocabulary.entries and vocabulary.entries[name].given:
        return False
    return not _known(name, target)


def _put_in(formula: Formula, own: Mapping[str, Formula]) -> Formula:
    """The formula with the learner's own names replaced by what they stand for."""
    if isinstance(formula, Symbol):
        return (
            own.get(formula.name.removeprefix("own."), formula)
            if formula.name.startswith("own.")
            else formula
        )
    if isinstance(formula, Number):
        return formula
    return Apply(formula.name, tuple(_put_in(each, own) for each in formula.arguments))


def _typeset(reader: Reader, sentence: Sentence, target: str) -> str:
    sides = [reader.latex(side) for side in sentence.sides]
    if sentence.defines:
        sides.insert(0, reader.symbol(f"{OWN}{sentence.defines}"))
    elif len(sides) == 1:
        sides.insert(0, reader.symbol(target))
    return " = ".join(sides)
