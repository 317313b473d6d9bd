"""Law: the gallery shows every registry as it is today."""

from __future__ import annotations

import re
from itertools import zip_longest
from pathlib import Path

import pytest

from engine import ANSWERS, OPS, TEMPLATES
from engine.optimisers._base import OPTIMISERS
from engine.proof.gallery import gallery
from engine.twins._base import TWINS
from quizapp.presenting.mathml import convert

PAGE = Path(__file__).parents[2] / "docs" / "gallery.md"


@pytest.fixture(scope="module")
def page() -> str:
    return gallery()


def test_the_gallery_is_up_to_date(page: str) -> None:
    pairs = zip_longest(PAGE.read_text(encoding="utf-8").splitlines(), page.splitlines())
    for line, (kept, made) in enumerate(pairs, 1):
        assert kept == made, f"docs/gallery.md, line {line} is out of date: run `make gallery`."


@pytest.mark.parametrize(
    ("word", "registry"),
    [
        ("Template", TEMPLATES),
        ("Twin", TWINS),
        ("Op", OPS),
        ("Optimiser", OPTIMISERS),
        ("Question type", ANSWERS),
    ],
)
def test_the_gallery_has_a_section_for_everything_found_by_folder(word, registry, page) -> None:
    assert re.findall(rf"^### {word} `(\w+)`$", page, re.MULTILINE) == list(registry)


def test_the_gallery_names_every_misconception_of_every_op(page: str) -> None:
    for name, op in OPS.items():
        section = page.partition(f"### Op `{name}`\n")[2].partition("\n### ")[0]
        assert re.findall(r"^- `(\w+)`: ", section, re.MULTILINE) == list(op.bends)


def test_every_formula_and_code_in_the_gallery_is_closed(page: str) -> None:
    text = re.sub(r"^(?:> )?```\w*\n.*?^(?:> )?```$", "", page, flags=re.MULTILINE | re.DOTALL)
    for line in text.splitlines():
        prose = re.sub(r"`[^`]+`", "", line)
        assert "`" not in prose, line
        assert prose.count("$") % 2 == 0, line


def test_every_formula_of_the_gallery_can_be_typeset(page: str) -> None:
    blocks = re.findall(r"```math\n(.*?)\n(?:> )?```", page, re.DOTALL)
    text = re.sub(r"```\w*\n.*?```|`[^`\n]+`", "", page, flags=re.DOTALL)
    formulas = [*blocks, *re.findall(r"\$([^$\n]+)\$", text)]
    assert len(formulas) > len(OPS)
    for formula in formulas:
        convert(formula.replace("\n> ", "\n"))  # raises BadLatexError with advice
