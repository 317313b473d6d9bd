"""Which question comes next: what simulated learners are asked."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import fmean

import pytest

from quizapp.practice.next_question import Choice, Outcome, ranked

NOW = datetime(2027, 3, 1, tzinfo=UTC)
TOPICS = [f"topic-{n}" for n in range(6)]
BANK = [
    Choice(100 * place + 10 * level + number, topic, level, None, long=number == 3)
    for place, topic in enumerate(TOPICS)
    for level in (1, 2, 3)
    for number in range(4)
]


def practise(knows: int, turns: int, *, says: int = 1, topic: str = "", seed: int = 1):
    """What somebody is asked who gets questions up to this level right."""
    bank = {one.id: one for one in BANK if topic in one.skill}
    outcomes: list[Outcome] = []
    asked: list[Choice] = []
    for turn in range(turns):
        order = ranked(
            list(bank.values()), outcomes, says=says, opens=turn == 0, mixed=not topic,
            now=NOW + timedelta(minutes=turn), chance=random.Random(f"{seed} {turn}"),
        )  # fmt: skip
        one = bank[order[0]]
        asked.append(one)
        outcomes.append(Outcome(one.skill, one.level, float(one.level <= knows)))
        bank[one.id] = replace(one, seen=NOW + timedelta(minutes=turn))
    return asked


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("says", [1, 2, 3])
def test_nobody_begins_a_day_or_a_topic_with_something_hard_or_long(seed: int, says: int) -> None:
    for knows in (0, 3):
        asked = practise(knows, 40, says=says, seed=seed)
        firsts = {one.skill: one for one in reversed(asked)}
        assert all(one.level < 3 and not one.long for one in firsts.values())
    strong = [Outcome(topic, 3, 1.0) for topic in TOPICS] * 9
    first = ranked(BANK, strong, opens=True, mixed=True, now=NOW, chance=random.Random(seed))[0]
    assert next(one for one in BANK if one.id == first).level < 3


def test_questions_get_harder_as_answers_come_right_and_easier_again() -> None:
    strong, weak = practise(3, 24), practise(0, 24)
    assert strong[0].level == weak[0].level == 1
    assert fmean(one.level for one in strong[12:]) > 2.0
    assert max(one.level for one in weak) <= 2
    middling = practise(2, 12, topic="topic-0")
    assert {one.level for one in middling[:2]} == {1}
    assert max(one.level for one in middling) == 3
    after = [other.level for one, other in pairwise(middling) if one.level == 3]
    assert min(after) < 3


def test_topics_alternate_and_nothing_comes_twice_while_there_is_something_new() -> None:
    asked = practise(3, 40)
    assert all(one.skill != other.skill for one, other in pairwise(asked))
    assert len({one.id for one in asked}) == len(asked)
    assert len({one.skill for one in asked[:12]}) == len(TOPICS)


def test_a_chosen_topic_is_asked_whole_before_anything_comes_again() -> None:
    asked = practise(0, 16, topic="topic-0")
    assert {one.level for one in asked[:8]} == {1, 2}
    assert {one.level for one in asked[8:12]} == {3}
    assert len({one.id for one in asked[:12]}) == 12
    assert [one.id for one in asked[12:]] == [one.id for one in asked[:4]]


def test_what_was_not_seen_for_longest_comes_again_before_what_is_too_hard() -> None:
    seen = [replace(one, seen=NOW - timedelta(days=one.id)) for one in BANK if one.level < 3]
    hard = [one for one in BANK if one.level == 3]
    wrong = [Outcome(topic, 1, 0.0) for topic in TOPICS]
    for mixed in (True, False):
        order = ranked(hard + seen, wrong, mixed=mixed, now=NOW, chance=random.Random(1))
        assert set(order[: len(seen)]) == {one.id for one in seen}
    chosen = [one for one in seen if one.skill == "topic-0"]
    order = ranked(chosen, wrong, now=NOW, chance=random.Random(1))
    assert order == sorted(order, reverse=True)
