"""The web font has every character that our formulas use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hatch_build import CHARACTERS
from quizapp.bank.load import read_question
from quizapp.presenting import markup
from quizapp.storage import resources

MATHS = re.compile(r"<math.*?</math>", re.DOTALL)


def formulas() -> Iterator[str]:
    """Every formula in questions, explanations, notes and derivations."""
    for path in sorted(resources.questions().rglob("*.md")):
        yield from MATHS.findall(markup.render(path.read_text(encoding="utf-8")))
    for path in sorted(resources.questions().glob("*/*.toml")):
        question = read_question(path.read_text(encoding="utf-8"))
        exercise = question.exercise(0)
        texts = [exercise.statement, question.explanation, *question.hints]
        for text in texts:
            yield from MATHS.findall(markup.render(text))
        for step in exercise.steps:
            yield markup.math(step.latex)


def test_no_formula_needs_a_character_that_the_font_lacks() -> None:
    carried = {code for block in CHARACTERS for code in block}
    needed = {character for formula in formulas() for character in re.sub("<.*?>", "", formula)}
    lacking = {hex(ord(c)): c for c in needed if ord(c) not in carried and c not in "\u2061\n"}
    assert lacking == {}
    assert len(needed) > 100
