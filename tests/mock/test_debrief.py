"""What remains after an interview: attempts in the log, and a fair debrief."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from quizapp import mock
from quizapp.mock.clock import GRACE, limit
from quizapp.mock.debriefing import DebriefedQuestion, beliefs, entry, score_of, tally
from quizapp.mock.items import ANSWERED, OPEN, SKIPPED, Item
from quizapp.models import Attempt, Interview, Question
from tests.mock.candidate import NOON, Candidate, right, wrong

TARGET = 100.0


def item(state: str = ANSWERED, ended: float | None = 50.0, kind: str = "choice") -> Item:
    return Item(
        question=1, revision=1, seed=0, level=2, and_if="", fingerprint="f", kind=kind,
        area="concept", skill="neuron", target=TARGET, token="t", state=state, ended=ended,
    )  # fmt: skip


def marked(score: float, **parts: str) -> Attempt:
    """An attempt with a verdict for each part; the remark is the verdict's name."""
    mark = {name: {"verdict": verdict, "credit": score, "remark": verdict.partition(":")[2]}
            for name, verdict in parts.items()}  # fmt: skip
    return Attempt(score=score, mark={"score": score, "parts": mark}, token="t")


def made(asked: Item, attempt: Attempt | None = None, limit: float = 900) -> DebriefedQuestion:
    return entry([asked], 0, limit, attempt, None)


@pytest.mark.parametrize(
    ("asked", "score", "credit"),
    [
        (item(), 0.6, 0.6),
        (item(SKIPPED), None, 0.0),
        (item(OPEN, None), None, None),  # nobody was given the time for it
        (item(kind="short_answer"), None, None),  # waits for its writer
        (item(kind="short_answer"), 0.5, 0.5),
        (item(ended=900 + GRACE), 1.0, 1.0),
        (item(ended=900 + GRACE + 1), 1.0, None),  # far too late
    ],
)
def test_only_what_counts_is_counted(
    asked: Item, score: float | None, credit: float | None
) -> None:
    found = made(asked, None if score is None else marked(score))
    assert found.credit == credit
    assert found.waiting == (asked.kind == "short_answer" and score is None)


def test_the_score_is_the_mean_of_the_questions_that_count() -> None:
    found = [made(item(), marked(1.0)), made(item(SKIPPED)), made(item(OPEN, None))]
    assert score_of(found) == 0.5
    assert score_of(found[2:]) is None
    whole = tally("concept", "Concepts", found)
    assert (whole.questions - whole.open) == sum(one.credit is not None for one in found)
    assert (whole.questions, whole.credit, whole.lost, whole.slow) == (3, 0.5, 1.0, 0)


def test_a_correct_answer_far_over_its_target_is_slow() -> None:
    found = [
        made(item(ended=1.6 * TARGET), marked(1.0)),
        made(item(ended=0.9 * TARGET), marked(1.0)),
    ]
    assert [entry.slow for entry in found] == [True, False]
    assert tally("neuron", "The neuron", found).slow == 1


def test_a_misconception_is_listed_once_with_every_question_that_showed_it() -> None:
    both = [
        entry(
            [item(), item(ended=90.0)],
            index,
            900,
            marked(0.5, a="misconception:x", b=verdict),
            None,
        )
        for index, verdict in enumerate(("misconception:x", "misconception:y"))
    ]
    found = beliefs([*both, made(item(), marked(1.0, a="correct"))])
    assert [(belief.remark, belief.numbers) for belief in found] == [("x", (1, 2)), ("y", (2,))]


def attempts(candidate: Candidate) -> int:
    return candidate.session.scalar(select(func.count(Attempt.id))) or 0


def test_nothing_is_in_the_log_before_the_end_and_then_all_with_its_time(
    candidate: Candidate,
) -> None:
    interview = candidate.begin()
    candidate.answer(interview, right(candidate.asked(interview)), 40)
    candidate.answer(interview, wrong(candidate.asked(interview)), 60)
    candidate.skip(interview)
    candidate.answer(interview, right(candidate.asked(interview)), 50)
    assert attempts(candidate) == 0
    candidate.wait(500)
    candidate.end(interview)
    asked = mock.debrief(candidate.session, interview).entries
    assert attempts(candidate) == sum(entry.attempt is not None for entry in asked)
    second = asked[1]
    assert second.attempt is not None
    assert second.attempt.door == "mock"
    assert second.attempt.duration_seconds == second.seconds == 60
    assert second.attempt.created_at == NOON + timedelta(seconds=100)
    assert second.credit is not None
    assert second.credit < 1


@pytest.fixture
def neuron(candidate: Candidate) -> Candidate:
    """One who is asked to explain the parts of a neuron first, and no other text."""
    others = update(Question).where(
        Question.type == "short_answer", Question.slug != "neuron/key-components"
    )
    candidate.session.execute(others.values(retired_at=NOON))
    candidate.session.commit()
    return candidate


def test_a_text_that_is_unsure_waits_for_its_writer_whose_word_weighs_less(
    neuron: Candidate,
) -> None:
    interview = neuron.begin()
    served = neuron.asked(interview)
    assert served.question.title == "Key components of a neuron"
    unsure = "Inputs come in. A weight sits on each of the edges. A bias is added to the sum."
    neuron.answer(interview, {"answer": unsure})
    mock.check(neuron.session, interview, 0, [1])
    assert attempts(neuron) == 0  # not before the end
    neuron.end(interview)
    assert mock.debrief(neuron.session, interview).entries[0].waiting
    for points in ([1, 3], [1, 2, 3]):
        mock.check(neuron.session, interview, 0, points)
    mock.check(neuron.session, interview, 7, [1])
    (attempt,) = neuron.session.scalars(select(Attempt)).all()
    assert attempt.responses == {"answer": f"{unsure}\n[self-check: 1]"}
    first = mock.debrief(neuron.session, interview).entries[0]
    assert first.credit == attempt.score
    assert 0.5 < first.trust < 1


def test_a_text_that_is_clear_is_marked_at_the_end_without_its_writer(
    neuron: Candidate,
) -> None:
    interview = neuron.begin()
    model = neuron.asked(interview).exercise.parts[0].answer.write()
    neuron.answer(interview, {"answer": model})
    neuron.end(interview)
    (attempt,) = neuron.session.scalars(select(Attempt)).all()
    assert attempt.responses == {"answer": model.partition("\n[self-check")[0]}
    assert attempt.mark["parts"]["answer"]["points"][1]["state"] == "said"


def test_text_typed_at_the_end_is_marked_as_far_as_it_can_be_read(
    candidate: Candidate,
) -> None:
    interview = candidate.begin()
    while len(candidate.asked(interview).exercise.parts) < 2:
        candidate.skip(interview)
    served = candidate.asked(interview)
    first, second, *_ = right(served).items()
    candidate.wait(limit(interview))
    given = dict([first, (second[0], "banana")])
    mock.finish(candidate.session, interview, given, now=candidate.now)
    (attempt,) = candidate.session.scalars(select(Attempt)).all()
    assert attempt.responses == dict([first])
    assert attempt.score == pytest.approx(1 / len(served.exercise.parts), abs=0.01)


def test_an_answer_sent_twice_or_after_the_end_changes_nothing(candidate: Candidate) -> None:
    interview = candidate.begin()
    given = right(candidate.asked(interview))
    for _ in range(2):
        mock.answer(
            candidate.session, interview, 0, given, now=candidate.now, chance=candidate.chance
        )
    assert len(mock.items_of(interview)) == 2
    candidate.end(interview)
    ended = interview.finished_at
    candidate.wait(60)
    candidate.end(interview)
    mock.resume(candidate.session, interview, now=candidate.now)
    assert (interview.finished_at, interview.running_since) == (ended, None)


def test_a_silence_does_not_count_at_the_end_either(candidate: Candidate) -> None:
    interview = candidate.begin()
    candidate.wait(100)
    mock.alive(candidate.session, interview, now=candidate.now)
    candidate.wait(5000)
    mock.alive(candidate.session, interview, now=candidate.now)
    candidate.end(interview)
    assert interview.spent_seconds == 100


@pytest.mark.slow
def test_the_debrief_compares_with_the_previous_interview(candidate: Candidate) -> None:
    first, second = candidate.begin(), None
    candidate.play(first, 0.0)
    candidate.wait(3600)
    second = candidate.begin()
    candidate.play(second, 1.0)
    found = mock.debrief(candidate.session, second)
    assert found.before is not None
    assert found.before.interview.id == first.id
    assert mock.debrief(candidate.session, first).before is None
    assert found.score > (found.before.score or 0)
    assert {area.name: area.before for area in found.areas if area.before is not None}
    assert found.skills == tuple(sorted(found.skills, key=lambda skill: -skill.lost))
    assert [past.interview.id for past in mock.past(candidate.session, candidate.learner)] == [
        second.id, first.id
    ]  # fmt: skip


def test_only_a_finished_interview_can_be_shared_and_only_until_it_is_withdrawn(
    candidate: Candidate,
) -> None:
    interview = candidate.begin()
    mock.share(interview)
    assert interview.share_token is None
    candidate.end(interview)
    mock.share(interview)
    token = interview.share_token
    mock.share(interview)
    candidate.session.flush()
    assert token == interview.share_token
    assert mock.shared(candidate.session, str(token)) is interview
    mock.unshare(interview)
    candidate.session.flush()
    assert mock.shared(candidate.session, str(token)) is None


def test_a_length_that_is_not_offered_is_refused_with_advice(candidate: Candidate) -> None:
    with pytest.raises(ValueError, match="15, 30, 45 minutes"):
        candidate.begin(20)
    assert candidate.session.scalar(select(func.count(Interview.id))) == 0
