"""Does beforehand what only the first visitor would wait for.

The first request for a page compiles its templates, imports its ops, and draws or computes what is
the same for everybody. The main process does all this once, while the first workers already serve,
and workers that it starts afterwards inherit it.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from datetime import UTC, datetime

from flask import Flask
from jinja2 import TemplateError
from sqlalchemy import func, select

from engine import OPS, TEMPLATES
from engine.answers._base import ANSWERS
from engine.optimisers._base import OPTIMISERS
from engine.twins._base import TWINS
from quizapp import browse, corrections, mock, plan, practice
from quizapp.accounts import sign_ins
from quizapp.accounts.access_tokens import new_secret
from quizapp.kinds import KINDS
from quizapp.models import WHOLE_ATTEMPT, Attempt, Correction, Keepsake, Learner, Question
from quizapp.plan import log
from quizapp.practice import placing
from quizapp.web.extensions import db, limiter

from . import metrics, request_log
from .request_log import text_of

REGISTRIES = (OPS, TEMPLATES, ANSWERS, OPTIMISERS, TWINS, KINDS)
logger = logging.getLogger(__name__)
SEARCHED = "/search?q=gradient"  # the first search reads the whole bank


def warm(app: Flask) -> None:
    """Let this process have seen every page, and keep no connection that a fork would share."""
    for registry in REGISTRIES:
        list(registry.items())
    _compile_templates(app)
    # visits of our own count against nobody, and are no news
    limiter.enabled, request_log.log.disabled = False, True
    visitor = app.test_client()
    for address in list(addresses(app)):
        visitor.get(address, environ_overrides={metrics.PAUSED: True})
    _work_for_nobody(app)
    limiter.enabled, request_log.log.disabled = True, False
    db.disconnect(app)
    gc.collect()
    gc.freeze()  # nothing of this is ever garbage, so that workers need not copy it to search it


def _compile_templates(app: Flask) -> None:
    for name in app.jinja_env.list_templates(extensions=["html", "js", "svg"]):
        try:
            app.jinja_env.get_template(name)
        except TemplateError as error:  # only pages that need it are broken
            logger.error("The template %s is broken: %s. Fix it and restart.", name, text_of(error))


def _work_for_nobody(app: Flask) -> None:
    """Ask and compute, about no answers, what only those who have answered something see.

    A statement takes milliseconds when it is first met, and a microsecond's look-up afterwards.
    """
    nobody, now = Learner(id=0), datetime.now(UTC)
    with app.app_context():
        session = db.session
        sign_ins.whose(session, new_secret(nobody), now=now)
        plan.outlook(plan.agenda(session, nobody, now=now))
        log.answered(session, nobody, now)
        practice.progress(session, nobody, now=now)
        practice.drafts(session, nobody)
        practice.draft(session, nobody, "")
        practice.log_length(session, nobody)
        practice.new_replies(session, nobody)
        practice.stored(session, nobody, "")
        placing.unfinished(session, nobody)
        corrections.unseen(session, nobody)
        mock.open_interview(session, nobody)
        for listed in (browse.MISTAKES, browse.KEPT):
            browse.listing(session, nobody, listed)
        session.get(Attempt, (0, 0), options=[WHOLE_ATTEMPT])
        for model in (Correction, Keepsake):
            session.get(model, (0, 0))


def addresses(app: Flask) -> Iterator[str]:
    """Every page that has one address for all, and a question and the notes of each topic."""
    rules = app.url_map.iter_rules()
    yield from (rule.rule for rule in rules if "GET" in (rule.methods or ()) and not rule.arguments)
    yield SEARCHED
    with app.app_context():
        one_each = select(Question.skill_slug, func.min(Question.id)).group_by(Question.skill_slug)
        for skill, number in db.session.execute(one_each):
            yield f"/notes/{skill}"
            yield f"/practice/{number}"
