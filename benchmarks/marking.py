"""How long making and marking an exercise takes: `python -m benchmarks.marking [SEEDS]`.

The processor's time, which other programs lengthen little, over all templates and several seeds.
The floor is what nobody can do without: the program of the exercise, run once in plain floats.
Ends with status 1 where a goal is missed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from engine import TEMPLATES, build, mark
from engine.answers.number import NumberAnswer
from engine.exercise.exercise import Exercise
from engine.graph.program import execute

SEEDS = 12
SLOWEST = 8  # templates that are listed
GOALS = {  # milliseconds
    "wrong sheet marked, median template": 4.0,
    "wrong sheet marked, slowest template": 25.0,
    "made and marked right, median template": 2.0,
}


def milliseconds(run: Callable[[], Any]) -> float:
    """The processor's time of one call."""
    start = time.process_time()
    run()
    return (time.process_time() - start) * 1e3


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


def main() -> int:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    found = {}
    for name in TEMPLATES:
        times(name, 0)  # imports what it needs
        columns = zip(*(times(name, seed) for seed in range(1, seeds + 1)), strict=True)
        found[name] = [median(column) for column in columns]
    right, marked, floor = (list(column) for column in zip(*found.values(), strict=True))
    ours = dict(zip(GOALS, (median(marked), max(marked), median(right)), strict=True))
    print(f"median of {seeds} seeds, in milliseconds; the floor is {median(floor):.2f} for the "
          f"median template, {max(floor):.2f} for the slowest")  # fmt: skip
    for name in sorted(found, key=lambda name: -found[name][1])[:SLOWEST]:
        made, sheet, least = found[name]
        print(f"  {name}: wrong {sheet:.1f}, made and right {made:.1f}, floor {least:.2f}")
    for what, goal in GOALS.items():
        print(f"{what}: {ours[what]:.1f}, goal {goal:g}{'' if ours[what] <= goal else ': missed'}")
    return int(any(ours[what] > goal for what, goal in GOALS.items()))


if __name__ == "__main__":
    sys.exit(main())
