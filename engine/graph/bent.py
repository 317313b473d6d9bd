"""The numbers a learner would write who holds one of the declared misconceptions.

Bend one rule, rerun the graph: that is the wrong answer. What was asked earlier is taken as
given, so only rules between the nearest earlier asked quantities and this one can matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..ops._base import Bend
from .at_once import bent_at_once
from .misread import misread
from .program import Bent, Given, Program, execute, held_at
from .quantity import Quantity

OR = " Or: "  # between two guesses at what was wrong
MOST = 1000  # answers that are kept of a program


def bends(program: Program, places: Iterable[int]) -> Iterator[tuple[str, Bend, int]]:
    """Every wrong rule that could matter at these places: op name, rule, first of them."""
    seen: set[tuple[str, str]] = set()
    for position in places:
        name = program.instructions[position].op.name
        for bend in bends_at(program, position):
            if (name, bend.name) not in seen:
                seen.add((name, bend.name))
                yield name, bend, position


def bends_at(program: Program, position: int) -> Iterator[Bend]:
    """The wrong rules that could take the place of the rule there."""
    step = program.instructions[position]
    for bend in step.op.bends.values():
        if bend.replaces == step.rule and not (
            bend.reads and misread(program, step, bend.reads) == step.inputs
        ):
            yield bend


def bent_values(
    program: Program, arrays: Mapping[str, Any], asked: Sequence[tuple[Quantity, Any]]
) -> tuple[list[tuple[str, Bend]], list[list[float]]]:
    """Every wrong rule with its op's name, and of each asked quantity what they all make of it.

    `arrays` are the values of the program without any bend. Each asked quantity comes with the
    value that is taken as given once it has been computed, so a bend reaches no further than the
    next ones: a single run serves them all.
    """
    given = by_array(asked)
    stop = range(1 + max(program.position(name) for name in given))
    whole = {name for name, each in given.items() if len(each) == np.size(arrays[name])}
    found = [(op, bend) for op, bend, _ in bends(program, stop) if not bend.rare]
    made = consequences(
        program, arrays, [((op, bend.name),) for op, bend in found], stop, whole, given
    )
    return found, [[each.entry(quantity) for each in made] for quantity, _ in asked]


class Consequence(NamedTuple):
    """What wrong rules make of the arrays of a program, a row for each way to be wrong."""

    rows: Mapping[str, np.ndarray]
    row: int
    arrays: Mapping[str, Any]  # of the program without any

    def entry(self, quantity: Quantity) -> float:
        """What becomes of one entry."""
        if quantity.array not in self.rows:
            return float(at(self.arrays[quantity.array], quantity.index))
        rows = self.rows[quantity.array]
        return float(at(rows[self.row if len(rows) > 1 else 0], quantity.index))


def consequences(
    program: Program, arrays: Mapping[str, Any], bents: Sequence[tuple[tuple[str, str], ...]],
    among: Sequence[int], whole: Collection[str], given: Given,
) -> list[Consequence]:  # fmt: skip
    """What becomes of the arrays made at some places, in order, under each of these wrong rules.

    Those of one of `bents` hold all at once. They change nothing beyond the arrays that are given
    `whole`; an entry that is given is as it was computed before.
    """
    ops = {step.op.name: step.op for step in program.instructions}
    apart = {bent for bent in bents
             if any(ops[op].bends[name].reads for op, name in bent if op in ops)}  # fmt: skip
    together = [bent for bent in bents if bent not in apart]
    places = depending(program, {held for bent in together for held in bent}, (), whole, among)
    rows = bent_at_once(program, arrays, together, places, given) if together else {}
    found = {bent: Consequence(rows, row, arrays) for row, bent in enumerate(together)}
    for bent in apart:  # what they read may lie anywhere
        places = depending(program, bent, (), whole, among)
        alone = rerun(program, arrays, given, list(places), bent)
        one = {name: np.asarray(array)[None] for name, array in alone.items()}
        found[bent] = Consequence(one, 0, arrays)
    return [found[bent] for bent in bents]


def depending(
    program: Program, bend: Bent, changed: Iterable[str], whole: Collection[str] = (),
    among: Iterable[int] | None = None,
) -> Iterator[int]:  # fmt: skip
    """The places where a wrong rule applies, and everything computed from the changed arrays.

    What is all given, the arrays `whole`, changes no more. `among` are the places, in order, that
    matter.
    """
    differ = set(changed)
    for position in range(len(program.instructions)) if among is None else among:
        step = program.instructions[position]
        if not differ.isdisjoint(step.inputs) or (bend and held_at(step, bend)):
            differ.update(step.outputs)
            if whole:
                differ.difference_update(whole)
            yield position


def between(program: Program, whole: Collection[str], array: str, bend: Bent = ()) -> set[int]:
    """The places that lead to an array from those that are all given."""
    key = frozenset(whole), array, tuple(bend)
    found: set[int] | None = program.kept.get(key)
    if found is None:
        if len(program.kept) >= MOST:  # of many learners, and many wrong rules
            program.kept.clear()
        found = program.kept[key] = _between(program, whole, array, bend)
    return found


def _between(program: Program, whole: Collection[str], array: str, bend: Bent) -> set[int]:
    waiting, found = [array], set[int]()
    while waiting:
        position = program.position(waiting.pop())
        if position >= 0 and position not in found:
            found.add(position)
            step = program.instructions[position]
            held = held_at(step, bend)
            reads = misread(program, step, held.reads) if held else ()
            waiting += {*step.inputs, *reads}.difference(whole)
    return found


def rerun(
    program: Program, arrays: Mapping[str, Any], given: Given, places: Collection[int], bend: Bent,
    bent_at: Collection[int] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The arrays made at these places as wrong rules make them, before any entry is set."""
    computed: dict[str, Any] = {}
    made = execute(program, arrays, only=places, bend=bend, bent_at=bent_at, given=given,
                   computed=computed)  # fmt: skip
    names = {name for place in places for name in program.instructions[place].outputs}
    return {name: computed.get(name, made[name]) for name in names}


def either(remarks: Sequence[str]) -> str:
    """One remark for several wrong rules with the same result, as nobody can tell which it was.

    More than two guesses at once would help nobody.
    """
    return OR.join(list(dict.fromkeys(remarks))[:2])


def by_array(given: Iterable[tuple[Quantity, Any]]) -> dict[str, list[tuple[tuple[int, ...], Any]]]:
    """Given quantities as overrides of the interpreter, by array."""
    overrides: dict[str, list[tuple[tuple[int, ...], Any]]] = {}
    for quantity, value in given:
        overrides.setdefault(quantity.array, []).append((quantity.index, value))
    return overrides


def at(array: Any, index: tuple[int, ...]) -> Any:
    """An entry of an array (a scalar is its only entry), with NumPy floats made Python's."""
    entry = array[index] if getattr(array, "shape", ()) else array
    return float(entry) if isinstance(entry, (np.generic, np.ndarray)) else entry
