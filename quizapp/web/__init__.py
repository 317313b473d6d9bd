"""The web app: an application factory, with a blueprint for each group of pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader

from quizapp.accounts import sign_ins
from quizapp.kinds._base import FOLDER
from quizapp.storage import settings

from . import api, assets, chance, extensions, here, pages, visitor, words
from .serving import (
    compression,
    error_pages,
    headers,
    metrics,
    proxies,
    races,
    request_log,
    sizes,
    sub_path,
    unstorable,
)
from .serving.sizes import MOST_SENT


def create_app(database_url: str | None = None, **config: Any) -> Flask:
    """The WSGI application, for a database whose schema is up to date."""
    app = assets.WithAssets(__name__)
    app.config.update(
        DATABASE_URL=database_url or settings.database_url(),
        MAX_CONTENT_LENGTH=MOST_SENT,
        MAX_FORM_MEMORY_SIZE=MOST_SENT,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        REMEMBER_COOKIE_DURATION=sign_ins.LASTS,
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https(),
        REMEMBER_COOKIE_SECURE=settings.is_https(),
        APPLICATION_ROOT=settings.root() or "/",
        REMEMBER_COOKIE_PATH=settings.root() or "/",
        WTF_CSRF_TIME_LIMIT=None,  # valid for the whole session: a page may stay open overnight
    )
    app.config.update(config)
    app.secret_key = app.secret_key or settings.secret_key()
    app.jinja_loader = ChoiceLoader([
        FileSystemLoader(Path(app.root_path, "templates")),
        PrefixLoader({"kinds": FileSystemLoader(FOLDER)}),
    ])  # fmt: skip
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    for part in (
        sub_path, proxies, metrics, request_log, sizes, unstorable, extensions, chance, headers,
        compression, error_pages, races, assets, here, words, visitor, pages, api,
    ):  # fmt: skip
        part.init_app(app)
    return app
