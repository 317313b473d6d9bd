"""Tells the learner once that answers were marked again."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from quizapp.corrections import headline, mark_seen, reasons, unseen
from quizapp.models import Learner

from ..presenting.amounts import percent
from .keeper import Keeper
from .screen import Screen


def tell_corrections(screen: Screen, session: Session, learner: Learner) -> None:
    """Show what was marked again, the old and new scores, and why; then mark it as seen.

    If the database refuses that, it is told once more.
    """
    found = unseen(session, learner)
    if not found:
        return
    screen.runs([(headline(len(found)), "amber")])
    for each in found:
        title = each.attempt.revision.question.title
        change = f"{percent(each.former_score)} before, {percent(each.attempt.score)} now"
        screen.runs([(f"{change}: {title}", "")], indent=2, hang=2)
    for reason in reasons(found):
        screen.aside(reason)
    screen.line()
    shown = [each.attempt_id for each in found]
    now = datetime.now(UTC)
    keeper = Keeper(screen, session)
    keeper.keep(lambda: mark_seen(session, learner, shown, now=now), quiet=True)
