"""Lists of questions across topics: mistakes and ready-made sets."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from quizapp import browse

from ..extensions import db
from ..question.list_page import list_page
from ..visitor import EVERYBODY, learner

pages = Blueprint("lists", __name__)
WHO = EVERYBODY


@pages.get("/mistakes")
def mistakes() -> str:
    """The questions whose latest answer was not fully correct."""
    found = browse.listing(db.session, learner(), browse.MISTAKES) or abort(404)
    return list_page("browse/list.html", found)


@pages.get("/sets")
def every_set() -> str:
    found = browse.set_listings(db.session, learner())
    return render_template("browse/sets.html", sets=found)


@pages.get("/sets/<which>")
def one_set(which: str) -> str:
    found = browse.listing(db.session, learner(), f"{browse.SETS_LIST}/{which}") or abort(404)
    return list_page("browse/list.html", found)
