"""Which questions `quizapp bank mark-again` covers, and its output."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import click

from engine.registry import did_you_mean
from quizapp.presenting.amounts import count

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quizapp.corrections.again import Again


def chosen(session: Session, name: str | None) -> tuple[Collection[str], str]:
    """The templates that NAME stands for, and the slug if it is one question."""
    from sqlalchemy import select

    from engine import TEMPLATES
    from engine.errata._base import ERRATA
    from quizapp.models import Question

    if name is None:
        return ERRATA.names, ""
    if name in TEMPLATES:
        return [name], ""
    slugs = session.scalars(select(Question.slug)).all()
    if name in slugs:
        return ERRATA.names, name
    hint = did_you_mean(name, [*TEMPLATES, *slugs])
    raise click.ClickException(f"There is no template or question {name!r}.{hint}")


def lines(found: Sequence[Again], dry_run: bool) -> list[str]:
    """A line for each answer, then the totals."""
    wrong = [again for again in found if again.wrong]
    listed = [
        f"{again.attempt.revision.question.slug}, seed {again.attempt.seed}, "
        f"answer {again.attempt.id}: {again.attempt.score:.0%} -> {again.mark.score:.0%}"
        for again in wrong
    ]
    answers = count(len(wrong), "answer")
    learners = count(len({again.attempt.learner_id for again in wrong}), "learner")
    if not wrong:
        return ["No answer needs marking again."]
    if dry_run:
        return [*listed, f"{answers} of {learners} would be marked again. Nothing was changed."]
    return [*listed, f"{answers} of {learners} marked again. They are told at their next visit."]


def document(found: Sequence[Again], dry_run: bool) -> dict[str, Any]:
    """The same for JSON, with scores in 0..1."""
    return {
        "dry_run": dry_run,
        "marked_again": [
            {
                "attempt": again.attempt.id,
                "question": again.attempt.revision.question.slug,
                "seed": again.attempt.seed,
                "former_score": again.attempt.score,
                "score": again.mark.score,
                "reason": again.reason,
            }
            for again in found
            if again.wrong
        ],
    }
