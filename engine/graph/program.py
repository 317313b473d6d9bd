"""A program, and the single interpreter that reads it.

It holds the forward nodes of a graph, then `grad.*`, then `updated.*`; bounds work on all alike.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

import numpy as np

from ..ops._base import Bend, Op
from ..readings import nd
from ..readings.interval import Interval
from .misread import fitting, misread

Given = Mapping[str, Sequence[tuple[tuple[int, ...], Any]]]  # array name -> (index, value) pairs
Bent = Collection[tuple[str, str]]  # wrong rules: op name, misconception


@dataclass(frozen=True)
class Instruction:
    """Apply a rule of an op ("forward" or "vjp") to named arrays and name what comes out."""

    op: Op
    rule: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]

    @cached_property
    def ways(self) -> tuple[Callable[..., Any], ...]:
        """The rule itself, then its equal forms."""
        return tuple(
            getattr(self.op, way) for way in (self.rule, *self.op.forms.get(self.rule, ()))
        )


@dataclass(frozen=True)
class Program:
    """Instructions in computing order; `forward` and `backward` are where those parts end."""

    instructions: tuple[Instruction, ...]
    forward: int
    backward: int

    def position(self, array: str) -> int:
        """Index of the instruction that makes an array; −1 for leaves."""
        return self._makers.get(array, -1)

    def maker(self, array: str) -> Instruction:
        """The instruction that makes a computed array."""
        return self.instructions[self._makers[array]]

    def gradient_behind(self, array: str) -> str:
        """The gradient that an update goes by; any other array is itself."""
        while array.startswith("updated."):
            names = self.maker(array).inputs
            array = next(name for name in reversed(names) if "." in name)
        return array

    def leading_to(self, arrays: Iterable[str]) -> Program:
        """The part of it that these arrays are computed from."""
        wanted = frozenset(arrays)
        part: Program = self.kept.get(wanted) or self._part(wanted)
        self.kept[wanted] = part
        return part

    def _part(self, arrays: Iterable[str]) -> Program:
        needed = needed_for(arrays, self.instructions)
        begin = self.instructions[self.forward]  # the first step back, which starts at 1
        if begin.inputs[0] in needed:
            needed |= needed_for(begin.outputs, self.instructions)
        kept = [not needed.isdisjoint(each.outputs) for each in self.instructions]
        return Program(
            tuple(itertools.compress(self.instructions, kept)),
            sum(kept[: self.forward]),
            sum(kept[: self.backward]),
        )

    def leads_to(self, array: str) -> set[str]:
        """Every array that one is computed from, itself and leaves included."""
        found: set[str] = self.kept.get(("to", array)) or needed_for([array], self.instructions)
        self.kept["to", array] = found
        return found

    def after(self, array: str) -> set[int]:
        """The places where anything is computed from an array, itself left out."""
        places: set[int] | None = self.kept.get(("after", array))
        if places is None:
            differ, places = {array}, set()
            for place, step in enumerate(self.instructions):
                if not differ.isdisjoint(step.inputs):
                    differ.update(step.outputs)
                    places.add(place)
            self.kept["after", array] = places
        return places

    @cached_property
    def kept(self) -> dict[Hashable, Any]:
        """What was found out once, for all variants of a template that have this program."""
        return {}

    @cached_property
    def _makers(self) -> dict[str, int]:
        return {
            name: index
            for index, instruction in enumerate(self.instructions)
            for name in instruction.outputs
        }


def execute(
    program: Program,
    arrays: Mapping[str, Any],
    *,
    start: int = 0,
    stop: int | None = None,
    only: Collection[int] | None = None,
    bend: Bent = (),
    bent_at: Collection[int] | None = None,
    form: int | None = None,
    given: Given = {},  # noqa: B006  (never written to)
    computed: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Run instructions `start` to `stop` on top of `arrays`; returns all arrays by name.

    With `only`, no others than those; the rest stands in `arrays` already, what is given in it.

    Bounds are around all equal forms of a rule; with a number `form` around one, 0 being the rule
    itself. Each (op name, misconception) of `bend` replaces a rule wherever that op appears, or
    only at the places `bent_at`.
    `given` overrides entries right after they are computed, as a learner does who goes on from a
    value of their own; what those arrays were before is left in `computed`.
    """
    env = dict(arrays)
    run: Iterable[int] = range(start, len(program.instructions) if stop is None else stop)
    for name, entries in given.items() if only is None else ():
        if name in env and program.position(name) not in run:
            env[name] = override(env[name], entries)
    # A wrong rule or a wrong number may well leave the domain; None changes nothing.
    with np.errstate(all="ignore" if bend or given else None):
        for position in run if only is None else sorted(only):
            step = program.instructions[position]
            if step.rule == "vjp" and step.inputs[0] not in env:
                env[step.inputs[0]] = _ones_like(env[step.inputs[1]])
            held = None
            if bend and (bent_at is None or position in bent_at):
                held = held_at(step, bend)
            reads = misread(program, step, held.reads) if held else step.inputs
            if reads != step.inputs:  # what is read instead may be made from what is made here
                _perform(step, step.inputs, step.rule, env, form, given, computed)
                for name in (name for name in reads if program.position(name) > position):
                    maker = program.maker(name)
                    _perform(maker, maker.inputs, maker.rule, env, form, given, None)
                reads = fitting(reads, step.inputs, env)
            rule = held.name if held and not held.reads else step.rule
            _perform(step, reads, rule, env, form, given, computed)
    return env


def _perform(
    step: Instruction, reads: Sequence[str], rule: str, env: dict[str, Any], form: int | None,
    given: Given, computed: dict[str, Any] | None,
) -> None:  # fmt: skip
    """Put the result of a rule into `env`; given values replace computed ones."""
    try:
        made = _apply(step, [env[name] for name in reads], rule, form)
    except (ValueError, IndexError, TypeError) as error:
        raise _at_node(error, step, env) from error
    arrays = made if step.rule == "vjp" else (made,)
    for name, array in zip(step.outputs, arrays, strict=True):
        if array.__class__ is np.ndarray:
            array = nd.unwrap(array)
        if name in given:
            if computed is not None:
                computed[name] = array
            array = override(array, given[name])
        env[name] = array


def _apply(instruction: Instruction, inputs: Sequence[Any], rule: str, form: int | None) -> Any:
    """The result of a rule; for intervals, bounds around the results of all equal forms."""
    if rule != instruction.rule:  # a wrong one
        return getattr(instruction.op, rule)(*inputs)
    ways, within = instruction.ways, instruction.op.bounds
    if Interval not in map(type, inputs):
        return ways[0](*inputs)
    if form is None:
        made = reduce(_hull, [way(*inputs) for way in ways])
    else:
        made = ways[min(form, len(ways) - 1)](*inputs)
    return made.within(*within) if within and rule == "forward" else made


def _hull(made: Any, other: Any) -> Any:
    if isinstance(made, tuple):
        return tuple(map(_hull, made, other))
    return made.hull(other) if isinstance(made, Interval) else made


def _at_node(error: Exception, instruction: Instruction, env: Mapping[str, Any]) -> Exception:
    """The same error, saying which node of the graph it is at; ours are left as they are."""
    if type(error) not in (ValueError, IndexError, TypeError):
        return error
    shapes = (f"{name} {getattr(env[name], 'shape', ())}" for name in instruction.inputs)
    shape = "" if type(error) is TypeError else "; check the shapes. NumPy says"
    return type(error)(
        f"{instruction.outputs[0]} = {instruction.op.name} of {', '.join(shapes)} cannot be "
        f"computed{shape}: {error}"
    )


def held_at(instruction: Instruction, bend: Bent) -> Bend | None:
    """The wrong rule that replaces the instruction's own, if one does."""
    for op, name in bend:
        if instruction.op.name == op:
            held: Bend = instruction.op.bends[name]
            if held.replaces == instruction.rule:
                return held
    return None


def override(array: Any, entries: Sequence[tuple[tuple[int, ...], Any]]) -> Any:
    """A copy of `array` with the entries at the given indices replaced."""
    if hasattr(array, "override"):
        return array.override(entries)
    copy = np.array(array, dtype=getattr(array, "dtype", None), copy=True)
    for index, value in entries:
        copy[index] = value
    return nd.unwrap(copy) if copy.ndim else copy[()]


def _ones_like(loss: Any) -> Any:
    """The gradient of the loss w.r.t. itself."""
    if hasattr(loss, "ones_like"):
        return loss.ones_like()
    return np.ones_like(loss) if isinstance(loss, np.ndarray) else 1.0


def needed_for(wanted: Iterable[str], instructions: Sequence[Instruction]) -> set[str]:
    """Every array that the wanted ones are computed from, themselves and leaves included."""
    needed = set(wanted)
    for instruction in reversed(instructions):
        if not needed.isdisjoint(instruction.outputs):
            needed |= set(instruction.inputs)
    return needed
