"""Every view draws from the app's source of randomness."""

from __future__ import annotations

import ast
import random
import re
from pathlib import Path

from flask import Flask

import quizapp.web
from tests.over import over
from tests.web.interview import begin
from tests.web.visitor import Visitor

WEB = Path(quizapp.web.__file__).parent
MODULES = sorted(path for path in WEB.rglob("*.py") if path != WEB / "chance.py")


def drawn(app: Flask, seed: int) -> list[str]:
    """The questions that a new learner gets, and the first one of an interview."""
    app.config["CHANCE"] = random.Random(seed)
    visitor = Visitor(app)
    found = []
    for _ in range(4):
        visitor.get("/")
        address = visitor.post("/practice", follow=False).location
        assert address.startswith("/practice/")
        found.append(address)
    visitor.get(begin(visitor))
    return [*found, *re.findall(r"<h1[^>]*>(.*?)</h1>", visitor.page.text)]


def test_the_same_chance_draws_the_same_questions_and_another_one_different_ones(
    app: Flask,
) -> None:
    assert drawn(app, 1) == drawn(app, 1) != drawn(app, 2)


@over({str(path.relative_to(WEB)): path for path in MODULES})
def test_no_view_uses_its_own_randomness(path: Path) -> None:
    names = {alias.name for node in ast.walk(ast.parse(path.read_text()))
             if isinstance(node, ast.Import) for alias in node.names}  # fmt: skip
    assert "random" not in names
