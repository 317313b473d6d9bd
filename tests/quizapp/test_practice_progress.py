"""Progress, computed from the log."""

from datetime import date, timedelta, timezone

import pytest

from quizapp.plan import Standing, by_day, learnt
from quizapp.plan.forecast import Forecast
from quizapp.plan.log import answered, tempo
from quizapp.practice import open_served, progress, skills, submit
from quizapp.practice.progress import streak
from quizapp.presenting.mastery import mastery
from tests.quizapp.sample_bank import NOW, full_session, learner, row


def answer(session, ada, slug, response, at, part="answer"):
    served = open_served(session, row(session, slug).id, 0)
    attempt = submit(
        session, served, ada, {part: response}, token=f"{slug}{at}", now=at, door="drill"
    )
    session.commit()
    return attempt


def test_before_the_first_attempt_every_skill_is_listed_without_numbers(tmp_path):
    session = full_session(tmp_path)
    seen = progress(session, learner(session), now=NOW)
    assert [(skill.slug, skill.questions) for skill in seen.skills] == [
        ("neuron", 3),
        ("backprop", 1),
    ]
    assert all(skill.accuracy is None and skill.last is None for skill in seen.skills)
    assert (seen.attempts, seen.accuracy, seen.streak, seen.mistakes) == (0, None, 0, ())


def test_accuracy_and_volume_count_this_learners_attempts_per_skill(tmp_path):
    session = full_session(tmp_path)
    ada, grace = learner(session), learner(session, "Grace")
    answer(session, ada, "neuron/weighted-sum", "7", NOW)
    answer(session, ada, "neuron/weighted-sum", "8", NOW + timedelta(minutes=1))
    answer(session, ada, "neuron/what-bias-does", "1", NOW + timedelta(minutes=2))
    answer(session, grace, "neuron/weighted-sum", "8", NOW)
    seen = progress(session, ada, now=NOW)
    neuron, backprop = seen.skills
    assert (neuron.attempts, neuron.tried) == (3, 2)
    assert neuron.accuracy == seen.accuracy == pytest.approx(2 / 3)
    assert neuron.last == NOW + timedelta(minutes=2)
    assert backprop.attempts == 0


def test_mistakes_are_listed_newest_first_once_per_question_until_they_are_corrected(tmp_path):
    session = full_session(tmp_path)
    ada = learner(session)
    later = (NOW + timedelta(minutes=n) for n in range(1, 9))
    answer(session, ada, "neuron/weighted-sum", "8", next(later))
    answer(session, ada, "neuron/weighted-sum", "9", next(later))
    answer(session, ada, "neuron/what-bias-does", "2", next(later))
    first, second = progress(session, ada, now=NOW).mistakes
    assert (first.title, second.title) == ("What the bias does", "A weighted sum")
    assert first.question_id == row(session, "neuron/what-bias-does").id
    assert first.verdicts[0][0] == "answer"
    assert "weight" in first.verdicts[0][2]
    answer(session, ada, "neuron/what-bias-does", "1", next(later))
    assert [m.title for m in progress(session, ada, now=NOW).mistakes] == ["A weighted sum"]


def test_a_mistake_in_a_retired_question_is_not_listed(tmp_path):
    session = full_session(tmp_path)
    ada = learner(session)
    answer(session, ada, "neuron/weighted-sum", "8", NOW)
    row(session, "neuron/weighted-sum").retired_at = NOW
    session.commit()
    seen = progress(session, ada, now=NOW)
    assert seen.mistakes == ()
    assert seen.attempts == 1


def test_a_solution_that_was_asked_for_is_neither_a_mistake_nor_a_measure_of_speed(tmp_path):
    session = full_session(tmp_path)
    ada = learner(session)
    answer(session, ada, "neuron/what-bias-does", "2", NOW)
    before = progress(session, ada, now=NOW)
    for slug in ("neuron/weighted-sum", "neuron/what-bias-does"):
        submit(
            session, open_served(session, row(session, slug).id, 0), ada, {}, token=slug,
            now=NOW + timedelta(minutes=1), door="web", duration_seconds=1, leave_blank=True,
        )  # fmt: skip
    session.commit()
    seen = progress(session, ada, now=NOW)
    assert (seen.accuracy, seen.mistakes) == (before.accuracy, before.mistakes)
    assert seen.attempts == 3
    log = answered(session, ada)
    assert [line.evidence.untried for line in log] == [False, True, True]
    assert tempo(line.pace for line in log) == 1
    (day,) = by_day(learnt(session, ada, now=NOW)).values()
    assert (day.credit, day.pace) == (0, None)


@pytest.mark.parametrize(("hours", "days"), [(0, 2), (9, 1)])
def test_days_of_the_streak_are_days_in_the_learners_time_zone(tmp_path, hours, days):
    session = full_session(tmp_path)
    ada = learner(session)
    late = NOW.replace(hour=20).astimezone(timezone(timedelta(hours=hours)))
    later = late + timedelta(hours=10)  # another day in UTC, and the same one in Tokyo
    answer(session, ada, "neuron/weighted-sum", "7", late)
    answer(session, ada, "neuron/weighted-sum", "7", later)
    assert progress(session, ada, now=later).streak == days


@pytest.mark.parametrize(
    ("days", "length"),
    [([], 0), ([5], 1), ([4], 1), ([3], 0), ([5, 4, 3], 3), ([4, 3], 2), ([5, 3, 2], 1)],
)
def test_a_streak_ends_today_or_yesterday(days, length):
    assert streak({date(2026, 3, day) for day in days}, date(2026, 3, 5)) == length


def test_topics_count_the_questions_they_can_serve(tmp_path):
    session = full_session(tmp_path)
    row(session, "neuron/why-bias").retired_at = NOW
    row(session, "backprop/one-neuron").retired_at = NOW
    session.commit()
    assert [(topic.title, topic.questions) for topic in skills(session)] == [
        ("The neuron", 2),
        ("Backpropagation", 0),
    ]


@pytest.mark.parametrize(
    ("answers", "recall", "word"),
    [(1, 0.9, "good start"), (2, 0.7, "good start"), (3, 0.9, "solid"),
     (1, 0.5, "just started"), (3, 0.5, "shaky"), (9, 0.4, "weak"),
     (1, 0.0, "no correct answer yet"), (0, 0.0, "not covered yet")],
)  # fmt: skip
def test_a_topic_is_solid_only_after_several_answers(
    answers: int, recall: float, word: str
) -> None:
    ready = Forecast(recall, recall, recall)
    assert mastery(Standing("neuron", "The neuron", (), answers, ready, None)).word == word
