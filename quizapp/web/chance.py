"""The source of randomness for views, which comes from the app's config."""

from __future__ import annotations

import random

from flask import Flask, current_app


def init_app(app: Flask) -> None:
    app.config.setdefault("CHANCE", random.SystemRandom())


def chance() -> random.Random:
    """The app's `CHANCE`: the system's randomness unless the config says otherwise."""
    drawn: random.Random = current_app.config["CHANCE"]
    return drawn
