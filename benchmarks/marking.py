"""How long making and marking an exercise takes: `python -m benchmarks.marking [SEEDS]`.

The processor's time, which other programs lengthen little, over all templates and several seeds.
The floor is what nobody can do without: the program of the exercise, run once in plain floats.
The peer is PrairieLearn of August 2026 on two cores, between generating and grading, without any
HTML. Ends with status 1 where a goal is missed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from benchmarks.figures import Figure, told
from engine import TEMPLATES, build, mark
from engine.answers.number import NumberAnswer
from engine.exercise.exercise import Exercise
from engine.graph.program import execute

SEEDS = 12
SLOWEST = 8  # templates that are listed
WRONG, RIGHT = "wrong sheet marked, {} template", "made and marked right, median template"
PEER = (17.1, 0.49)  # PrairieLearn: milliseconds a sheet, and for each of its number blanks


def milliseconds(run: Callable[[], Any]) -> float:
    """The processor's time of the faster of two calls, as others may hold it up."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return min(taken) * 1e3


def wrong(exercise: Exercise) -> dict[str, str]:
    """A sheet on which every number is wrong, each by another factor."""
    return {
        part.name: f"{part.answer.key * (1.2 + 0.37 * k) or 0.37:.6g}"
        if isinstance(part.answer, NumberAnswer)
        else (part.answer.near_misses() or (part.answer.write(),))[0]
        for k, part in enumerate(exercise.parts)
    }


def times(name: str, seed: int) -> tuple[float, float, float]:
    """Made and marked right, marked wrong, and the floor of both."""

    def all_right() -> None:
        exercise = build(name, seed)
        mark(exercise, {part.name: part.answer.write() for part in exercise.parts})

    exercise = build(name, seed)
    sheet = wrong(exercise)
    floor = (
        milliseconds(lambda: execute(exercise.program, exercise.leaves)) if exercise.graph else 0
    )
    return milliseconds(all_right), milliseconds(lambda: mark(exercise, sheet)), floor


def figures(seeds: int = SEEDS) -> Iterator[Figure]:
    """The median and the slowest template, and the one that is nearest to the peer."""
    found, peers = {}, {}
    for name in TEMPLATES:
        times(name, 0)  # imports what it needs
        columns = zip(*(times(name, seed) for seed in range(1, seeds + 1)), strict=True)
        found[name] = [median(column) for column in columns]
        peers[name] = PEER[0] + PEER[1] * len(build(name, 0).parts)
    right, marked, floor = (list(column) for column in zip(*found.values(), strict=True))
    slow = sorted(found, key=lambda name: -found[name][1])[:SLOWEST]
    print(", ".join(f"{name} {found[name][1]:.1f}" for name in slow))
    near = max(found, key=lambda name: found[name][1] / peers[name])
    yield Figure(WRONG.format("median"), median(marked), 4.0, median(floor))
    yield Figure(WRONG.format("slowest"), max(marked), 25.0, found[slow[0]][2])
    yield Figure(f"wrong sheet marked, `{near}`, the nearest to the peer", found[near][1],
                 peers[near], found[near][2], peers[near])  # fmt: skip
    yield Figure(RIGHT, median(right), 2.0, median(floor))


if __name__ == "__main__":
    sys.exit(told(figures(*map(int, sys.argv[1:]))))
