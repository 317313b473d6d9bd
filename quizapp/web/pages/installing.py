"""The site as an installable app: its manifest, icons and service worker."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Blueprint, Response, current_app, jsonify, render_template, request, url_for

from ..assets import SHEETS, script_addresses, style_address
from ..visitor import EVERYBODY
from .offline import SHELL

pages = Blueprint("installing", __name__)
WHO = EVERYBODY

PAPER = "#fbfbf9"  # --paper in tokens.css, light; base.html has both
FONT = ".woff2"
KEPT = (".css", ".svg", FONT)  # files that pages are made of, besides scripts


@pages.get("/manifest.webmanifest")
def manifest() -> Response:
    """The app's name, start page and look."""
    icons = [
        {"src": url_for("static", filename=f"icon-{size}.png"), "sizes": f"{size}x{size}",
         "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]  # fmt: skip
    drawn = {"src": url_for("static", filename="icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    home = url_for("practice.home")
    answer = jsonify(
        id=home,
        name="quizapp: neural network interview prep",
        short_name="quizapp",
        description="Interview questions and backpropagation by hand, marked fairly.",
        lang="en",
        start_url=home,
        scope=home,
        display="standalone",
        theme_color=PAPER,
        background_color=PAPER,
        icons=[drawn, *icons],
        shortcuts=[{"name": "Practise offline", "url": url_for("offline.show")}],
    )
    answer.content_type = "application/manifest+json"
    return answer


@pages.get("/sw.js")
def worker() -> Response:
    """The service worker, which changes, and so is installed again, if any file it keeps does."""
    files = [url_for("static", filename=name) for name in _static() if not name.endswith(FONT)]
    font = [url_for("static", filename=name, v=None) for name in _static() if name.endswith(FONT)]
    scripts = script_addresses().values()
    everything = [url_for("offline.show"), *files, style_address(), *font, *scripts]
    whole = "\n".join([*everything, *map(_source, ("base.html", SHELL))])
    digest = hashlib.sha256(whole.encode()).hexdigest()[:12]
    text = render_template(
        "sw.js", kept=everything, digest=digest, shell=everything[0], root=request.script_root
    )
    return Response(text, content_type="text/javascript; charset=utf-8")


def _static() -> list[str]:
    folder = Path(str(current_app.static_folder))
    own = (path for path in folder.rglob("*") if path.suffix in KEPT)
    wanted = (path for path in own if path.stem not in SHEETS or path.suffix != ".css")
    return sorted(path.relative_to(folder).as_posix() for path in wanted)


def _source(template: str) -> str:
    return (Path(current_app.root_path) / "templates" / template).read_text(encoding="utf-8")
