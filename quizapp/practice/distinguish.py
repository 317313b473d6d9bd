"""After an answer that several misconceptions would give: a variant on which they differ."""

from __future__ import annotations

import random
from dataclasses import replace

from sqlalchemy.orm import Session

from engine.marking.tell_apart import apart
from quizapp.models import Attempt

from .served import SEEDS, Served, reopen

TRIED = 40  # variants; what these do not tell apart hardly any does


def undecided(attempt: Attempt) -> frozenset[str]:
    """The misconceptions that fit the first blank where several do; empty where one was named."""
    for part in attempt.mark["parts"].values():
        if also := part.get("also"):
            return frozenset({part["verdict"].partition(":")[2], *also})
    return frozenset()


def telling_apart(session: Session, attempt: Attempt, *, chance: random.Random) -> Served | None:
    """A fresh variant of what was answered that tells them apart; None where none was found."""
    names, served = undecided(attempt), reopen(session, attempt)
    if not names or not served.question.template:
        return None
    seeds = (chance.randrange(SEEDS) for _ in range(TRIED))
    found = apart(map(served.question.exercise, seeds), names)
    return replace(served, seed=found.seed, exercise=found) if found else None
