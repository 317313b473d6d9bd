"""Law: every formula that a template prints can be typeset, on any page of any variant."""

import pytest

from engine import TEMPLATES, build
from quizapp.presenting.markup import latex_errors

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_every_formula_in_statements_labels_steps_and_remarks_can_be_typeset(name):
    for seed, params in enumerate(TEMPLATES[name].levels.values()):
        exercise = build(name, seed, **params)
        texts = [exercise.statement]
        texts += [f"${part.label}$" for part in exercise.parts if part.label]
        for step in exercise.steps:
            texts += [step.text, f"$${step.latex}$$" if step.latex else ""]
        for part in exercise.parts:
            texts += [entry.remark for entry in part.answer.misconceptions]
        for text in texts:
            assert latex_errors(text) == [], text
