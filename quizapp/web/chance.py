"""Where views get the chance they draw with: from the app, so that whoever makes it decides."""

from __future__ import annotations

import random

from flask import Flask, current_app


def init_app(app: Flask) -> None:
    app.config.setdefault("CHANCE", random.SystemRandom())


def chance() -> random.Random:
    """The app's source of chance: the system's, unless it was made with another `CHANCE`."""
    drawn: random.Random = current_app.config["CHANCE"]
    return drawn
