"""The placement: what simulated learners are asked, and what it finds out about them."""

from __future__ import annotations

import random
import tomllib

import pytest

from quizapp.practice.placement import (
    KNOWN,
    LENGTH,
    NEW,
    SHAKY,
    Placed,
    Quick,
    found_out,
    longest,
    next_to_ask,
)  # fmt: skip
from quizapp.storage import resources

FILE = resources.questions() / "skills.toml"
SKILLS = tomllib.loads(FILE.read_text(encoding="utf-8"))
REQUIRES = {slug: entry["requires"] for slug, entry in SKILLS.items()}
DEPTH = {slug: len(longest(slug, REQUIRES)) for slug in SKILLS}
QUESTIONS = [
    Quick(3 * number + level, slug, level, 45.0)
    for number, slug in enumerate(SKILLS)
    for level in (1, 2, 3)
]


def placed(knows: int, says: int, seed: int) -> tuple[list[Quick], list[Placed]]:
    """Questions and answers of somebody who knows the topics down to that depth, if not hard."""
    chance, asked, answers = random.Random(seed), [], []
    while one := next_to_ask(answers, QUESTIONS, REQUIRES, says=says, chance=chance):
        asked.append(one)
        right = DEPTH[one.skill] < knows and (one.level < 3 or knows > 6)
        answers.append(Placed(one.skill, float(right), tried=DEPTH[one.skill] <= knows))
    return asked, answers


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("says", [1, 2, 3])
@pytest.mark.parametrize("knows", [0, 2, 4, 9])
def test_the_map_is_mostly_what_the_learner_knows(knows: int, says: int, seed: int) -> None:
    asked, answers = placed(knows, says, seed)
    assert len({one.skill for one in asked}) == len(asked) <= LENGTH
    found = found_out(answers, SKILLS, REQUIRES)
    right = sum((found[slug] == KNOWN) == (DEPTH[slug] < knows) for slug in SKILLS)
    assert right >= 0.7 * len(SKILLS), found
    false = [slug for slug in SKILLS if found[slug] == KNOWN and DEPTH[slug] >= knows]
    assert not false


@pytest.mark.parametrize("seed", range(5))
def test_it_starts_easy_and_gets_harder_only_with_right_answers(seed: int) -> None:
    beginner, _ = placed(0, 1, seed)
    assert len(beginner) == 4
    assert {one.level for one in beginner} == {1}
    assert max(DEPTH[one.skill] for one in beginner) <= 2
    expert, answers = placed(9, 1, seed)
    assert (expert[0].level, DEPTH[expert[0].skill]) == (1, 0)
    assert [one.level for one in expert] == sorted(one.level for one in expert)
    assert expert[-1].level == 3
    assert sum(state == KNOWN for state in found_out(answers, SKILLS, REQUIRES).values()) > 15


def test_what_blind_guesses_get_right_counts_as_luck() -> None:
    chosen = list(SKILLS)[3:13]
    answers = [Placed(slug, float(n < 3), guess=0.25) for n, slug in enumerate(chosen)]
    assert KNOWN not in found_out(answers, SKILLS, REQUIRES).values()
    answers = [Placed(slug, float(n < 8), guess=0.25) for n, slug in enumerate(chosen)]
    assert list(found_out(answers, SKILLS, REQUIRES).values()).count(KNOWN) >= 8


def test_not_knowing_is_new_and_a_wrong_answer_is_shaky() -> None:
    answers = [Placed("loss", 0.5), Placed("dropout", 0.0, tried=False), Placed("mlp", 1.0)]
    found = found_out(answers, SKILLS, REQUIRES)
    assert (found["loss"], found["dropout"], found["mlp"]) == (SHAKY, NEW, KNOWN)
    assert found["perceptron"] == KNOWN  # a multi-layer perceptron builds on it
    assert found["attention"] == NEW
