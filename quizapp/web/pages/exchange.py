"""Importing questions of other programs: a file, a report of what would change, a yes."""

from __future__ import annotations

import base64
import zlib
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from quizapp import practice
from quizapp.exchange import opening
from quizapp.exchange.arriving import CANNOT, SAID, Arrival, arrivals, told_of_many
from quizapp.exchange.formats import FORMATS
from quizapp.exchange.item import FileRefused
from quizapp.exchange.taking_in import Taken, take_in
from quizapp.models import Learner, Skill
from quizapp.presenting.amounts import count
from quizapp.storage import settings

from ..extensions import db, limiter
from ..serving.resending import comes_back
from ..visitor import INSTRUCTORS, learner

pages = Blueprint("exchange", __name__, url_prefix="/bank/import")
WHO = INSTRUCTORS
PLACE = "/bank/import/report"  # of the file, until it is imported or discarded
TRIES = "10 per minute"  # checking takes time
MOST = 1000  # questions, so that a page is there in time
SHOWN = 10  # failures that are told one by one
TOO_MANY = (
    "This file has {:,} questions, and {:,} are the most that can be imported on a page. Split it, "
    "or import it in the terminal: quizapp bank import"
)


@comes_back("exchange.send")
@pages.get("")
def show() -> str:
    return _start()


@pages.post("")
@limiter.limit(TRIES)
def send() -> Response | tuple[str, int]:
    """Keep the file, if it can be read, and go on to its report."""
    sent, me = request.files.get("file"), learner() or abort(403)
    if sent is None or not sent.filename:
        return _start("Choose a file first."), 422
    data, wanted = sent.read(), request.form.get("format", "")
    try:
        used, found = opening.open_file(
            sent.filename, data, wanted if wanted in FORMATS else ""
        )  # fmt: skip
        if len(found) > MOST:
            raise FileRefused(TOO_MANY.format(len(found), MOST))
    except FileRefused as error:
        return _start(str(error)), 422
    name = sent.filename.replace("\\", "/").rpartition("/")[2][:100]
    kept = base64.b85encode(zlib.compress(data)).decode()
    content = {"slug": f"Import of {name}", "name": name, "format": used.name, "data": kept}
    practice.keep_draft(db.session, me, PLACE, content, token="", now=datetime.now(UTC))
    db.session.commit()
    return redirect(url_for(".report", topic=request.form.get("topic") or None), 303)


@pages.get("/report")
@limiter.limit(TRIES)
def report() -> Response | str:
    """What would happen to each question."""
    kept = practice.draft(db.session, learner() or abort(403), PLACE)
    if kept is None:
        return redirect(url_for(".show"), 303)
    topic = _topic(request.args.get("topic", ""))
    found = _planned(kept, topic)
    groups = {act: [one for one in found if one.action == act] for act in SAID}
    return render_template(
        "bank/import_report.html", name=kept["name"], groups=groups, said=SAID, topic=topic,
        topics=_topics(), coming=sum(one.comes_in for one in found),
        review=settings.needs_review(), label=FORMATS[kept["format"]].label,
        common=told_of_many(found),
    )  # fmt: skip


@pages.post("/confirm")
@limiter.limit(TRIES)
def confirm() -> Response:
    """Import what the report said."""
    me = learner() or abort(403)
    kept = practice.draft(db.session, me, PLACE)
    if kept is None:
        return redirect(url_for(".show"), 303)
    form = request.form
    found = _planned(kept, _topic(form.get("topic", "")), check=False)
    chosen = [one for one in found if one.comes_in or (form.get("replace") and one.is_edited)]
    taken = take_in(
        db.session, chosen, by=me, now=datetime.now(UTC), note=f"Imported from {kept['name']}",
        publish=bool(form.get("publish")), review=settings.needs_review(),
    )  # fmt: skip
    practice.drop_draft(db.session, me, PLACE)
    db.session.commit()
    _tell(taken, [one for one in found if one.action == CANNOT])
    drafts = len(taken.new) > len(taken.published)
    return redirect(url_for("bank.listing", state="draft" if drafts else None), 303)


@pages.post("/discard")
def discard() -> Response:
    """Forget the file."""
    practice.drop_draft(db.session, learner() or abort(403), PLACE)
    db.session.commit()
    return redirect(url_for(".show"), 303)


def _start(trouble: str = "") -> str:
    me: Learner = learner() or abort(403)
    return render_template(
        "bank/import.html", trouble=trouble, topics=_topics(), formats=_formats(),
        megabytes=opening.LARGEST // 1024 // 1024, left=practice.draft(db.session, me, PLACE),
        topic=request.form.get("topic", ""), chosen=request.form.get("format", ""),
    )  # fmt: skip


def _planned(kept: dict[str, Any], topic: str, check: bool = True) -> list[Arrival]:
    data = zlib.decompress(base64.b85decode(kept["data"]))
    used, found = opening.open_file(kept["name"], data, kept["format"])
    source = f"Imported from {kept['name']}"
    return arrivals(
        db.session, found, format=used.name, source=source, topic=topic, check=check
    )  # fmt: skip


def _tell(taken: Taken, refused: list[Arrival]) -> None:
    """What happened, as messages on the next page."""
    told = [f"{count(len(taken.new), 'new question')}"] if taken.new else []
    told += [f"{len(taken.changed)} changed"] if taken.changed else []
    told += [f"{len(taken.published)} published"] if taken.published else []
    flash(f"Imported: {', '.join(told)}." if told else "Nothing was imported.")
    failed = taken.failed + [(one.title, " ".join(one.notes)) for one in refused]
    if failed[1:]:
        flash(f"{count(len(failed), 'question')} could not be imported:")
    for title, why in failed[:SHOWN]:
        flash(f"{title} was not imported. {why}")
    if more := failed[SHOWN:]:
        flash(f"Not imported either: {', '.join(title for title, _ in more)}.")


def _topics() -> list[Skill]:
    return list(db.session.scalars(select(Skill).order_by(Skill.position)))


def _topic(said: str) -> str:
    """A topic that there is, or "" for each question's own."""
    known: Skill | None = db.session.get(Skill, said) if said else None
    return known.slug if known else ""


def _formats() -> list[tuple[str, str, str]]:
    return [(name, each.label, each.suffix) for name, each in FORMATS.items()]
