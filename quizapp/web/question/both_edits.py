"""What the editor shows when two people have edited the same question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.bank.field_merge import Contest, put_together
from quizapp.bank.merging import Piece
from quizapp.bank.proposals import proposed
from quizapp.models import Learner, Question, Revision, latest_revision

from .draft_question import QuestionDraft

CHOICES = ("mine", "theirs", "both")


@dataclass(frozen=True)
class BothEdits:
    """Somebody's revision since; `contested` is what must be chosen before saving, if anything."""

    latest: Revision
    contested: Sequence[Piece | Contest]
    waited: bool = False  # whether mine is a change that was sent for review before

    @property
    def who(self) -> str:
        return self.latest.author.name if self.latest.author else "a changed file"


def first_draft(
    session: Session, question: Question, latest: Revision, me: Learner
) -> tuple[QuestionDraft, BothEdits | None]:
    """What the editor starts from: the latest revision, or the change that waits put onto it."""
    if (waiting := proposed(session, question)) is None:
        return QuestionDraft(latest.text, base=latest.number), None
    note = waiting.note if waiting.author_id == me.id else ""
    draft = QuestionDraft(waiting.text, waiting.base_number, note=note, over=waiting.stamp)
    draft, both = both_edits(session, question, draft)
    return draft, both and replace(both, waited=True)


def both_edits(
    session: Session,
    question: Question,
    draft: QuestionDraft,
    chosen: Mapping[str, str] | None = None,
) -> tuple[QuestionDraft, BothEdits | None]:
    """The draft and what the page says about it.

    Where the two edits do not touch, or everything has been chosen, the draft holds both and is
    based on the latest revision, so that it can be saved. Otherwise it stays as it was typed.
    """
    latest = latest_revision(session, question.id)
    if latest is None or latest.number == draft.base:
        return draft, None
    base = session.scalar(
        select(Revision.text).where(
            Revision.question_id == question.id, Revision.number == draft.base
        )
    )
    merged = put_together(base or "", draft.text, latest.text)
    chosen = chosen or {}
    choices = [chosen.get(f"choice-{number}", "") for number, _ in enumerate(merged.contested)]
    if all(choice in CHOICES for choice in choices) and _is_current(chosen, latest, choices):
        draft = replace(draft, text=merged.text(choices), base=latest.number)
        return draft, BothEdits(latest, [])
    return draft, BothEdits(latest, merged.contested)


def _is_current(chosen: Mapping[str, str], latest: Revision, choices: list[str]) -> bool:
    """Whether what was chosen is about this revision, and not about an earlier one."""
    return not choices or chosen.get("against") == str(latest.number)
