"""The Flask extensions, made once and bound to each application."""

from __future__ import annotations

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_wtf import CSRFProtect

from .db import Database

db = Database()
csrf = CSRFProtect()
login = LoginManager()
limiter = Limiter(get_remote_address, storage_uri="memory://")  # each worker counts on its own


def init_app(app: Flask) -> None:
    for extension in (db, csrf, login, limiter):
        extension.init_app(app)
