"""The arrays of a program as they follow from the numbers of a learner, kept from blank to blank.

Only what changed is run again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from ..graph.program import Bent, Program, execute, override


class Kept:
    """The arrays that one way of computing gives, as far as they were wanted up to now."""

    def __init__(self, program: Program, start: Mapping[str, Any], form: int | None = None) -> None:
        self.program, self.arrays, self.form = program, dict(start), form
        self.stale = set(range(len(program.instructions)))
        self.given: dict[str, list[tuple[tuple[int, ...], Any]]] = {}

    def put(self, array: str, index: tuple[int, ...], number: Any) -> None:
        """Let an entry of an array be the learner's own number from now on."""
        self.given.setdefault(array, []).append((index, number))
        if array in self.arrays:
            self.arrays[array] = override(self.arrays[array], [(index, number)])
        self.stale.update(self.program.after(array))

    def run(
        self, wanted: Collection[int], whole: Mapping[str, Any] = MappingProxyType({}),
        bend: Bent = (), bent: Collection[int] = (),
    ) -> dict[str, Any]:  # fmt: skip
        """The arrays, current as far as wanted; `whole` are such as are all the learner's own.

        With rules that are bent, those at the places `bent` are run with them, and not kept.
        """
        for name, array in whole.items():
            own = self.given.get(name)
            self.arrays.setdefault(name, override(array, own) if own else array)
        if self.stale and (due := self.stale.intersection(wanted)):
            self.arrays = self._execute(due)
            self.stale -= due
        return self._execute(bent, bend) if bend else self.arrays

    def _execute(self, only: Collection[int], bend: Bent = ()) -> dict[str, Any]:
        return execute(self.program, self.arrays, only=only, bend=bend, given=self.given,
                       form=self.form)  # fmt: skip
