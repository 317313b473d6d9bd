"""Bounds on the arrays of a program, kept from blank to blank: only what changed is run again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..graph.bent import depending
from ..graph.program import Bent, Given, Program, execute


class Kept:
    """The arrays that one way of computing gives, as far as they were wanted up to now."""

    def __init__(self, program: Program, start: Mapping[str, Any], form: int | None) -> None:
        self.program, self.arrays, self.form = program, dict(start), form
        self.stale = set(range(len(program.instructions)))

    def changed(self, array: str) -> None:
        """Note that an entry of the array is the learner's own from now on."""
        self.stale.update(depending(self.program, (), [array]))

    def run(
        self, given: Given, whole: Mapping[str, Any], wanted: Collection[int],
        bend: Bent = (), bent: Collection[int] = (),
    ) -> Mapping[str, Any]:  # fmt: skip
        """The arrays, current as far as wanted; `whole` are such as are all the learner's own.

        With rules that are bent, those at the places `bent` are run with them, and not kept.
        """
        missing = {name: array for name, array in whole.items() if name not in self.arrays}
        self.arrays = execute(self.program, self.arrays | missing, only=self.stale & set(wanted),
                              given=given, form=self.form)  # fmt: skip
        self.stale.difference_update(wanted)
        if not bend:
            return self.arrays
        return execute(self.program, self.arrays, only=bent, bend=bend, given=given, form=self.form)
