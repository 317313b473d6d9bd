"""The laws of the whiteboard, over every template that has a gradient to derive."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, reduce
from random import Random

import pytest

from engine import TEMPLATES
from engine.derivation.derivation import Page
from engine.exercise.exercise import Exercise
from engine.formula import Apply, Formula, Number, Symbol
from engine.readings.paper import Written
from engine.whiteboard import Board, Vocabulary, worked
from engine.whiteboard.pieces import factors, replaced
from engine.whiteboard.points import OTHERS
from tests.variants import WITH_GRADIENTS, variant

pytestmark = pytest.mark.slow

LONGEST_WAY = 20  # numbers on the way to a target; longer ones only repeat themselves


def exercises(template: str) -> Iterator[Exercise]:
    for params in TEMPLATES[template].levels.values():
        exercise = variant(template, 1, **params)
        if exercise.graph and any(part.name.startswith("grad.") for part in exercise.parts):
            yield exercise


def targets(exercise: Exercise) -> Iterator[str]:
    """The last gradient of each array, where the way to it is no too long one."""
    page = Page(exercise)
    last = {part.name.partition("[")[0]: part.name for part in exercise.parts
            if part.name.startswith(("grad.", "updated."))}  # fmt: skip
    yield from (name for name in last.values() if len(page.path(name)) <= LONGEST_WAY)


@lru_cache(maxsize=1)
def boards(template: str) -> tuple[Board, ...]:
    """Every board of a template, empty; what is written makes another board."""
    return tuple(Board(exercise, target) for exercise in exercises(template)
                 for target in targets(exercise))  # fmt: skip


every_template = pytest.mark.parametrize("template", WITH_GRADIENTS, scope="module")


def way(vocabulary: Vocabulary, target: str) -> list[str]:
    """The gradients on the worked way to the target, itself last."""
    cells = [cell for cell in vocabulary.page.path(target) if "@" not in cell]
    return [cell for cell in cells if cell.startswith(("grad.", "updated."))]


def whole(vocabulary: Vocabulary, target: str) -> Formula:
    """The target as one formula in values alone: every worked line put into the next."""

    def put_in(part: Formula) -> Formula | None:
        gradient = isinstance(part, Symbol) and part.name.startswith("grad.")
        return whole(vocabulary, part.name) if gradient else None

    return replaced(worked.rule(vocabulary, target), put_in)


@every_template
def test_every_template_that_asks_for_a_gradient_has_a_board(template):
    assert boards(template)


def rewritten(formula: Formula, chance: Random, vocabulary: Vocabulary) -> Formula:
    """The same in another form: turned round, multiplied out, negated twice, written out."""
    if isinstance(formula, Number):
        return formula
    if isinstance(formula, Symbol):
        computed = formula.name in vocabulary.entries and formula.name.startswith("value.")
        if computed and not vocabulary.entries[formula.name].given and chance.random() < 0.2:
            return worked.rule(vocabulary, formula.name)
        return formula
    a, *rest = (rewritten(each, chance, vocabulary) for each in formula.arguments)
    b = rest[0] if rest else a
    odds = chance.random()
    if formula.name in ("+", "*") and odds < 0.5:
        a, b = b, a
    if formula.name == "*" and isinstance(b, Apply) and b.name in ("+", "-") and odds < 0.3:
        return Apply(b.name, tuple(Apply("*", (a, each)) for each in b.arguments))
    if formula.name == "-" and odds < 0.3:
        return Apply("neg", (Apply("-", (b, a)),))
    if formula.name == "*" and odds < 0.1:
        return Apply("*", (Apply("neg", (a,)), Apply("neg", (b,))))
    if formula.name == "/" and odds < 0.3:
        return Apply("*", (a, Apply("/", (Number("1", 1.0), b))))
    return Apply(formula.name, (a, b)) if rest else Apply(formula.name, (a,))


@every_template
def test_every_worked_line_is_right_as_it_is_typeset_and_as_it_is_typed(template):
    for board in boards(template):
        vocabulary, lines = board.vocabulary, []
        for cell in way(vocabulary, board.target):
            typeset = f"{vocabulary.latex(cell)} = {worked.symbols(vocabulary, cell)}"
            typed = worked.typed(vocabulary, worked.rule(vocabulary, cell))
            assert board.then(typeset).lines[-1].verdict == "correct", typeset
            lines.append(f"{vocabulary.typed(cell)} = {typed}")
        assert len(board.checker.settings) > OTHERS  # nothing is right by chance
        Random(template).shuffle(lines)  # any order will do
        *most, last = lines
        nearly = reduce(Board.then, most, board)
        assert not nearly.finished
        done = nearly.then(last)
        assert {line.verdict for line in done.lines} == {"correct"}
        assert done.finished


@every_template
def test_any_other_form_of_the_whole_is_correct_and_ends_the_derivation(template):
    chance = Random(template)
    for board in boards(template):
        formula = whole(board.vocabulary, board.target)
        for _ in range(2):
            line = worked.typed(board.vocabulary, rewritten(formula, chance, board.vocabulary))
            if len(line) <= 500:
                written = board.then(line)
                assert written.lines[-1].verdict == "correct", line
                assert written.finished


@every_template
def test_a_factor_left_out_or_doubled_is_never_right(template):
    for board in boards(template):
        formula, target = whole(board.vocabulary, board.target), Symbol(board.target)
        for part, _ in factors(formula):
            for bent in (
                replaced(formula, lambda each, p=part: Number("1", 1.0) if each is p else None),
                Apply("*", (formula, part)),
            ):
                line = worked.typed(board.vocabulary, bent)
                verdict = board.then(line).lines[-1].verdict
                if board.checker.equal(bent, target) or len(line) > 500:
                    assert verdict in ("correct", "unreadable")  # a factor of 1
                else:
                    assert verdict in ("wrong", "particular"), line


@every_template
def test_a_line_that_follows_a_misconception_is_refused_and_the_misconception_is_named(template):
    refused = 0
    for board in boards(template):
        vocabulary, holders = board.vocabulary, {}
        for cell in way(vocabulary, board.target):
            maker = vocabulary.page._maker(cell)
            for bend in maker.op.bends.values():
                if bend.replaces != maker.rule:
                    continue
                held = (maker.op.name, bend.name)
                if held not in holders:
                    holders[held] = Vocabulary(board.exercise)
                    holders[held].page = Page(board.exercise, held)
                other = holders[held]
                if not isinstance(other.page.line(cell), Written):
                    continue  # a bare 0, which is no line to write
                line = f"{vocabulary.latex(cell)} = {worked.symbols(other, cell)}"
                judged = board.then(line).lines[-1]
                if judged.verdict == "correct":  # it changes another entry of this op
                    continue
                assert judged.verdict == "wrong", line
                assert f"{maker.op.name}.{bend.name}" in judged.misconceptions, line
                refused += 1
    assert refused


@every_template
def test_following_only_the_hints_leads_to_the_end(template):
    board = boards(template)[0]
    while not board.finished:
        assert board.hint is not None
        hint = board.hint.text
        board = board.then("?")
        if hint.startswith("The whole line: `"):
            board = board.then(hint.split("`")[1])
        assert len(board.lines) <= 4 * LONGEST_WAY


@every_template
def test_any_text_at_all_is_judged(template):
    chance = Random(template)
    for board in boards(template):
        vocabulary = board.vocabulary
        names = [*map(vocabulary.typed, vocabulary.entries)]
        pairs = [(chance.choice(names), chance.choice(names)) for _ in range(8)]
        names += [f"d{above}/d{below}" for above, below in pairs]
        names += [vocabulary.typed(cell) for cell in way(vocabulary, board.target)]
        for _ in range(10):
            some = [chance.choice(names) for _ in range(chance.randint(1, 6))]
            words = [word for name in some for word in (name, chance.choice("+-*/"))][:-1]
            line = f"{chance.choice(names)} = {' '.join(words)}"
            judged = board.then(line).lines[-1]
            assert judged.verdict in ("correct", "wrong", "circular", "particular"), line
            assert judged.remark or judged.verdict in ("correct", "circular")
