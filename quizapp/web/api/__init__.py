"""The JSON API: everything a learner can do, for programs with a token."""

from importlib import import_module

from flask import Flask

from quizapp.web import folder

from . import endpoints, reference
from .endpoint import api

for name in folder.names(endpoints):
    with folder.left_out(name):
        import_module(name)


def init_app(app: Flask) -> None:
    """Add every endpoint, and the pages that describe them, to the application."""
    app.register_blueprint(reference.pages)
    app.register_blueprint(api)
