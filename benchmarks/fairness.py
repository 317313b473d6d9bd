"""How fair the marking is: `python -m benchmarks.fairness [SEEDS] [NAME…] [--write]`.

Learners who share no rule with the engine (`tests/honest/`) work SEEDS variants of each template:
honest ones by every way of rounding and every route, ones who slip, and ones who compute nothing.
Those who hold a misconception follow the engine's own bent rules. `--write` writes
`docs/fairness.md`.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import mean

from engine import TEMPLATES, build, mark
from engine.errors import BadQuestion
from engine.exercise.exercise import Exercise
from engine.graph.bent import bends
from engine.proof.simulated import honest_responses
from tests.honest.trials import (
    MODES,
    guesses,
    hidden_slips,
    honest,
    refusals,
    slips,
    slips_anywhere,
)

SEEDS = 200  # variants of each template
HELD = 5  # every so many of them also for misconceptions
DOCUMENT = Path(__file__).parents[1] / "docs" / "fairness.md"


@dataclass
class Figures:
    """Counts of one template."""

    name: str
    seen: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)  # learners, by mode or route
    tried: Counter[str] = field(default_factory=Counter)
    scores: dict[str, list[float]] = field(default_factory=dict)

    def add(self, exercise: Exercise, seed: int) -> None:
        """All trials on one exercise."""
        self.seen["built"] += 1
        self.seen["draws"] += 1 + exercise.redraw
        for who, learner in honest(exercise, seed):
            found = refusals(exercise, learner)
            self.tried[who] += 1
            self.refused[who] += bool(found)
            self.seen["blanks"] += len(exercise.parts)
            self.seen["refused"] += len(found)
            self.seen["accused"] += sum(one.accused for one in found)
        for slip in slips(exercise, seed):
            self.seen["slips"] += 1
            self.seen["dear slips"] += not slip.fair
            self.seen["named slips"] += slip.named
        for slip in hidden_slips(exercise, seed):
            self.seen["slips on the way"] += 1
            self.seen["dear on the way"] += not slip.fair
        for slip in slips_anywhere(exercise, seed):
            self.seen["slips anywhere"] += 1
            self.seen["dear anywhere"] += not slip.fair
        if seed % HELD == 0:
            self._hold(exercise)
        for strategy, score in guesses(exercise):
            self.scores.setdefault(strategy, []).append(score)

    def _hold(self, exercise: Exercise) -> None:
        """Learners who hold one misconception throughout and round as they go."""
        assert exercise.graph is not None
        program = exercise.graph.program
        for op, bend, _ in bends(program, range(len(program.instructions))):
            answers = honest_responses(exercise, bend=[(op, bend.name)])
            marks = mark(exercise, answers).parts.values()
            first = next((part for part in marks if part.credit < 1), None)
            if first is None:
                continue
            self.seen["held"] += 1
            names = (first.verdict.removeprefix("misconception:"), *first.also)
            if f"{op}.{bend.name}" in names:
                self.seen["named"] += 1
            elif first.verdict.startswith("misconception:"):
                self.seen["misnamed"] += 1

    @property
    def guess(self) -> tuple[float, str]:
        """The best mean score for computing nothing, and how."""
        return max((mean(scores), strategy) for strategy, scores in self.scores.items())

    def row(self) -> list[str]:
        """The cells of the table."""
        seen, (score, strategy) = self.seen, self.guess
        return [
            self.name,
            share(seen["built"], seen["draws"]),
            f"{seen['refused']} of {seen['blanks']}",
            str(seen["accused"]),
            f"{seen['dear slips']} of {seen['slips']}",
            f"{seen['dear on the way']} of {seen['slips on the way']}",
            f"{seen['dear anywhere']} of {seen['slips anywhere']}",
            f"{score:.1%} ({strategy})",
            f"{seen['named']} / {seen['misnamed']} of {seen['held']}",
            share(seen["named slips"], seen["slips"]),
        ]


HEAD = ["template", "draws kept", "honest blanks refused", "accused", "slips that cost more",
        "slips on the way that cost more", "slips at any number that cost more", "best guess",
        "misconceptions named / misnamed",
        "slips named by chance"]  # fmt: skip


def share(part: int, whole: int) -> str:
    """A share in per cent, of nothing a dash."""
    return f"{part / whole:.1%}" if whole else "–"


def variants(name: str, seeds: int) -> Iterator[tuple[int, Exercise]]:
    """Exercises over all combinations of a template's parameters in turn."""
    choices = TEMPLATES[name].choices
    combinations = [
        dict(zip(choices, values, strict=True)) for values in itertools.product(*choices.values())
    ]
    random.Random(name).shuffle(combinations)
    for seed in range(seeds):
        try:
            yield seed, build(name, seed, **combinations[seed % len(combinations)])
        except BadQuestion as error:
            print(f"{name}: {error}", file=sys.stderr)


def measured(name: str, seeds: int) -> Figures:
    """The figures of one template."""
    figures = Figures(name)
    for seed, exercise in variants(name, seeds):
        figures.add(exercise, seed)
    return figures


def line(cells: list[str]) -> str:
    """A row of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


def document(found: list[Figures], seeds: int) -> str:
    """Everything measured, in Markdown."""
    tried, refused = sum((f.tried for f in found), Counter()), Counter[str]()
    for figures in found:
        refused.update(figures.refused)
    ways = [*MODES, *sorted(way for way in tried if way not in MODES)]
    return "\n".join(
        [
            "# How fair the marking is",
            "",
            f"`make fairness` wrote this page: {seeds} variants of every template over a graph,",
            "worked by learners of `tests/honest/`, who share no rule with the engine. An honest",
            "blank counts as refused where its verdict is not `correct` or `rounded`, or",
            "`imprecise` for who types fewer digits than asked. A slip may cost its own blank,",
            "one on the way a single blank, and so may one at any number that is written down,",
            "amid a rule too. A guess is one number everywhere, or copies of the numbers given; a",
            "blank whose answer is that very number does not count for it.",
            "A slip is named by chance where a misconception is told that makes another number;",
            "a turned sign, say, may be the very number of a common mistake.",
            f"Who holds a misconception works every {HELD}th variant only.",
            "",
            line(HEAD),
            line(["---"] * len(HEAD)),
            *(line(figures.row()) for figures in found),
            "",
            "## By way of rounding and by route",
            "",
            line(["learner", "exercises", "with a blank refused"]),
            line(["---"] * 3),
            *(line([way, str(tried[way]), f"{refused[way]} ({share(refused[way], tried[way])})"])
              for way in ways if tried[way]),
            "",
        ]
    )  # fmt: skip


def main() -> None:
    words = [word for word in sys.argv[1:] if word != "--write"]
    seeds = int(words.pop(0)) if words and words[0].isdecimal() else SEEDS
    names = words or sorted(name for name in TEMPLATES if build(name, 0).graph)
    print(line(HEAD))
    found = []
    with ProcessPoolExecutor() as pool:
        for figures in pool.map(partial(measured, seeds=seeds), names):
            found.append(figures)
            print(line(figures.row()), flush=True)
    text = document(found, seeds)
    if "--write" in sys.argv:
        DOCUMENT.write_text(text)
    else:
        print(text.partition("## By")[2])


if __name__ == "__main__":
    main()
