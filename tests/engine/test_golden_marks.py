"""The marks of thousands of sheets are what they were before marking was made faster."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import TEMPLATES
from tests.golden.marks import SEEDS, marks_of
from tests.seeds import seeds

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "marks.json").read_text())
ADVICE = "These are marked otherwise. If that is meant: make golden, and commit it."


@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_sheets_are_marked_as_before(template):
    few = seeds(len(SEEDS))
    now = marks_of(template, few)
    changed = [name for name in now if now[name] != GOLDEN.get(name, [])[: len(few)]]
    assert not changed, ADVICE


def test_every_template_is_among_them():
    assert sum(map(len, GOLDEN.values())) >= 2000
    assert {name.partition(",")[0] for name in GOLDEN} == set(TEMPLATES), "make golden"
