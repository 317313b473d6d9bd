"""Bounds are kept from blank to blank, and are those that running everything again would give."""

from engine import build
from engine.graph.bent import bends, depending
from engine.graph.program import execute
from engine.marking.kept import Kept
from engine.marking.worksheet import Worksheet
from engine.readings.interval import Interval
from engine.readings.rounding import Rounding


def test_only_what_goes_by_a_number_is_run_again_once_it_stands_there():
    exercise = build("mlp_backprop", 3, ask="all")
    sheet = Worksheet(exercise, {})
    rounding = Rounding(sheet.digits)
    kept = Kept(sheet.program, sheet.leaves(rounding))
    every = range(len(sheet.program.instructions))
    given = {}
    kept.run(every)
    for quantity, key in sheet.keys.items():
        own = Interval(1.1 * key, 1.2 * key, rounding)
        given = {**given, quantity.array: [*given.get(quantity.array, []), (quantity.index, own)]}
        kept.put(quantity.array, quantity.index, own)
        assert min(kept.stale, default=len(every)) > sheet.program.position(quantity.array)
        found = kept.run(every)
        again = execute(sheet.program, sheet.leaves(rounding), given=given)
        for name, array in again.items():
            assert (found[name].lo == array.lo).all()
            assert (found[name].hi == array.hi).all()


def test_a_wrong_rule_is_run_on_what_is_kept_and_leaves_no_trace():
    exercise = build("mlp_backprop", 3)
    sheet = Worksheet(exercise, {})
    target = exercise.asked[-1]
    way = (target, sheet.written, Rounding(sheet.digits))
    before = sheet.bounds(*way)
    bent = sheet.bounds(*way, [("sigmoid", "slope_left_out")])
    assert (bent.lo, bent.hi) != (before.lo, before.hi)
    after = sheet.bounds(*way)
    assert (after.lo, after.hi) == (before.lo, before.hi)


def test_a_wrong_rule_is_listed_once_and_reaches_nothing_before_the_op_it_belongs_to():
    program = build("mlp_backprop", 3).graph.program
    every = range(len(program.instructions))
    found = list(bends(program, every))
    assert len({(op, bend.name) for op, bend, _ in found}) == len(found) > 10
    for op, bend, first in found:
        named = (place for place in every if program.instructions[place].op.name == op
                 and program.instructions[place].rule == bend.replaces)  # fmt: skip
        assert min(depending(program, [(op, bend.name)], (), (), every)) == min(named) <= first
