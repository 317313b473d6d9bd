"""The images in questions."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from quizapp.models import BankImage
from quizapp.presenting.image_names import PLACE, TYPES

from ..extensions import db
from ..visitor import EVERYBODY

pages = Blueprint("images", __name__)
WHO = EVERYBODY


@pages.get(f"{PLACE}<name>")
def show(name: str) -> Response:
    """One image, which never changes."""
    found = db.session.get(BankImage, name) or abort(404)
    answer = Response(found.data, mimetype=TYPES[name.rpartition(".")[2]])
    answer.cache_control.max_age, answer.cache_control.immutable = 31_536_000, True
    answer.cache_control.private = True
    return answer
