"""Composing an interview: every area, no question twice, everything in time, fitting follow-ups."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from sqlalchemy import select

from engine import TEMPLATES
from engine.answers._base import ANSWERS
from engine.exercise.question import Head
from quizapp import mock
from quizapp.mock.areas import AREAS, area_of
from quizapp.mock.following import DEEPEST, RULES
from quizapp.mock.interviewing import served_of
from quizapp.mock.items import SKIPPED, Item
from quizapp.mock.judging import MISCONCEPTION, RIGHT, WRITTEN, outcome
from quizapp.models import Interview, Plan
from tests.mock.candidate import NOON, Candidate, right, wrong

KNOWS = [(0, 1.0), (1, 0.5), (2, 0.0)]


def moves(name: str) -> set[str]:
    """What may follow: the reason is asked for after anything, so that it tells nothing."""
    return {move.__name__ for move in RULES[name]} | ({"reason"} if name != WRITTEN else set())


def test_every_type_and_every_template_has_an_area_and_the_shares_add_up_to_one() -> None:
    assert (area_of("number", None), area_of("expression", None)) == ("compute", "derive")
    assert {area_of(kind, None) for kind in ANSWERS} >= {"concept", "compute", "derive"}
    drawn = [Head("A draw", "template", 1, "Drawn", template=name) for name in TEMPLATES]
    assert {area_of("template", head) for head in drawn} == {"compute", "derive", "debug"}
    assert sum(area.share for area in AREAS.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("minutes", "seed", "knows"),
    [
        (*mock.MINUTES[:1], *KNOWS[0]),
        pytest.param(*mock.MINUTES[1:2], *KNOWS[1], marks=pytest.mark.slow),
    ],
)
def test_keeping_to_the_targets_covers_every_area_in_time(
    candidate: Candidate, minutes: int, seed: int, knows: float
) -> None:
    interview = candidate.begin(minutes, seed)
    covers_every_area_in_time(interview, candidate.play(interview, knows), minutes)


def covers_every_area_in_time(interview: Interview, items: list[Item], minutes: int) -> None:
    assert {item.area for item in items} == AREAS.keys()
    assert {item.area for item in items if not item.follow_up} == AREAS.keys()
    used = sum(item.target for item in items)
    assert 60 * minutes - 100 < used <= 60 * minutes
    assert interview.spent_seconds == pytest.approx(used, abs=1)


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "knows"), KNOWS)
def test_nothing_is_asked_twice_and_a_follow_up_is_one_that_the_last_answer_allows(
    candidate: Candidate, seed: int, knows: float
) -> None:
    """In the longest interviews, which are also in time."""
    interview = candidate.begin(mock.MINUTES[-1], seed)
    items = candidate.play(interview, knows)
    covers_every_area_in_time(interview, items, mock.MINUTES[-1])
    own = [item.question for item in items if not item.follow_up]
    assert len(set(own)) == len(own)
    assert len({(i.question, i.seed, i.level, i.and_if) for i in items}) == len(items)
    for before, item in pairwise(items):
        if item.follow_up:
            assert item.skill == before.skill
    runs = "".join("f" if item.follow_up else "-" for item in items)
    assert "f" in runs
    assert "f" * (DEEPEST + 1) not in runs
    for before, item in pairwise(items):
        served = served_of(candidate.session, before)
        assert served is not None
        said, _ = outcome(served.exercise, before.responses)
        assert not item.follow_up or item.follow_up in moves(said)
        if item.follow_up == "twin":
            assert (item.question, item.seed) == (before.question, before.seed)
            assert item.and_if
            assert not before.and_if
        if item.follow_up in ("harder", "easier"):
            assert item.question == before.question
            assert item.level - before.level == (1 if item.follow_up == "harder" else -1)


def first_of(candidate: Candidate, interview: object, area: str) -> Item:
    """Skip on to the first question of that area."""
    while (item := mock.items_of(interview)[-1]).area != area:  # type: ignore[arg-type]
        candidate.skip(interview)  # type: ignore[arg-type]
    return item


@pytest.mark.slow
def test_the_next_question_depends_on_the_answer(candidate: Candidate) -> None:
    seen: dict[str, set[str]] = {RIGHT: set(), MISCONCEPTION: set(), WRITTEN: set(), SKIPPED: set()}
    for seed in range(2):
        for knows in (1.0, 0.0):
            interview = candidate.begin(30, seed)
            items = candidate.play(interview, knows)
            for before, item in pairwise(items):
                served = served_of(candidate.session, before)
                said, _ = outcome(served.exercise, before.responses)
                if item.follow_up and said in seen:
                    seen[said].add(item.follow_up)
        interview = candidate.begin(30, seed)
        candidate.skip(interview)
        seen[SKIPPED].add(mock.items_of(interview)[-1].follow_up)
        candidate.end(interview)
    assert len(seen[RIGHT] & moves(RIGHT)) > 1
    assert "probe" in seen[MISCONCEPTION]
    assert seen[WRITTEN] == {"show"}
    assert seen[SKIPPED] <= {"probe", "easier", "reason", ""}
    assert seen[RIGHT] & seen[MISCONCEPTION] <= {"reason"}


@pytest.mark.slow
def test_the_same_chance_and_answers_make_the_same_interview(candidate: Candidate) -> None:
    def told(seed: int) -> list[tuple[int, int, str]]:
        stranger = Candidate(candidate.session)
        items = stranger.play(stranger.begin(15, seed), 0.5)
        return [(item.question, item.seed, item.and_if) for item in items]

    assert told(3) == told(3)
    assert told(3) != told(4)


@pytest.mark.slow
def test_a_plan_narrows_an_interview_to_its_topics_as_far_as_possible(candidate: Candidate) -> None:
    chosen = ["convolution", "recurrent-networks"]
    candidate.session.add(
        Plan(learner_id=candidate.learner.id, skills=chosen, minutes_a_day=20, time_zone="UTC",
             updated_at=NOON)
    )  # fmt: skip
    candidate.session.flush()
    items = candidate.play(candidate.begin(30), 1.0)
    strayed = [item for item in items if item.skill not in chosen]
    assert {item.area for item in strayed} <= {"debug"}  # which is asked once in any case
    assert len([item for item in strayed if not item.follow_up]) <= 1


@pytest.mark.slow
def test_questions_from_the_last_interview_come_later_in_this_one(candidate: Candidate) -> None:
    first = candidate.play(candidate.begin(30, 1), 1.0)
    candidate.wait(3600)
    again = candidate.play(candidate.begin(30, 1), 1.0)
    own = {item.question for item in again if not item.follow_up}
    assert not own & {item.question for item in first if item.area == "concept"}


def test_a_misconception_is_noticed_and_a_right_answer_is_right(candidate: Candidate) -> None:
    session, dice = candidate.session, random.Random(2)
    from quizapp.models import Question
    from quizapp.practice import open_served

    rows = session.scalars(select(Question).where(Question.type == "template")).all()
    for row in dice.sample(list(rows), 12):
        served = open_served(session, row.id, dice.randrange(1000))
        assert outcome(served.exercise, right(served)) == (RIGHT, "")
        said, name = outcome(served.exercise, wrong(served))
        assert said != RIGHT
        assert (said == MISCONCEPTION) == bool(name)
