"""A walk through all pages, forms and endpoints, for what they ask of the database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Flask

from quizapp.web.api.endpoint import ENDPOINTS
from tests.web.api.program import Program, path_of, query_of, sample_of
from tests.web.doors import DOORS
from tests.web.forms import Form, forms
from tests.web.visitor import INSTRUCTOR, Visitor

PLACES = {"skill": "neuron", "slug": "neuron/number", "kind": "json", "which": "none",
          "filename": "page.css", "key": "none", "token": "none"}  # fmt: skip
PICTURES = ("see.", "lab.", "choosing.", "compose.")  # which are slow, and of no learner
# Which lock or take questions.
LATER = ("mock", "bank", "finding", "revising", "reviewing", "staff", "saved.settle")
ENDS = ("account.", "mine.delete", "mine.sign_out_elsewhere", "mine.change", "tokens.revoke")
VALUES = {door.endpoint: door.values for door in DOORS.values()}


def walk(app: Flask, known: Visitor) -> set[str]:
    """Use all of it as an instructor; the endpoints that answered."""
    program = Program(app, INSTRUCTOR)
    program.begin_everything()
    done = set(_call(program, ending=False))
    pressed: set[str] = set()
    for name, path in sorted(_pages(app), key=lambda page: page[0].startswith(LATER)):
        answer = known.client.get(path)
        done |= {name} if answer.status_code < 400 else set()
        for form in forms(answer.text) if answer.mimetype == "text/html" else ():
            done |= set(_press(known, urlsplit(form.action or path).path, form, pressed))
    return done | set(_call(Program(app, INSTRUCTOR), ending=True))


def _pages(app: Flask) -> Iterator[tuple[str, str]]:
    """Every page, with the first of whatever it shows."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.endpoint.startswith(("api.", *PICTURES)):
            named = re.sub(r"<(?:[^:>]*:)?(\w+)>", lambda m: PLACES.get(m[1], "1"), rule.rule)
            yield rule.endpoint, named


def _press(known: Visitor, where: str, form: Form, pressed: set[str]) -> Iterator[str]:
    """Fill in the form and press each of its buttons, once on all pages."""
    name, _ = known.app.url_map.bind("").match(where, method="POST")
    if name in pressed or name.startswith((*ENDS, *PICTURES)):
        return
    pressed.add(name)
    form.fill()
    for control in form.controls:
        control.value = VALUES.get(name, {}).get(control.name, control.value)
    for button, value in form.buttons or [("", "")]:
        if known.client.post(where, data=form.sent() | {button: value}).status_code < 400:
            yield name


def _call(program: Program, *, ending: bool) -> Iterator[str]:
    """Send the sample of each endpoint; at the end, those after which nothing is left."""
    for one in sorted(ENDPOINTS, key=lambda one: (one.method == "DELETE", one.name)):
        if one.path.startswith("/me/") is ending:
            path = path_of(one) + query_of(one)
            if program.send(one.method, path, sample_of(one)).status_code < 400:
                yield f"api.{one.name}"
