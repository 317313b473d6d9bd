"""The study pages of the bank: one per skill, typeset, of readable length, with valid checks."""

from __future__ import annotations

import re
import tomllib

from quizapp.notes import Check, note
from quizapp.notes.page import NAME, Note
from quizapp.practice.checks import is_quick
from quizapp.presenting import markup
from quizapp.storage import resources
from tests.over import over

BANK = resources.questions()
SKILLS = tomllib.loads((BANK / "skills.toml").read_text(encoding="utf-8"))
FEWEST, MOST = 250, 500  # words


def page_of(skill: str) -> Note:
    page = note(BANK, skill)
    assert page is not None, f"write {skill}/{NAME}"
    return page


@over(list(SKILLS))
def test_every_skill_has_a_page_of_readable_length(skill: str) -> None:
    page = page_of(skill)
    words = len(page.text.split())
    assert FEWEST <= words <= MOST, f"{skill}: {words} words"
    assert "**In an interview**" in page.text.splitlines()[-1] or page.blocks[-1] == Check("")


@over(list(SKILLS))
def test_every_formula_of_a_page_can_be_typeset(skill: str) -> None:
    assert markup.latex_errors(page_of(skill).text) == []


@over(list(SKILLS))
def test_a_page_has_one_title_and_only_sections_below_it(skill: str) -> None:
    lines = (BANK / skill / NAME).read_text(encoding="utf-8").splitlines()
    headings = [line for line in lines if line.startswith("#")]
    assert lines[0] == headings[0]
    assert re.fullmatch(r"# \S.*", lines[0])
    assert len(headings) > 2
    assert all(re.fullmatch(r"## \S.*", line) for line in headings[1:])
    assert len(set(headings)) == len(headings)


@over(list(SKILLS))
def test_a_page_has_two_to_four_checks_and_those_named_are_quick(skill: str) -> None:
    checks = [block for block in page_of(skill).blocks if isinstance(block, Check)]
    assert 2 <= len(checks) <= 4
    named = [check.slug for check in checks if check.slug]
    assert len(set(named)) == len(named)
    for slug in named:
        question = tomllib.loads((BANK / skill / f"{slug}.toml").read_text(encoding="utf-8"))
        assert is_quick(question["type"]), f"{skill}: {slug} takes too long for a check"
