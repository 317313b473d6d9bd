"""The pages of pictures. Each is a form that asks with GET, and the pictures it asks for."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from .. import figures
from . import activations
from .spoken import spoken

pages = Blueprint("see", __name__, url_prefix="/see")

pages.add_app_template_filter(spoken)
LISTED = (
    ("see.show_activations", "Activations and their slopes",
     "Every activation with its derivative: where it is steep, flat or dead."),
)  # fmt: skip

figures.DRAWN["activation"] = activations.by_name


@pages.get("")
def listing() -> str:
    return render_template("see/list.html", listed=LISTED)


@pages.get("/activations")
def show_activations() -> str:
    known = activations.names()
    chosen = [name for name in known if name in request.args.getlist("of")] or known
    shown = [activations.drawn(name, whole=len(chosen) == 1) for name in chosen]
    return render_template("see/activations.html", known=known, chosen=chosen, shown=shown)
