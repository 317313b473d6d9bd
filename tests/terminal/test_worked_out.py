"""Arithmetic typed into the terminal."""

from __future__ import annotations

import re

from tests.terminal.program import Program, answered


def test_what_arithmetic_comes_to_is_shown_before_the_mark(program: Program) -> None:
    program.only("number")
    shown = program.drill("--count", "1", typed=answered(["1/(1+e^-2)"]))
    assert shown.index("= 0.88079708") < shown.index("✓ Correct")
    plain = program.drill("--count", "1", typed=answered(["0.88"]))
    assert not re.search(r"^\s*= ", plain, re.MULTILINE)
