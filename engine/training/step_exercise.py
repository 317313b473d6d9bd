"""An exercise made of a step of training: its real weights, one real point, and what comes of them.

The numbers are rounded so that a person can compute with them; everything else (key, envelope,
misconceptions, derivation) follows from the graph the network is trained through.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import numpy as np

from ..draw import Redraw
from ..errors import BadQuestion
from ..exercise.exercise import Exercise
from ..exercise.fair_answers import up_to_digits
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..graph.layers import Layer
from ..graph.program import execute
from ..ops._base import OPS
from ..optimisers._base import OPTIMISERS
from .data import PLACES, Points
from .network import Setup
from .trainer import Frame

MOST_BLANKS = 12
MOST_HIDDEN = 6  # units: their values are asked for, and leave half of the blanks for the way back
TRIES = 12  # points of a step, or weights
EPSILON = r"; $\varepsilon$, outside the root, is too small to show."
UNKIND = 5  # digits that may be asked for: trained weights are not drawn to be kind
SEEN = 0.002  # part of a weight that a step must move it by for the digits asked for to show it
SIGNIFICANT = 3  # digits of the memory of an optimiser


def backprop_exercise(setup: Setup, frame: Frame, data: Points) -> Exercise:
    """Forward, back and, for plain descent, the new weights, on a point of the step's batch.

    `BadQuestion` with advice where the network is too large, or where no point is fair.
    """
    if sum(setup.hidden) > MOST_HIDDEN:
        raise BadQuestion(
            f"This network has {sum(setup.hidden)} hidden units, too many to compute by hand. "
            f"Use at most {MOST_HIDDEN}, like 4 or 3,3."
        )
    graph = setup.graph
    if setup.optimiser == "sgd":
        graph = graph.update(OPS["sgd"](setup.rate), *setup.parameters)
    for place, row in islice(enumerate(frame.rows), TRIES):
        for places in (PLACES, PLACES + 1):
            leaves = _leaves(setup, frame, data, place, row, places)
            try:
                with up_to_digits(UNKIND):
                    return graph_exercise(
                        _intro(setup, frame, row), graph, leaves, _ask(graph, setup.layers, leaves)
                    )
            except Redraw:
                continue
    raise BadQuestion(
        "At this step no point of the batch makes a fair exercise: some gradient is too small to "
        "compute with by hand, or a wrong step would give the right number. Try an earlier step."
    )


def optimiser_exercise(setup: Setup, frame: Frame) -> Exercise:
    """What the optimiser makes of one weight; `BadQuestion` with advice where that is not fair."""
    optimiser = OPTIMISERS[setup.optimiser]
    if optimiser.needs_snapshot or not optimiser.memory:
        raise BadQuestion(
            "With this optimiser, the gradient is all there is to compute: it keeps no memory of "
            "a weight."
        )
    graph = optimiser.graph(setup.rate, frame.step + 1)
    divides = any(node.op.name == "adaptive_step" for node in graph.nodes)
    for name, index in islice(_steepest(frame), TRIES):
        arrays = {"w": frame.weights, "g": frame.gradients, **frame.memory}
        leaves = {letter: np.array([[_few_digits(some[name][index])]])
                  for letter, some in arrays.items()}  # fmt: skip
        intro = (
            f"Step {frame.step + 1} of this training, for one of its weights. {optimiser.summary} "
            rf"The learning rate is $\eta = {setup.rate:g}$" + (EPSILON if divides else ".")
        )
        try:
            return graph_exercise(intro, graph, leaves, graph.names)
        except Redraw:
            continue
    raise BadQuestion(
        "At this step the optimiser's memory is too small, or its correction too large, to compute "
        "with by hand. Momentum and Adagrad nearly always make an exercise; steps of Adam with "
        "kinder numbers are among the questions."
    )


def _leaves(
    setup: Setup, frame: Frame, data: Points, place: int, row: int, places: int
) -> dict[str, np.ndarray]:
    """The rounded weights, the point in that row of the data, and its masks in the batch."""
    return {
        "x": data.x[[row]],
        **{name: array.round(places) + 0.0 for name, array in frame.weights.items()},
        **{name: array[[place]] * 1.0 for name, array in frame.masks.items()},
        "t": setup.targets(data.t[[row]]),
    }


def _intro(setup: Setup, frame: Frame, row: int) -> str:
    """What is asked, in words."""
    batch = (
        f"Step {frame.step + 1} of this training uses {len(frame.rows)} points; here you use "
        f"one of them, number {row + 1}. "
        if len(frame.rows) > 1
        else f"Step {frame.step + 1} of this training uses point number {row + 1}. "
    )
    steps = "Propagate it forward, then the error back"
    if setup.optimiser != "sgd":
        return f"{batch}{steps}."
    return rf"{batch}{steps}, and take the step with the learning rate $\eta = {setup.rate:g}$."


def _ask(graph: Graph, found: tuple[Layer, ...], leaves: Mapping[str, np.ndarray]) -> list[str]:
    """All values on the way forward, and gradients and updates along the steepest way back."""
    with np.errstate(all="ignore"):
        values = execute(graph.program, leaves)
    ask: dict[str, None] = {}

    def add(array: str, *index: int) -> None:
        kind, _, name = array.rpartition(".")
        place = index if name in graph.parameters else (0, *index)
        value = values[array][place]
        moved = kind != "updated" or abs(value - leaves[name][place]) > SEEN * abs(value)
        if value != 0 and moved and len(ask) < MOST_BLANKS:
            ask[f"{array}[{','.join(map(str, index))}]"] = None

    for layer in found:
        for unit in range(values[layer.output].shape[1]):
            add(layer.output, unit)
    ends = []
    to = int(np.abs(values[f"grad.{found[-1].z}"][0]).argmax())
    for layer in reversed(found):
        gradients = np.abs(values[f"grad.{layer.weights}"])
        at = int(gradients[:, to].argmax())
        ends.append((layer, at, to))
        to = at
    steps = ("grad", "updated") if graph.updates else ("grad",)
    first, at, to = ends[-1]
    for kind in steps:
        add(f"{kind}.{first.weights}", at, to)
    for layer, _, to in reversed(ends):
        add(f"grad.{layer.z}", to)
    for layer, _, _ in ends:
        for kind in steps:
            for index in np.ndindex(values[layer.weights].shape):
                add(f"{kind}.{layer.weights}", *index)
    return list(ask)


def _steepest(frame: Frame) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Every weight's name and index, largest gradient first."""
    every = [(name, index) for name, array in frame.gradients.items()
             for index in np.ndindex(array.shape)]  # fmt: skip
    yield from sorted(every, key=lambda one: -abs(frame.gradients[one[0]][one[1]]))


def _few_digits(value: float) -> float:
    return float(f"{value:.{SIGNIFICANT}g}")
