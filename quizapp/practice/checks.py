"""Questions to check oneself with while reading: quick ones, the longest unseen first."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import Learner, Question

from .served import Served, open_served
from .serving import last_tried

QUICK = ("choice", "choices", "true_false", "number")  # answered in the middle of a text


def checks(
    session: Session, learner: Learner | None, skill: str, slugs: Sequence[str]
) -> list[Served | None]:
    """A question for each place on a page: the one named there, else one that is due.

    Due is what was never answered, then what was not for longest, so that a page read again asks
    something else. None where nothing is left to ask.
    """
    rows = session.scalars(
        select(Question).where(Question.skill_slug == skill, Question.retired_at.is_(None))
        .order_by(Question.id)
    ).all()  # fmt: skip
    named = {row.slug.partition("/")[2]: row.id for row in rows}
    quick = [row.id for row in rows if row.type in QUICK]
    seen = dict(last_tried(session, learner, skill)) if learner else {}
    due = sorted(quick, key=lambda number: (seen.get(number) is not None, str(seen.get(number))))
    waiting = [number for number in due if number not in {named.get(slug) for slug in slugs}]
    found = []
    for slug in slugs:
        number = named.get(slug) if slug else (waiting.pop(0) if waiting else None)
        found.append(open_served(session, number, seed=0) if number else None)
    return found
