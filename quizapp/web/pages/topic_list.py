"""The topics of the bank, for instructors: new ones, their titles and their order."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.bank import edit, topic_edits
from quizapp.models import Skill

from ..extensions import db
from ..visitor import INSTRUCTORS, learner

pages = Blueprint("topic_list", __name__, url_prefix="/bank/topics")
WHO = INSTRUCTORS


@pages.get("/")
def listing() -> str:
    return _page()


@pages.post("/")
def create() -> Response | tuple[str, int]:
    return _save(request.form.get("slug", "").strip(), new=True)


@pages.post("/<slug>")
def change(slug: str) -> Response | tuple[str, int]:
    if db.session.get(Skill, slug) is None:
        flash(f"There's no topic {slug} any more.")
        return redirect(url_for(".listing"), 303)
    return _save(slug, new=False)


def _save(slug: str, new: bool) -> Response | tuple[str, int]:
    form, by = request.form, learner() or abort(403)
    entry = {
        "title": form.get("title", "").strip(),
        "summary": form.get("summary", "").strip(),
        "requires": form.getlist("requires"),
    }
    try:
        row = topic_edits.save_topic(
            db.session,
            slug,
            entry,
            after=form.get("after", ""),
            new=new,
            by=by,
            now=datetime.now(UTC),
        )
    except edit.Rejected as error:
        db.session.rollback()
        return _page(problems=error.problems, slug=slug, new=new, typed=entry | form.to_dict()), 422
    flash(f"Added the topic {row.title}." if new else f"Saved: {row.title}.")
    db.session.commit()
    return redirect(url_for(".listing"), 303)


def _page(**more: object) -> str:
    return render_template(
        "bank/topics.html",
        topics=topic_edits.topics(db.session),
        counts=topic_edits.questions_each(db.session),
        first=topic_edits.FIRST,
        **more,
    )
