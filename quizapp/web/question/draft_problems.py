"""What keeps a draft from being saved, and what keeps it from being published after that."""

from __future__ import annotations

from quizapp.bank import proposals
from quizapp.bank.answered import type_problems
from quizapp.bank.edit import slug_problems
from quizapp.bank.file_problem import Problem
from quizapp.bank.images import stored
from quizapp.bank.publishable import publish_problems, worsened
from quizapp.models import PUBLISHED, Question, Skill, latest_revision
from quizapp.storage import settings
from quizapp.storage.banks import SHIPPED

from ..extensions import db
from ..visitor import learner
from .draft_question import QuestionDraft

HERE = "this text"
NAMELESS = Problem("", None, "It has no name yet.", "Give it one above.")


def draft_problems(draft: QuestionDraft, changed: Question | None) -> list[Problem]:
    """Why the draft can't be saved, but for its proof; `changed` is None for a new question."""
    from quizapp.bank.check import check_text  # imports pydantic, which only instructors need

    found = check_text(draft.text, HERE, look=stored(db.session))
    if changed:
        fixed = found or type_problems(db.session, changed, draft.text, HERE)
        latest = latest_revision(db.session, changed.id)
        is_stale = latest is None or latest.number != draft.base  # to be merged first
        fixed = fixed or ([] if is_stale else worsened(db.session, changed, draft.text, HERE))
        return fixed or _in_the_way(draft, changed)
    return [*misnamed(draft), *found]


def _in_the_way(draft: QuestionDraft, changed: Question) -> list[Problem]:
    """The change of somebody else that waits, if the draft was begun without it."""
    author = learner()
    if author is None or not proposals.waits(changed, settings.needs_review()):
        return []
    return proposals.in_the_way(db.session, changed, draft.text, author=author, over=draft.over)


def misnamed(draft: QuestionDraft) -> list[Problem]:
    """Why a new question can't have the name that was typed; while there is none, nothing."""
    return slug_problems(db.session, draft.slug) if draft.slug else []


def unready(draft: QuestionDraft, changed: Question | None) -> list[Problem]:
    """What is left to do before learners can be asked a draft without problems."""
    if changed and changed.stage == PUBLISHED:
        return []
    topic = db.session.get(Skill, draft.slug.partition("/")[0])
    bank = changed.bank if changed else topic.bank if topic else SHIPPED
    own = changed.id if changed else None
    found = publish_problems(db.session, draft.text, place=HERE, bank=bank, own=own)
    return [*([] if changed or draft.slug else [NAMELESS]), *found]
