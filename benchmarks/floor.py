"""The least that a page can cost: Flask, one row, and a small template; an insert and a commit."""

from __future__ import annotations

from flask import Flask, redirect, render_template
from jinja2 import DictLoader
from sqlalchemy import select, text
from werkzeug.wrappers import Response

from quizapp.models import Learner
from quizapp.storage.database import make_engine, make_sessions

PAGE = """<!doctype html><title>{{ one.name }}</title><h1>{{ one.name }}</h1>
<ul>{% for word in "a few words in a list".split() %}<li>{{ word }}</li>{% endfor %}</ul>"""


def make_floor(url: str) -> Flask:
    """An application with nothing but the floor, at `/`, on a database of ours."""
    app, sessions = Flask(__name__), make_sessions(make_engine(url))
    app.jinja_loader = DictLoader({"page.html": PAGE})  # compiled once, as any page is
    with sessions() as session:
        session.execute(text("CREATE TABLE IF NOT EXISTS floor (id INTEGER PRIMARY KEY, t TEXT)"))
        session.commit()

    @app.get("/")
    def show() -> str:
        with sessions() as session:
            return render_template("page.html", one=session.scalar(select(Learner).limit(1)))

    @app.post("/")
    def store() -> Response:
        with sessions() as session:
            session.execute(text("INSERT INTO floor (t) VALUES (:text)"), {"text": "x" * 500})
            session.commit()
        return redirect("/", 303)

    return app
