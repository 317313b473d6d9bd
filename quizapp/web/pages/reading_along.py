"""How a formula is read while somebody types it into a question."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from engine import Unreadable
from engine.formula import parse, to_latex

from ..visitor import EVERYBODY

pages = Blueprint("reading_along", __name__)
WHO = EVERYBODY

MOST_SYMBOLS = 20


@pages.get("/formula")
def formula() -> str:
    """A formula over these symbols as it is read so far, or advice."""
    text, symbols = request.args.get("formula", ""), request.args.getlist("symbol")[:MOST_SYMBOLS]
    latex, trouble = "", ""
    try:
        latex = to_latex(parse(text, symbols)) if text.strip() else ""
    except Unreadable as unread:
        trouble = str(unread)
    return render_template("read_so_far.html", latex=latex, trouble=trouble)
