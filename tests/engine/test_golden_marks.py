"""The marks of thousands of sheets are what they were before marking was made faster."""

from __future__ import annotations

import json
from pathlib import Path

from tests.golden.marks import SEEDS, made
from tests.seeds import seeds

GOLDEN = Path(__file__).parents[1] / "golden" / "marks.json"


def test_sheets_of_every_template_are_marked_as_before():
    golden = json.loads(GOLDEN.read_text())
    assert sum(map(len, golden.values())) >= 2000
    few = seeds(len(SEEDS))
    now = made(few)
    changed = [name for name in now if now[name] != golden.get(name, [])[: len(few)]]
    assert not changed, "These are marked otherwise. If that is meant: make golden, and commit it."
    assert set(now) == set(golden), "a template is new or gone: make golden, and commit the file"
