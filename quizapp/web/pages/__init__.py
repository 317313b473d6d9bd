"""The pages, found by folder: each module defines a blueprint `pages`, and `WHO` may visit it.

`WHO` is `EVERYBODY`, or the lowest role that may come in: `INSTRUCTORS` or `ADMINISTRATORS`. A view
of a public page can be `@for_instructors`. Files whose names begin with an underscore define no
pages.
"""

from __future__ import annotations

import logging
import sys
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

from flask import Blueprint, Flask, current_app

from quizapp.web import folder
from quizapp.web.visitor import ADMINISTRATORS, EVERYBODY, INSTRUCTORS, only

log = logging.getLogger(__name__)
NO_PAGES = "it defines no `pages`: write pages = Blueprint(name, __name__) and add its views to it"
MISNAMED = "its blueprint is called {name!r}: write Blueprint({wanted!r}, __name__), as the file"
UNSAID = (
    "%s does not say who may visit it, so only instructors may. Write WHO = EVERYBODY or "
    "WHO = INSTRUCTORS below its blueprint; import either from quizapp.web.visitor."
)


def init_app(app: Flask) -> None:
    """Add every page in this folder to the application."""
    for name in folder.names(sys.modules[__name__]):
        with folder.left_out(name):
            _register(app, import_module(name))
    app.url_build_error_handlers.append(_the_start)


def _register(app: Flask, module: ModuleType) -> None:
    pages = getattr(module, "pages", None)
    if not isinstance(pages, Blueprint):
        raise TypeError(NO_PAGES)
    if pages.name != (wanted := module.__name__.rpartition(".")[2]):
        raise ValueError(MISNAMED.format(name=pages.name, wanted=wanted))
    who = getattr(module, "WHO", None)
    if who not in (None, EVERYBODY, INSTRUCTORS, ADMINISTRATORS):
        raise ValueError(f"WHO is EVERYBODY, INSTRUCTORS or ADMINISTRATORS, not {who!r}")
    if who is None:
        log.warning(UNSAID, module.__name__)
    if who != EVERYBODY:
        app.before_request_funcs.setdefault(pages.name, []).append(
            partial(only, who or INSTRUCTORS)
        )
    app.register_blueprint(pages)


def _the_start(error: Exception, endpoint: str, values: dict[str, Any]) -> str:
    """Links to a page that was left out lead to the start page."""
    if folder.LEFT_OUT and endpoint.partition(".")[0] not in current_app.blueprints:
        return "/"
    raise error
