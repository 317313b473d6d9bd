"""Law: an erratum asks what its template asks, and differs only in answers of some variants."""

import itertools

import pytest

from engine import TEMPLATES, build
from engine.answers.choice import ChoiceAnswer
from engine.errata._base import ERRATA
from engine.exercise.variant import as_it_was

pytestmark = pytest.mark.slow

SEEDS = range(150)


def pairs(name):
    """Every variant as it is and as it was."""
    choices = TEMPLATES[name].choices
    for values in itertools.product(*choices.values()):
        params = dict(zip(choices, values, strict=True))
        for seed in SEEDS:
            yield build(name, seed, **params), as_it_was(name, seed, **params)


@pytest.mark.parametrize("name", ERRATA)
def test_an_erratum_asks_the_same_and_keeps_the_meaning_of_answers(name):
    mended = 0
    for now, was in pairs(name):
        assert (now.statement, now.redraw, now.leaves) == (was.statement, was.redraw, was.leaves)
        assert [part.name for part in now.parts] == [part.name for part in was.parts]
        assert (now.fingerprint == was.fingerprint) == (now.parts == was.parts)
        mended += now.parts != was.parts
        for part, before in zip(now.parts, was.parts, strict=True):
            if isinstance(part.answer, ChoiceAnswer):
                texts = [option.text for option in part.answer.options]
                then = [option.text for option in before.answer.options]
                assert texts[: len(then)] == then
    assert 0 < mended < len(SEEDS)


@pytest.mark.parametrize("name", ERRATA)
def test_an_erratum_says_in_whole_sentences_what_was_wrong(name):
    assert ERRATA[name].reason.endswith(".")
    assert ERRATA[name].name in TEMPLATES
