"""The lab: training a small network step by step."""

from __future__ import annotations

from flask import Blueprint, g, jsonify, render_template, request
from werkzeug.wrappers import Response

from quizapp.lab import FIELDS, read, run
from quizapp.lab.kept_exercises import exercise_of

from ...extensions import limiter
from ...serving.resending import comes_back
from ...visitor import EVERYBODY
from .exercise import Page, asking, kind_of
from .scene import moving, scene

pages = Blueprint("lab", __name__)
WHO = EVERYBODY

PACE = "240 per minute"  # for each learner
WORK = "30 per minute"  # for what takes work: training (below a second) or a new exercise
MOST_FRAMES = 40  # in one response

# One budget for all pages; requests served from the cache are free.
sparing = limiter.shared_limit(WORK, "work", deduct_when=lambda _: _work() > g.before)


@pages.before_request
def remember() -> None:
    """Note how much work was done before this request."""
    g.before = _work()


def _work() -> int:
    """How many trainings and exercises were computed so far."""
    return run.cache_info().misses + exercise_of.cache_info().misses


@pages.get("/lab")
@limiter.limit(PACE)
@sparing
def show() -> str:
    """The chosen step of the training described by the address."""
    asked = read(request.args)
    return render_template(
        "lab/show.html", fields=FIELDS, asked=asked, most_frames=MOST_FRAMES, **scene(asked)
    )


@pages.get("/lab/frames")
@limiter.limit(PACE)
@sparing
def frames() -> Response:
    """What changes in the pictures from the chosen step on, for a script to animate."""
    asked = read(request.args)
    found = run(asked.lab)
    chosen = found.frames[asked.step : asked.step + MOST_FRAMES]
    return jsonify([moving(found, frame) for frame in chosen])


@pages.get("/lab/exercise")
@limiter.limit(PACE)
@sparing
@comes_back("lab.answer")
def ask() -> Page:
    """The chosen step as an exercise, with what was typed if it could not be accepted."""
    asked = read(request.args)
    return asking(asked, kind_of(asked, request.args.get("of", "")), request.form)


@pages.post("/lab/exercise")
@limiter.limit(PACE)
@sparing
def answer() -> Page:
    """Mark the exercise; nothing is stored, so there is no redirect."""
    asked = read(request.args)
    kind = kind_of(asked, request.args.get("of", ""))
    return asking(asked, kind, request.form, marked=True)
