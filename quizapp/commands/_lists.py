"""The lists of questions that a drill can go through: a set, mistakes, saved questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quizapp.browse import Listing
    from quizapp.models import Learner


def chosen_list(set_: str | None, mistakes: bool, saved: bool) -> str:
    """The name of the list that the options ask for; "" if they ask for none."""
    from quizapp.browse import KEPT, MISTAKES, SETS_LIST

    if set_ is not None:
        return f"{SETS_LIST}/{set_}"
    return MISTAKES if mistakes else KEPT if saved else ""


def found_list(session: Session, learner: Learner, name: str) -> Listing:
    """The list; a usage error with the names of all sets if there is no such set."""
    from engine.registry import did_you_mean
    from quizapp.browse import listing
    from quizapp.browse.sets import every_set

    if found := listing(session, learner, name):
        return found
    typed, known = name.partition("/")[2], list(every_set())
    hint = did_you_mean(typed, known)
    raise click.UsageError(f"There is no set {typed!r}.{hint} There are {', '.join(known)}.")
