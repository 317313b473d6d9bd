"""Variants to download for practising in the browser: the plan's next questions, then others."""

from __future__ import annotations

import random
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.exercise.exercise import Exercise
from quizapp.models import Learner, Plan, Question

from ..served import Served
from ..serving import fresh, in_order


def along(
    session: Session,
    learner: Learner,
    *,
    count: int,
    fits: Callable[[Exercise], bool],
    chance: random.Random,
) -> list[Served]:
    """At most `count` questions, the best to ask next first; `fits` says which are suitable."""
    plan = session.get(Plan, learner.id)
    planned = plan.skills if plan else []
    first = set(session.scalars(select(Question.id).where(Question.skill_slug.in_(planned))))
    ids = in_order(session, learner, None, chance=chance)
    found: list[Served] = []
    for question_id in sorted(ids, key=lambda one: one not in first):
        if len(found) == count:
            break
        served = fresh(session, learner, question_id, chance=chance)
        if served and fits(served.exercise):
            found.append(served)
    return found
