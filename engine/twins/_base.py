"""The interviewer's "what if …?": an exercise with one thing about its graph changed.

A twin rewrites the graph and keeps the numbers, so whoever has just worked the exercise sees what
the change does. Dropping a file into `engine/twins/` adds a kind of change; `TWINS` maps its name
to a function from an exercise to the twins it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from ..draw import Draw, Redraw
from ..errors import BadQuestion
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..graph.program import execute
from ..graph.quantity import Quantity, split
from ..registry import Registry, did_you_mean

AND_IF = "and_if"  # the parameter that every template has for it
MOST_BLANKS = 14

Leaves = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Twin:
    """One change: how it is asked for, what the statement says of it, and the changed graph."""

    name: str  # `tanh`, `no_bias`: the parameter `and_if` of the exercise it makes
    question: str  # What if the activation were tanh?
    now: str  # Now the activation is tanh.
    graph: Graph
    leaves: Callable[[Leaves, Draw], Leaves] = lambda leaves, draw: leaves


TWINS: Registry[Callable[[Exercise], Iterable[Twin]]] = Registry("engine.twins")


def twin(function: Callable[[Exercise], Iterable[Twin]]) -> Callable[[Exercise], Iterable[Twin]]:
    """Decorator: register a kind of change under the function's name, which is its file's."""
    TWINS.add(function.__name__, function)
    return function


def twins(exercise: Exercise) -> tuple[Twin, ...]:
    """Every change that makes sense for an exercise; none for one without a graph or for a twin."""
    if exercise.graph is None or exercise.twin_of:
        return ()
    return tuple(found for changes in TWINS.values() for found in changes(exercise))


def make_twin(exercise: Exercise, name: str, draw: Draw, *, fresh: bool) -> Exercise:
    """The exercise with that change; `BadQuestion` where it has no such twin.

    Asks again for what the change touches, and raises `Redraw` where the numbers are not fair.
    `fresh` says that they are others than those of the original that was asked.
    """
    found = {twin.name: twin for twin in twins(exercise)}
    if name not in found:
        hint = did_you_mean(name, found)
        known = f"It has {', '.join(found)}." if found else "It has none."
        raise BadQuestion(f"This exercise has no twin {name!r}.{hint} {known}", ("params", AND_IF))
    change = found[name]
    leaves = change.leaves({leaf: exercise.leaves[leaf] for leaf in change.graph.leaves
                            if leaf in exercise.leaves}, draw)  # fmt: skip
    rest = "Everything else stays as it is" + ("; the numbers are new." if fresh else ".")
    intro = f"{exercise.intro.strip()}\n\n**{change.now}** {rest}"
    made = graph_exercise(intro, change.graph, leaves, _ask(exercise, change.graph, leaves))
    return replace(made, twin_of=exercise)


def _ask(exercise: Exercise, graph: Graph, leaves: Leaves) -> list[str]:
    """What the exercise asks, minus anything that the change leaves alone or removes."""
    assert exercise.graph is not None
    old = execute(exercise.graph.program, exercise.leaves)
    new = execute(graph.program, leaves)
    asked = [q for q in exercise.asked if q.array in new]
    wider = [q.array for q in asked if np.shape(new[q.array]) != np.shape(old[q.array])]
    if wider:
        return _of_batch(asked, wider, graph, new)
    touched = [q for q in asked if not np.allclose(new[q.array], old[q.array], rtol=1e-12)]
    total = graph.names[-1]
    if not touched and total in new and not np.allclose(new[total], old.get(total, np.nan)):
        return [total]  # the one number that every change reaches
    if not touched:
        raise Redraw  # with these numbers the change makes no difference
    renamed = total != exercise.graph.names[-1] and exercise.graph.names[-1] in [
        q.node for q in asked
    ]
    return [*(q.name.removeprefix("value.") for q in touched), *([total] if renamed else [])]


def _of_batch(asked: list[Quantity], wider: list[str], graph: Graph, values: Leaves) -> list[str]:
    """Whole arrays; where those are too many, of the samples only the output and its gradient."""
    arrays = list(dict.fromkeys(q.array for q in asked))
    if sum(np.size(values[array]) for array in arrays) <= MOST_BLANKS:
        return arrays
    computed = {node.name: node for node in graph.nodes}
    loss = computed[graph.names[-1]]
    last = next(computed[name] for name in loss.inputs if name in computed)
    ends = {last.name, *last.inputs[:1]}
    return [array for array in arrays if array not in wider or split(array)[1] in ends]
