"""The page of a list of questions: what the filter shows, and a round through it."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from quizapp import browse
from quizapp.browse import Filter, Listing
from quizapp.kinds import KINDS
from quizapp.presenting.phrases import LEVELS

from ..visitor import own_time


def list_page(template: str, found: Listing, **other: Any) -> str:
    """The list as the address filters it; `topic` is what its questions are practised as."""
    chosen = Filter.of(request.args)
    shown = [entry for entry in found.entries if chosen.shows(entry)]
    round_ = browse.begun(found.name, chosen, own_time())
    kinds = {entry.kind for entry in found.entries}
    common = {
        "found": found,
        "chosen": chosen,
        "shown": shown,
        "topic": round_.topic,
        "kinds": [(slug, kind.name) for slug, kind in KINDS.items() if slug in kinds],
        "levels": sorted({entry.level for entry in found.entries} & LEVELS.keys()),
        "minutes": browse.MINUTES,
        "states": browse.STATES,
    }
    return render_template(template, **common | other)
