"""Whether what a page sends while somebody edits was saved before it arrived."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.bank import proposals
from quizapp.models import Question, Revision

from .draft_question import QuestionDraft


def is_saved(session: Session, question_id: int | None, draft: QuestionDraft) -> bool:
    """Whether the draft is the text of a revision since its base, or of the change that waits.

    A new question has no number yet, but perhaps a name by which it was just saved.
    """
    question = (
        session.get(Question, question_id)
        if question_id
        else session.scalar(select(Question).where(Question.slug == draft.slug))
    )
    if question is None:
        return False
    since = select(Revision.id).where(
        Revision.question_id == question.id,
        Revision.number >= draft.base,
        Revision.text == draft.text,
    )
    waiting = proposals.proposed(session, question)
    is_sent = waiting is not None and waiting.text == draft.text
    return is_sent or session.scalar(since.limit(1)) is not None
