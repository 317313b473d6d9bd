"""The worked derivation: one line for each number on the way to what is asked.

A line shows the chain rule in symbols, the local rule, the numbers put in, and the value. Symbols
are local to each node, so a line stays short however deep the network is. The rules are those
the key is computed with, read with `Written` scalars; SymPy's part (the raw derivative of each
activation) is a table that `engine.proof` makes and a test proves current.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from ..exercise.exercise import Exercise, Step
from ..graph.misread import fitting, misread
from ..graph.program import Instruction, execute, held_at
from ..graph.quantity import Quantity, entries, label, split, symbol
from ..readings.digits import shortest
from ..readings.paper import Written, named
from .captions import explained, told
from .slope_by_sympy import by_sympy

SLOPE = "The derivative of the activation."
EXTRA_DIGITS = 2  # shown beyond those asked for, so that every line can be checked by hand


def derive(exercise: Exercise) -> tuple[Step, ...]:
    """The steps to all parts in computing order; the last step of each part has its key as value.

    The first of those that follow one rule says which; the others are `likewise`.
    """
    return _derived(exercise, [part.name for part in exercise.parts])


def steps_for(exercise: Exercise, part: str) -> tuple[Step, ...]:
    """The steps that lead to one part, those shared with other parts included."""
    return _derived(exercise, [part])


def _derived(exercise: Exercise, wanted: list[str]) -> tuple[Step, ...]:
    page, asked = Page(exercise, fillers=False), {part.name for part in exercise.parts}
    cells = {cell for name in wanted for cell in page.path(name)}
    arrays: dict[str, list[str]] = {}
    for cell in page.in_order(cells):
        arrays.setdefault(page.cells[cell][0], []).append(cell)
    steps: list[Step] = []
    for entries_of in arrays.values():
        slopes = (page.slope(cell) for cell in entries_of)
        steps += [slope for slope in slopes if slope]
        steps += [page.step(cell, cell in asked) for cell in entries_of]
    return told(page, steps)


class Page:
    """The formulas behind every cell of an exercise's program, made as they are needed."""

    def __init__(
        self, exercise: Exercise, bend: tuple[str, str] | None = None, *, fillers: bool = True
    ) -> None:
        assert exercise.graph is not None
        self.graph = exercise.graph
        self.program = exercise.graph.program
        self.asked_digits = exercise.digits or 3
        self.digits = self.asked_digits + EXTRA_DIGITS  # of the numbers on the way
        self.bend = [bend] if bend else []  # op name and misconception: of somebody who holds it
        self.values = execute(self.program, exercise.leaves, bend=self.bend)
        self.asked = [part.name for part in exercise.parts]
        self.fillers = fillers  # whether ∂J/∂E = 1 has a line where it is not asked for
        self.lines: dict[str, Written] = {}

    @cached_property
    def cells(self) -> dict[str, tuple[str, Quantity]]:
        """Cell name → the array it is in, and its quantity."""
        return {
            quantity.name: (array, quantity)
            for array, values in self.values.items()
            for quantity in entries(array, np.shape(values), self._is_parameter(array))
        }

    def path(self, cell: str) -> list[str]:
        """The computed cells that `cell` depends on, itself last, in computing order."""
        found: set[str] = set()
        waiting = [cell]
        while waiting:
            name = waiting.pop()
            if name not in found and self.program.position(self.cells[name][0]) >= 0:
                found.add(name)
                waiting += self.line(name).uses
        return self.in_order(found)

    def in_order(self, cells: Iterable[str]) -> list[str]:
        """The computed cells, in the order in which they are computed; arrays go row by row."""

        def order(cell: str) -> tuple[int, int, tuple[int, ...]]:
            array, quantity = self.cells[cell]
            place = self._maker(cell).outputs.index(array)
            return self.program.position(array), place, quantity.index

        return sorted(cells, key=order)

    def line(self, cell: str) -> Written:
        """The rule that makes a cell, over symbols and numbers of the cells it uses."""
        if cell not in self.lines:
            self._write(self._maker(cell))
        return self.lines[cell]

    def step(self, cell: str, asked: bool) -> Step:
        """The step of one cell, with the whole text of its rule."""
        array, quantity = self.cells[cell]
        instruction = self._maker(cell)
        line, name = self.line(cell), self._label(array, quantity)
        sides = [name, *self._chain(cell), line.symbols, line.numbers]
        if quantity.kind == "value" and instruction.op.pointwise:
            before = self._label(instruction.inputs[0], quantity)
            sides.insert(1, instruction.op.latex(before))
        rules = {"value": "forward", "updated": "update", "grad": "chain rule"}
        rule = rules[quantity.kind]
        if instruction.op.name == "gradient_sum":
            rule = "sum of gradients"
        text = explained(self, instruction, cell)
        return Step(rule, cell, self._equation(sides, line.value, asked), text, line.value)

    def slope(self, cell: str) -> Step | None:
        """The local derivative that the gradient of an activation's input takes; else None."""
        array, quantity = self.cells[cell]
        instruction = self._maker(cell)
        if instruction.rule == "vjp" and instruction.op.pointwise:
            return self._slope(instruction, quantity)
        return None

    def _slope(self, instruction: Instruction, quantity: Quantity) -> Step:
        """dy/dx of an activation: as SymPy differentiates it, in its idiomatic form, in numbers."""
        _, output, before = instruction.inputs
        ones = np.full(np.shape(self.values[output]), Written("1", "1", 1.0), dtype=object)
        (slopes,) = instruction.op.vjp(ones, self._symbols(output), self._symbols(before))
        slope = np.asarray(slopes, dtype=object)[quantity.index]
        x, y = self._label(before, quantity), self._label(output, quantity)
        raw = by_sympy(instruction.op, x)
        left = rf"\frac{{\partial {y}}}{{\partial {x}}}"
        sides = [left, *filter(None, [raw]), slope.symbols, slope.numbers]
        equation = self._equation(sides, slope.value, asked=False)
        name = quantity.name.replace("grad.", "slope.", 1)
        text = instruction.op.back[0] if instruction.op.back else SLOPE
        return Step("local derivative", name, equation, text, slope.value)

    def _chain(self, cell: str) -> list[str]:
        """∂E/∂w = ∂E/∂y · ∂y/∂z · ∂z/∂w, back to where paths branch; [] where there is no chain."""
        if not cell.startswith("grad.") or self._maker(cell).op.name == "gradient_sum":
            return []
        factors: list[str] = []
        while True:
            array, quantity = self.cells[cell]
            below = self._symbol(array, quantity)
            sources = [name for name in self.line(cell).uses if name.startswith("grad.")]
            if len(sources) != 1 or "@" in array:
                break
            above = self._symbol(*self.cells[sources[0]])
            if above != below:
                factors.append(rf"\frac{{\partial {above}}}{{\partial {below}}}")
            cell = sources[0]
        if len(sources) > 1 and not factors:
            return [self._branches(sources, below)]
        factors.append(self._label(*self.cells[cell]))
        return [r" \cdot ".join(reversed(factors))] if len(factors) > 1 else []

    def _branches(self, sources: list[str], below: str) -> str:
        """The sum over the paths by which a value reaches the loss."""
        return " + ".join(
            rf"{self._label(*self.cells[name])} \cdot "
            rf"\frac{{\partial {self._symbol(*self.cells[name])}}}{{\partial {below}}}"
            for name in sources
        )

    def _equation(self, sides: list[str], value: float, asked: bool) -> str:
        """Left = … = right without repeated sides; an asked value also as it should be written."""
        result, rounded = shortest(value, self.digits), shortest(value, self.asked_digits)
        line = " = ".join(dict.fromkeys((*sides, result)))
        return line if not asked or rounded == result else rf"{line} \approx {rounded}"

    def _write(self, instruction: Instruction) -> None:
        """Read an instruction with symbols and keep the line of each entry it makes."""
        rule, reads = "formula" if instruction.rule == "forward" else "vjp", instruction.inputs
        if held := held_at(instruction, self.bend):
            reads = fitting(misread(self.program, instruction, held.reads), reads, self.values)
            rule = rule if held.reads else held.name
        arrays = [self._symbols(name) for name in reads]
        made = getattr(instruction.op, rule)(*arrays)
        for array, lines in zip(
            instruction.outputs, made if instruction.rule == "vjp" else (made,), strict=True
        ):
            lines = np.asarray(lines, dtype=object)
            for cell in entries(array, lines.shape, self._is_parameter(array)):
                self.lines[cell.name] = lines[cell.index]

    def _symbols(self, array: str) -> np.ndarray | Written:
        """The symbols of an array; the gradient of the loss w.r.t. itself is a plain 1."""
        values = self.values[array]
        shape = np.shape(values)
        digits = 12 if self.program.position(array) < 0 else self.digits
        symbols = np.empty(shape, dtype=object)
        for cell in entries(array, shape, self._is_parameter(array)):
            value = float(np.asarray(values)[cell.index])
            symbols[cell.index] = (
                Written("1", "1", 1.0)
                if array == f"grad.{self.graph.names[-1]}" or self._is_filler(cell.name)
                else named(cell.name, self._label(array, cell), value, digits)
            )
        return symbols if shape else symbols.item()

    def _is_filler(self, cell: str) -> bool:
        """Whether a cell is a gradient that is always 1, and so gets no line."""
        if self.fillers or not cell.startswith("grad.") or cell in self.asked:
            return False
        line = self.line(cell)
        return line.value == 1 and not line.uses

    def _label(self, array: str, quantity: Quantity) -> str:
        """LaTeX of the entry of `array` at the place of `quantity`."""
        base, _, user = array.partition("@")
        kind, node = split(base)
        here = Quantity(kind, node, quantity.index, quantity.batch_dropped)
        text = label(here, np.shape(self.values[array]), symbol(self.graph.names[-1]))
        if not user:
            return text
        through = symbol(user.partition(".")[0])
        return rf"\underbrace{{{text}}}_{{\text{{through }}{through}}}"

    def _symbol(self, array: str, quantity: Quantity) -> str:
        """LaTeX of the value whose gradient `array` holds."""
        return self._label(split(array.partition("@")[0])[1], quantity)

    def _maker(self, cell: str) -> Instruction:
        """The instruction that makes a computed cell."""
        return self.program.maker(self.cells[cell][0])

    def _is_parameter(self, array: str) -> bool:
        return split(array.partition("@")[0])[1] in self.graph.parameters
