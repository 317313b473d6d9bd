"""Static files whose addresses change with their content, so that browsers can cache them."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    has_request_context,
    request,
    send_file,
    url_for,
)
from flask.templating import Environment
from markupsafe import Markup

from quizapp.kinds import KINDS
from quizapp.kinds._base import FOLDER
from quizapp.storage import settings

STATIC = Path(__file__).with_name("static")
ADDRESSES, LONGEST = 4096, 200  # how many are kept; characters of what any of them holds
A_YEAR, A_WEEK = 365 * 24 * 3600, 7 * 24 * 3600  # seconds
SHEETS = ("tokens", "page", "question", "picture", "bank")  # of every page, and those of kinds
KIND_SCRIPT = "/static/kinds/{}.js"


class PlainGlobals(Environment):
    """Lets templates share the globals themselves: each import in a template compares them."""

    def make_globals(self, d: Any) -> Any:
        return super().make_globals(d) if d else self.globals


class WithAssets(Flask):
    """Lets browsers cache files that are addressed by digest, and the font.

    A page holds dozens of addresses, and what leads where never changes: each is made once.
    """

    jinja_environment = PlainGlobals

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._address: Callable[..., str] = lru_cache(ADDRESSES)(self._make)

    def url_for(
        self, /, endpoint: str, *, _anchor: str | None = None, _method: str | None = None,
        _scheme: str | None = None, _external: bool | None = None, **values: Any,
    ) -> str:  # fmt: skip
        long = any(isinstance(value, str) and len(value) > LONGEST for value in values.values())
        if long or _external or _scheme or _method or not has_request_context():
            return super().url_for(endpoint, _anchor=_anchor, _method=_method, _scheme=_scheme,
                                   _external=_external, **values)  # fmt: skip
        if endpoint.startswith("."):
            endpoint = (request.blueprint or "") + endpoint
        if endpoint == "static" and "v" not in values:
            values["v"] = _version(values["filename"])
        # True is 1, but not in an address
        said = tuple((name, value.__class__, value) for name, value in values.items())
        try:
            return self._address(request.script_root, endpoint, _anchor, said)
        except TypeError:  # a list
            return super().url_for(endpoint, _anchor=_anchor, **values)

    def _make(self, root: str, endpoint: str, anchor: str | None, said: Any) -> str:
        values = {name: value for name, _, value in said}
        return super().url_for(endpoint, _anchor=anchor, **values)

    def get_send_file_max_age(self, filename: str | None) -> int | None:
        if "v" in request.args:
            return A_YEAR
        return A_WEEK if (filename or "").endswith(".woff2") else None  # None: ask each time


def init_app(app: Flask) -> None:
    app.add_url_rule("/static/kinds/all.js", "every_marking_script", _all_scripts)
    app.add_url_rule("/static/kinds/<kind>.js", "marking_script", _script)
    app.add_url_rule("/static/site.css", "site_style", _style)
    app.jinja_env.globals |= {"style_address": style_address, "import_map": import_map}

    @app.url_defaults
    def add_digest(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "v" not in values:
            values["v"] = _version(values["filename"])


def _version(filename: str) -> str | None:
    path = f"{STATIC}/{filename}"  # as text, for every page asks about several
    try:
        return _digest(path, os.stat(path).st_mtime_ns)
    except OSError:  # there is no such file
        return None


@lru_cache(maxsize=64)
def _digest(path: str, changed: int) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]


def marking_scripts() -> dict[str, Path]:
    """The scripts that mark offline, by kind of question (not every kind has one)."""
    paths = {name: FOLDER / name / "marking.js" for name in KINDS}
    return {name: path for name, path in paths.items() if path.is_file()}


def script_addresses() -> dict[str, str]:
    """The address of each script as others import it, and the one that changes with its text."""
    return _addresses_under(settings.root())


@cache
def _addresses_under(root: str) -> dict[str, str]:
    plain = {f"/static/{path.relative_to(STATIC).as_posix()}": path.read_bytes()
             for path in sorted(STATIC.rglob("*.js"))}  # fmt: skip
    kinds = {KIND_SCRIPT.format(name): path.read_bytes()
             for name, path in marking_scripts().items()}  # fmt: skip
    every = {**plain, KIND_SCRIPT.format("all"): _collected().encode(), **kinds}
    return {root + address: f"{root}{address}?v={hashlib.sha256(text).hexdigest()[:12]}"
            for address, text in every.items()}  # fmt: skip


def import_map() -> Markup:
    """Tells browsers the lasting address of each script, so that none is fetched twice."""
    root = current_app.config["APPLICATION_ROOT"]
    return _map_under("" if root == "/" else root)


@cache
def _map_under(root: str) -> Markup:
    return Markup(json.dumps({"imports": _addresses_under(root)}, separators=(",", ":")))


def import_map_hash() -> str:
    """The digest by which the security policy knows the import map, the only script in a page."""
    return _map_hash(import_map())


@cache
def _map_hash(written: str) -> str:
    return base64.b64encode(hashlib.sha256(written.encode()).digest()).decode()


def marking_addresses() -> list[str]:
    """The addresses of the scripts of kinds and of the module that collects them."""
    beginning = settings.root() + KIND_SCRIPT.partition("{")[0]
    return [last for plain, last in script_addresses().items() if plain.startswith(beginning)]


def style_address() -> str:
    """The address of the rules that every page has, which changes with them."""
    return url_for("site_style", v=_styles_digest())


@cache
def _styles_digest() -> str:
    return hashlib.sha256(_styles().encode()).hexdigest()[:12]


@cache
def _styles() -> str:
    """One file: a page is not shown before its last sheet has come."""
    shared = [STATIC / f"{name}.css" for name in SHEETS]
    paths = [*shared, *(FOLDER / name / "style.css" for name in KINDS)]
    return "".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())


def _style() -> Response:
    return _lasting(Response(_styles(), mimetype="text/css"))


def _script(kind: str) -> Response:
    path = marking_scripts().get(kind) or abort(404)
    return send_file(path, mimetype="text/javascript", conditional=True)


def _all_scripts() -> Response:
    return _lasting(Response(_collected(), mimetype="text/javascript"))


@cache
def _collected() -> str:
    """A module that exports the `mark` of each kind under the kind's name."""
    lines = (f'export {{ default as {name} }} from "./{name}.js";\n' for name in marking_scripts())
    return "".join(lines)


def _lasting(answer: Response) -> Response:
    if "v" in request.args:
        answer.cache_control.max_age = A_YEAR
    return answer
