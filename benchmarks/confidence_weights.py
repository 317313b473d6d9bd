"""Fits the weights of `engine/short_answers/confidence.py`, and says how far they can be trusted.

`python -m benchmarks.confidence_weights` prints both. Answers to a tenth of the questions are
left out of each fit in turn, and the figures are those of the answers left out. Three sets are in
no fit: answers by people who knew the questions only. Points that are denied or turned round, and
model answers, are fitted to as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.short_answers import SETS, Judged, answer_to, calibration_error, labelled, slugs
from benchmarks.untrue_answers import denied, turned_round
from engine.short_answers.examining import weighed
from engine.short_answers.findings import SURE

UNSEEN = {"plain_words_unseen", "natural", "natural_unseen", "natural_untouched"}
COUNTS = {"while_building": 0.5, "untrue": 0.1, "model": 0.5}  # how much a row counts, if not 1
SHRINKING = 0.5
GROUPS = {"said": "said", "contradicted": "contradicted"}  # all others are "open"
FOLDS = 10


@dataclass(frozen=True)
class Labelled:
    """A point as it reads in an answer, and whether it is made there."""

    source: str
    slug: str
    kind: str
    clues: Mapping[str, float]
    made: bool

    @property
    def group(self) -> str:
        return GROUPS.get(self.kind, "open")

    @property
    def values(self) -> dict[str, float]:
        return {"1": 1.0, f"is {self.kind}": float(self.group == "open"), **self.clues}


Weights = Mapping[str, Mapping[str, float]]


def rows() -> Iterator[Labelled]:
    """Every point of every answer."""
    for name in SETS:
        for row in labelled(name):
            for (kind, clues), label in zip(
                _read(row["question"], row["answer"]), row["points"], strict=False
            ):
                yield Labelled(name, row["question"], kind, clues, label == "s")
    for slug in slugs():
        answer = answer_to(slug)
        for kind, clues in _read(slug, answer.model):
            yield Labelled("model", slug, kind, clues, True)
        for index, entry in enumerate(answer.rubric):
            for text in (*denied(entry), *turned_round(entry)):
                for kind, clues in list(_read(slug, text))[index : index + 1]:
                    yield Labelled("untrue", slug, kind, clues, False)


def _read(slug: str, text: str) -> list[tuple[str, Mapping[str, float]]]:
    answer = answer_to(slug)
    return weighed(text, answer.rubric, answer.mistakes, answer.asked, answer.model)


def fitted(known: Sequence[Labelled]) -> Weights:
    """A logistic regression for each group of kinds."""
    found = {}
    for group in ("said", "contradicted", "open"):
        some = [row for row in known if row.group == group]
        names = sorted({name for row in some for name in row.values})
        table = np.array([[row.values.get(name, 0.0) for name in names] for row in some])
        made = np.array([row.made for row in some], float)
        counts = np.array([COUNTS.get(row.source, 1.0) for row in some])
        found[group] = dict(zip(names, _logistic(table, made, counts), strict=True))
    return found


def _logistic(table: Any, made: Any, counts: Any) -> Any:
    weights = np.zeros(table.shape[1])
    shrinking = SHRINKING * np.eye(len(weights))
    for _ in range(60):  # steps of Newton's method
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (counts * (likely - made)) + shrinking @ weights
        bend = (table.T * (counts * likely * (1 - likely))) @ table + shrinking
        weights -= np.linalg.solve(bend, slope)
    return weights


def judged(row: Labelled, weights: Weights) -> Judged:
    total = sum(weights[row.group].get(name, 0.0) * value for name, value in row.values.items())
    likely = 1 / (1 + np.exp(-total))
    sure = max(likely, 1 - likely)
    return Judged(float(sure), bool(sure >= SURE), bool((likely >= 0.5) == row.made))


def left_out(every: Sequence[Labelled], told: Callable[[Labelled], bool]) -> list[Judged]:
    """The findings of some rows by weights that were fitted to other questions."""
    asked = sorted({row.slug for row in every})
    found = []
    for fold in range(FOLDS):
        out = set(asked[fold::FOLDS])
        weights = fitted([row for row in every if row.slug not in out and row.source not in UNSEEN])
        found += [judged(row, weights) for row in every if row.slug in out and told(row)]
    return found


def main() -> None:
    every = list(rows())
    for name in (*SETS, "untrue", "model"):
        found = left_out(every, lambda row, name=name: row.source == name)  # type: ignore[misc]
        sure = [one for one in found if one.sure]
        right = 100 * np.mean([one.right for one in sure])
        print(
            f"{name}: sure of {100 * len(sure) / len(found):.1f}% of {len(found)} points, "
            f"{right:.1f}% of them right; calibration error {calibration_error(found):.3f}"
        )
    for group, weights in fitted([row for row in every if row.source not in UNSEEN]).items():
        told = {name: round(float(value), 2) for name, value in weights.items()}
        print(f'"{group}": { ({name: value for name, value in told.items() if value}) },')


if __name__ == "__main__":
    main()
