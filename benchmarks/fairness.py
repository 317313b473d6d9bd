"""How fair the marking is: `python -m benchmarks.fairness [SEEDS [HOLDERS]] [NAME…]`.

Simulated learners work on variants of each template: honest ones, who round every intermediate
result, on SEEDS variants; and ones with a misconception, or with a slip in a digit or a sign, on
HOLDERS. Prints a row for each template, then what could not be told apart.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections import Counter
from collections.abc import Iterator

from engine import TEMPLATES, build, mark
from engine.exercise.exercise import Exercise
from engine.graph.bent import bends
from engine.proof.simulated import honest_responses, slips

SEEDS, HOLDERS = 300, 200  # variants of each template


def variants(name: str, seeds: int) -> Iterator[Exercise]:
    """Exercises over all combinations of a template's parameters in turn."""
    choices = TEMPLATES[name].choices
    combinations = [
        dict(zip(choices, values, strict=True)) for values in itertools.product(*choices.values())
    ]
    random.Random(name).shuffle(combinations)
    for seed in range(seeds):
        yield build(name, seed, **combinations[seed % len(combinations)])


def keys(exercise: Exercise) -> dict[str, str]:
    """The correct answers as text."""
    return {part.name: part.answer.write() for part in exercise.parts}


def honest(exercise: Exercise, seed: int) -> tuple[int, int]:
    """How many blanks were answered and refused, over three ways of rounding on the way."""
    marks = [
        part.verdict
        for products, chance in ((True, None), (False, None), (True, random.Random(seed)))
        for part in mark(exercise, honest_responses(exercise, products, chance)).parts.values()
    ]
    return len(marks), sum(verdict not in ("correct", "rounded") for verdict in marks)


def refused_outside(exercise: Exercise) -> int:
    """How many answers one unit outside the envelope were accepted."""
    unit = 10.0**-exercise.decimals
    return sum(
        mark(exercise, keys(exercise) | {part.name: repr(edge + side * unit)})
        .parts[part.name]
        .credit
        > 0
        for part in exercise.parts
        for edge, side in zip(part.answer.envelope, (-1, 1), strict=True)
    )


def holders(exercise: Exercise, seen: Counter[str]) -> None:
    """What learners are told who follow one misconception throughout, and round on the way."""
    program = exercise.graph.program
    for op, bend, _ in bends(program, len(program.instructions)):
        responses = honest_responses(exercise, True, None, [(op, bend.name)])
        marks = mark(exercise, responses).parts
        name = next((name for name, part in marks.items() if part.credit < 1), None)
        if name is None:
            continue
        verdict = marks[name].verdict
        names = (verdict.removeprefix("misconception:"), *marks[name].also)
        kind = "named" if verdict.startswith("misconception:") else "unnamed"
        seen["right" if f"{op}.{bend.name}" in names else f"wrongly {kind}"] += 1


def slip(exercise: Exercise, chance: random.Random, seen: Counter[str]) -> None:
    """Whether each kind of slip in one blank is taken for a misconception.

    `same` counts slips that give the same number, to the digits asked for, as a misconception, so
    that nobody could tell which it was.
    """
    part = chance.choice(exercise.parts)
    half = 0.5 * 10.0**-exercise.decimals
    for kind, text in slips(part.answer.key, exercise.decimals, chance).items():
        verdict = mark(exercise, keys(exercise) | {part.name: text}).parts[part.name].verdict
        if verdict in ("correct", "rounded", "unreadable"):
            continue
        seen[f"{kind} in all"] += 1
        seen["slips"] += 1
        if verdict.startswith("misconception:"):
            wrong = part.answer.misconceptions
            same = any(abs(entry.answer - float(text)) <= half * 1.000001 for entry in wrong)
            seen["same" if same else "rest"] += 1
            seen[kind] += 1


def row(name: str, seeds: int, held_on: int) -> str:
    """The figures of one template."""
    built = answered = rejected = outside = draws = 0
    seen: Counter[str] = Counter()
    for seed, exercise in enumerate(variants(name, seeds)):
        built, draws = built + 1, draws + 1 + exercise.redraw
        count, refused = honest(exercise, seed)
        answered, rejected = answered + count, rejected + refused
        if seed < held_on:
            holders(exercise, seen)
            outside += refused_outside(exercise)
            slip(exercise, random.Random(seed), seen)
    held, slipped = seen["right"] + seen["wrongly named"] + seen["wrongly unnamed"], seen["slips"]
    shares = [
        built / draws,
        *(seen[kind] / (held or 1) for kind in ("right", "wrongly named")),
        *(seen[kind] / (slipped or 1) for kind in ("same", "rest")),
        *(seen[kind] / (seen[f"{kind} in all"] or 1) for kind in ("swap", "drop", "sign")),
    ]
    kept, *told = (f"{share:7.2%}" for share in shares)
    return f"{name:28} {kept} {rejected:5} of {answered:7} {outside:4} {' '.join(told)}"


def main() -> None:
    counts = [int(word) for word in sys.argv[1:3] if word.isdecimal()]
    seeds, held_on = [*counts, *(SEEDS, HOLDERS)[len(counts) :]]
    names = sys.argv[1 + len(counts) :]
    names = names or sorted(name for name in TEMPLATES if build(name, 0).graph)
    print(f"{seeds} seeds of every template; {held_on} for misconceptions and slips")
    print(
        f"{'template':28} {'kept':>7} {'honest rejected':>16} {'out':>4} {'named':>7} "
        f"{'misled':>7} {'same':>7} {'rest':>7} {'swap':>7} {'drop':>7} {'sign':>7}"
    )
    for name in names:
        print(row(name, seeds, held_on), flush=True)


if __name__ == "__main__":
    main()
