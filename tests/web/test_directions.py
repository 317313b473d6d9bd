"""What people write stands in its own direction, whichever their language has."""

from __future__ import annotations

import re
from pathlib import Path

QUIZAPP = Path(__file__).parents[2] / "quizapp"
CODE = ('name="text"', 'name="formulas"')  # TOML and formulas are written from left to right
TEXTS = re.compile(
    r'<textarea[^>]*>|<input[^>]*type="search"[^>]*>'
    r"|<[^<>]*>\{\{ [\w.]*(?:statement|explanation|question\.title)\b"
)
OURS = re.compile(r"^<(?:a|h3|th|td)")  # a line of a list or table


def test_what_people_write_has_its_own_direction() -> None:
    paths = [*(QUIZAPP / "web/templates").rglob("*.html"), *(QUIZAPP / "kinds").rglob("*.html")]
    tags = [(path.name, found[0]) for path in paths
            for found in TEXTS.finditer(path.read_text(encoding="utf-8"))
            if not any(code in found[0] for code in CODE) and not OURS.match(found[0])]  # fmt: skip
    assert len(tags) > 20
    assert [(page, tag) for page, tag in tags if 'dir="auto"' not in tag] == []
