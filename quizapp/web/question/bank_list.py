"""The instructor's list: filters, a page of questions, and what can be done to many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import abort, render_template, request
from sqlalchemy import func, select

from quizapp.bank import finding, many, proposals, publishing
from quizapp.bank.given_back import given_back
from quizapp.models import BankEntry, BankTag, Learner, Question, Revision, SavedFilter, Skill

from ..extensions import db
from ..visitor import learner
from .draft_question import STARTS
from .unfinished import unfinished

UNDO = timedelta(hours=1)  # how long an act on many questions can be undone


def bank_list(trouble: str = "", **more: object) -> str:
    """The page that the address or the form asks for."""
    me = learner() or abort(403)
    asked = finding.BankFilter.of(request.values)
    found = finding.find(db.session, asked)
    db.session.commit()  # the index
    return render_template(
        "bank/list.html",
        asked=asked,
        found=found,
        trouble=trouble,
        done=many.latest_act(db.session, me, datetime.now(UTC) - UNDO),
        saved_filters=_saved(me),
        chosen=request.form.getlist("question", type=int),
        choices=_choices(),
        unfinished=unfinished(db.session, me),
        given_back=given_back(db.session, me, datetime.now(UTC)),
        proposed=proposals.all_proposed(db.session),
        unpublished=publishing.unpublished(db.session),
        **more,
    )


def _saved(me: Learner) -> list[SavedFilter]:
    query = select(SavedFilter).where(SavedFilter.learner_id == me.id)
    return list(db.session.scalars(query.order_by(func.lower(SavedFilter.name))))


def _choices() -> dict[str, list[tuple[str, str]]]:
    """What each filter can be, with words for it."""
    topics = db.session.execute(select(Skill.slug, Skill.title).order_by(Skill.position))
    authors = db.session.execute(
        select(Learner.id, Learner.name)
        .where(
            Learner.id.in_(
                select(Revision.author_id).where(Revision.id.in_(select(BankEntry.revision_id)))
            )
        )
        .order_by(Learner.name)
    )
    return {
        "skill": [(slug, title) for slug, title in topics],
        "type": [(name, name) for name in STARTS],
        "author": [(str(number), name) for number, name in authors],
        "tag": [(tag, tag) for tag in _each(BankTag.tag)],
        "template": [(name, name) for name in _each(BankEntry.template)],
        "bank": [(name, name) for name in _each(Question.bank)],
    }


def _each(column: object) -> list[str]:
    found = db.session.scalars(select(column).distinct().order_by(column))  # type: ignore[call-overload]
    return [name for name in found if name]
