"""Says that answers were marked again, once."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from quizapp.corrections import headline, mark_seen, reasons, unseen
from quizapp.models import Learner

from .bars import percent
from .screen import Screen


def tell_corrections(screen: Screen, session: Session, learner: Learner) -> None:
    """What was marked again, what it was before, and why; then it has been seen."""
    found = unseen(session, learner)
    if not found:
        return
    changed = (
        f"{each.attempt.revision.question.title}, {percent(each.former_score)} before, "
        f"{percent(each.attempt.score)} now"
        for each in found
    )
    screen.runs([(f"{headline(len(found))} ", "amber"), ("; ".join(changed) + ".", "")])
    for reason in reasons(found):
        screen.aside(reason)
    screen.line()
    shown = [each.attempt_id for each in found]
    mark_seen(session, learner, shown, now=datetime.now(UTC))
    session.commit()
