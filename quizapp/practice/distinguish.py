"""Variants that distinguish misconceptions which all explain an answer."""

from __future__ import annotations

import random
from dataclasses import replace

from sqlalchemy.orm import Session

from engine.marking.tell_apart import apart
from quizapp.models import Attempt

from .served import SEEDS, Served, reopen

TRIED = 40  # variants to try; if these fail, others hardly succeed


def undecided(attempt: Attempt) -> frozenset[str]:
    """The misconceptions that fit the first ambiguous blank; empty if there is none."""
    for part in attempt.mark["parts"].values():
        if also := part.get("also"):
            return frozenset({part["verdict"].partition(":")[2], *also})
    return frozenset()


def telling_apart(session: Session, attempt: Attempt, *, chance: random.Random) -> Served | None:
    """A new variant of the question that tells them apart; None if none was found."""
    names, served = undecided(attempt), reopen(session, attempt)
    if not names or not served.question.is_drawn:
        return None
    seeds = (chance.randrange(SEEDS) for _ in range(TRIED))
    found = apart(map(served.question.exercise, seeds), names)
    return replace(served, seed=found.seed, exercise=found) if found else None
