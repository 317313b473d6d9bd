"""Law: every question of a ready-made set exists, and is in it once."""

from __future__ import annotations

import tomllib

import pytest

from engine.registry import did_you_mean
from quizapp.bank.files import question_files
from quizapp.browse.catalogue import by_hand
from quizapp.browse.sets import sets
from quizapp.plan.targets import target_seconds
from quizapp.storage import resources

FILES = question_files(resources.questions())
SETS = sets(resources.questions())


@pytest.mark.parametrize("name", SETS)
def test_a_set_names_questions_that_exist_each_once(name: str) -> None:
    found = SETS[name]
    lost = [f"{slug}.{did_you_mean(slug, FILES)}" for slug in found.questions if slug not in FILES]
    assert lost == [], f"questions/sets.toml, [{name}]: no such question"
    assert len(set(found.questions)) == len(found.questions) > 0
    assert found.title
    assert found.summary


def test_the_set_without_a_calculator_needs_none_and_takes_ten_minutes() -> None:
    texts = [FILES[slug].read_text(encoding="utf-8") for slug in SETS["ten-minutes"].questions]
    docs = [tomllib.loads(text) for text in texts]
    assert all(by_hand(doc["type"], text) for doc, text in zip(docs, texts, strict=True))
    minutes = sum(target_seconds(doc["type"], doc["level"]) for doc in docs) / 60
    assert 8 <= minutes <= 11


def test_an_exercise_takes_no_calculator_if_its_template_says_so() -> None:
    assert by_hand("template", 'template = "perceptron_step"')
    assert not by_hand("template", 'template = "mlp_backprop"')
