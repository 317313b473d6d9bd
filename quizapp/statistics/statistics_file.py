"""The statistics of questions as a file, for a spreadsheet or a program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from quizapp.accounts.export import table_as_csv

from .item_figures import FEWEST, Figures
from .question_report import QuestionReport

COLUMNS = (
    "question", "title", "answers", "facility", "standard_deviation", "discrimination",
    "compared", "untried", "hinted", "attention",
)  # fmt: skip


def rows(found: Iterable[Figures], attention: Mapping[int, list[str]]) -> list[dict[str, Any]]:
    """What is known of each question; of too few people only how many they are."""
    return [
        {
            "question": one.slug,
            "title": one.title,
            "answers": one.answers,
            "facility": _to(one.facility, one),
            "standard_deviation": _to(one.spread, one),
            "discrimination": _to(one.discrimination, one),
            "compared": one.compared if one.is_shown else None,
            "untried": one.untried if one.is_shown else None,
            "hinted": one.hinted if one.is_shown else None,
            "attention": attention.get(one.question_id, []),
        }
        for one in found
    ]


def as_csv(found: Iterable[Figures], attention: Mapping[int, list[str]]) -> str:
    """The same as CSV."""
    listed = rows(found, attention)
    for row in listed:
        row["attention"] = " ".join(row["attention"])
    return table_as_csv(COLUMNS, ([row[name] for name in COLUMNS] for row in listed))


def report_rows(report: QuestionReport) -> list[tuple[str, str, str, int, float | None]]:
    """About what, which of them, what happened, to how many people, their mean score."""
    weeks = [
        ("week", day.isoformat(), "", people, round(score, 4))
        for day, (people, score) in report.weeks.items()
        if people >= FEWEST
    ]
    options = [
        ("option", f"revision {number}", one.letter, one.people, None)
        for number, listed in report.options.items()
        for one in listed
    ]
    parts: list[tuple[str, str, str, int, float | None]] = []
    for part in report.parts:
        parts += [("blank", part.name, "right", part.right, None)]
        parts += [("blank", part.name, one.name, one.people, None) for one in part.mistakes]
        parts += [("blank", part.name, "otherwise wrong", part.other, None)]
        parts += [("blank", part.name, "left blank", part.blank, None)]
    return [*weeks, *options, *parts]


def report_csv(report: QuestionReport) -> str:
    """The statistics of one question as CSV."""
    return table_as_csv(("about", "which", "what", "people", "score"), report_rows(report))


def _to(value: float | None, one: Figures) -> float | None:
    return round(value, 4) if one.is_shown and value is not None else None
