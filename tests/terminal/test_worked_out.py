"""Arithmetic typed into the terminal."""

from __future__ import annotations

import re

from engine.readings.decimals import significant
from tests.terminal.program import Program, answered


def test_what_arithmetic_comes_to_is_shown_before_the_mark(program: Program) -> None:
    right = program.only("number").parts[0].answer.write()
    shown = program.drill("--count", "1", typed=answered([f"2*{right}/2"]))
    came_to = re.search(rf"^\s*= {significant(float(right), 8)}$", shown, re.MULTILINE)
    assert came_to
    assert came_to.start() < shown.index("✓ Correct")
    plain = program.drill("--count", "1", typed=answered([right]))
    assert not re.search(r"^\s*= ", plain, re.MULTILINE)
