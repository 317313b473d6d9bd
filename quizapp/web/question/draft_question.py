"""A question being edited: text to start from, what was typed, and a preview."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from engine import BadQuestion
from engine.exercise.question import Question
from quizapp.bank.load import read_question
from quizapp.kinds import KINDS

from ..forms import small
from . import blanks

SEEDS = range(1, 4)  # variants of a template to preview
STARTS = {name: kind.start for name, kind in KINDS.items()}


@dataclass(frozen=True)
class QuestionDraft:
    """The editor's form; `base` is the number of the edited revision, 0 for a new question."""

    text: str
    base: int = 0
    slug: str = ""
    note: str = ""

    @property
    def kept(self) -> dict[str, Any]:
        """What a draft holds until it is saved; `of` reads it again."""
        return asdict(self)

    @classmethod
    def of(cls, form: Mapping[str, Any]) -> QuestionDraft:
        return cls(
            text=form.get("text", "").replace("\r\n", "\n"),
            base=_number(str(form.get("base", ""))),
            slug=form.get("slug", "").strip(),
            note=form.get("note", "").strip()[:500],
        )

    def onto(self, base: int) -> QuestionDraft:
        """The same text, based on a later revision."""
        return replace(self, base=base)


def preview_of(text: str) -> dict[str, Any]:
    """The text's problems, and some variants if its answer makes sense.

    Variants are shown even if the text holds something that no page can show, to help find it.
    """
    from quizapp.bank.check import check_text  # imports pydantic, which only instructors need

    problems = check_text(text, "this text")
    try:
        question = read_question(text)
        question.check()
        seeds = SEEDS if question.is_drawn else SEEDS[:1]
        variants = [_variant(question, seed) for seed in seeds]
    except (tomllib.TOMLDecodeError, BadQuestion, RecursionError):
        return {"problems": problems, "previewed": None, "variants": []}
    return {"problems": problems, "previewed": question, "variants": variants}


def _variant(question: Question, seed: int) -> dict[str, Any]:
    exercise = question.exercise(seed)
    return {"seed": seed, "exercise": exercise, "blanks": blanks.fresh(exercise)}


def _number(text: str) -> int:
    try:
        return small(text)
    except ValueError:
        return 0
