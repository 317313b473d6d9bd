"""A graph expands into one program that a single interpreter reads.

The program holds the forward nodes, then `grad.*` (with explicit sums where a value fans out),
then `updated.*`. Envelopes, interventions and bent rules therefore work on all three alike.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

import numpy as np

from ..ops._base import OPS, Bend, Op
from ..ops.gradient_sum import GradientSum
from ..readings import nd
from .misread import fitting, misread
from .node import Node

Given = Mapping[str, Sequence[tuple[tuple[int, ...], Any]]]  # array name -> (index, value) pairs
Bent = Collection[tuple[str, str]]  # wrong rules: op name, misconception


@dataclass(frozen=True)
class Instruction:
    """Apply a rule of an op ("forward" or "vjp") to named arrays and name what comes out."""

    op: Op
    rule: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


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

    def leading_to(self, arrays: Iterable[str]) -> Program:
        """The part of it that these arrays are computed from."""
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

    With `only`, no others than those; the rest stands in `arrays` already.

    Bounds are around all equal forms of a rule; with a number `form` around one, 0 being the rule
    itself. Each (op name, misconception) of `bend` replaces a rule wherever that op appears, or
    only at the places `bent_at`.
    `given` overrides entries right after they are computed, as a learner does who goes on from a
    value of their own; what those arrays were before is left in `computed`.
    """
    env = dict(arrays)
    run: Sequence[int] = range(start, len(program.instructions) if stop is None else stop)
    if only is not None:
        run = sorted(set(only).intersection(run))
    for name, entries in given.items():
        if name in env and program.position(name) not in run:
            env[name] = override(env[name], entries)
    # A wrong rule or a wrong number may well leave the domain; None changes nothing.
    with np.errstate(all="ignore" if bend or given else None):
        for position in run:
            bent = bend if bent_at is None or position in bent_at else ()
            step = program.instructions[position]
            if step.rule == "vjp" and step.inputs[0] not in env:
                env[step.inputs[0]] = _ones_like(env[step.inputs[1]])
            held = held_at(step, bent)
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
        array = nd.unwrap(array)
        if name in given:
            if computed is not None:
                computed[name] = array
            array = override(array, given[name])
        env[name] = array


def _apply(instruction: Instruction, inputs: Sequence[Any], rule: str, form: int | None) -> Any:
    """The result of a rule; for intervals, bounds around the results of all equal forms."""
    op, bounded = instruction.op, any(hasattr(x, "hull") for x in inputs)
    ways = [getattr(op, way) for way in (rule, *(op.forms.get(rule, ()) if bounded else ()))]
    if form is not None:
        ways = [ways[min(form, len(ways) - 1)]]
    made = reduce(_hull, (way(*inputs) for way in ways))
    return made.within(*op.bounds) if bounded and op.bounds and rule == "forward" else made


def _hull(made: Any, other: Any) -> Any:
    if isinstance(made, tuple):
        return tuple(map(_hull, made, other))
    return made.hull(other) if hasattr(made, "hull") else made


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


def expand(nodes: Sequence[Node], steps: Sequence[Node]) -> Program:
    """The program of a graph: its nodes, the gradient of its last node, the optimiser's steps."""
    forward = [Instruction(node.op, "forward", node.inputs, (node.name,)) for node in nodes]
    backward: list[Instruction] = []
    waiting: dict[str, list[str]] = {}  # array -> contributions to its gradient, oldest first
    needed = needed_for([nodes[-1].name], forward)  # by the loss
    matter = [node for node in nodes if node.name in needed]
    uses = Counter(name for node in matter for name in node.inputs)
    losses = {node.inputs[0]: node for node in matter if uses[node.inputs[0]] == 1}
    for node in reversed(matter):
        outputs = []
        for position, name in enumerate(node.inputs):
            alone = f"grad.{name}"
            outputs.append(alone if uses[name] == 1 else f"{alone}@{node.name}.{position}")
            waiting.setdefault(name, []).append(outputs[-1])
        inputs = (f"grad.{node.name}", node.name, *node.inputs)
        backward.append(
            _through_both(node, losses.get(node.name), tuple(outputs))
            or Instruction(node.op, "vjp", inputs, tuple(outputs))
        )
        backward += [
            Instruction(GradientSum(), "forward", tuple(waiting[name]), (f"grad.{name}",))
            for name in dict.fromkeys(node.inputs)
            if uses[name] > 1 and len(waiting[name]) == uses[name]
        ]
    updates = [Instruction(node.op, "forward", node.inputs, (node.name,)) for node in steps]
    ahead = len(forward) + len(backward)
    return Program((*forward, *backward, *updates), len(forward), ahead)


def _through_both(node: Node, loss: Node | None, outputs: tuple[str, ...]) -> Instruction | None:
    """One step back through a loss and the activation before it, where their slopes cancel."""
    if loss is None or node.op.name not in loss.op.cancels:
        return None
    inputs = (f"grad.{loss.name}", *loss.inputs)
    return Instruction(OPS[loss.op.cancels[node.op.name]](), "forward", inputs, outputs)


def needed_for(wanted: Iterable[str], instructions: Sequence[Instruction]) -> set[str]:
    """Every array that the wanted ones are computed from, themselves and leaves included."""
    needed = set(wanted)
    for instruction in reversed(instructions):
        if not needed.isdisjoint(instruction.outputs):
            needed |= set(instruction.inputs)
    return needed
