"""Submitting: an answer is marked and logged once, or handed back with advice."""

import threading

import pytest
from sqlalchemy.orm import Session

from quizapp.models import Attempt, Learner
from quizapp.practice import NotMarked, open_served, reopen, submit
from tests.quizapp.sample_bank import NOW, full_session, learner, row

pytestmark = pytest.mark.usefixtures("both_databases")


def put(session, slug, seed=0):
    return open_served(session, row(session, slug).id, seed)


def send(session, served, ada, responses, token="t", **more):
    return submit(session, served, ada, responses, token=token, now=NOW, door="web", **more)


def test_a_correct_answer_is_logged_with_everything_to_rebuild_it(tmp_path):
    session = full_session(tmp_path)
    ada, served = learner(session), put(session, "backprop/one-neuron", seed=7)
    keys = {part.name: part.answer.write() for part in served.exercise.parts}
    attempt = send(session, served, ada, keys, hints_used=2, duration_seconds=12.5)
    session.commit()
    session.expire_all()
    assert attempt.score == 1.0
    assert attempt.responses == keys
    assert attempt.seed == 7
    assert attempt.fingerprint == served.exercise.fingerprint
    assert attempt.redraw == served.exercise.redraw
    assert attempt.params == dict(served.exercise.params)
    assert attempt.leaves.keys() == served.exercise.leaves.keys()
    assert attempt.mark["parts"].keys() == keys.keys()
    assert (attempt.hints_used, attempt.duration_seconds, attempt.door) == (2, 12.5, "web")
    assert attempt.created_at == NOW
    assert reopen(session, attempt).exercise.fingerprint == attempt.fingerprint


def test_a_known_misconception_is_logged_by_its_name(tmp_path):
    session = full_session(tmp_path)
    attempt = send(session, put(session, "neuron/weighted-sum"), learner(session), {"answer": "8"})
    assert attempt.score == 0.0
    assert attempt.mark["parts"]["answer"]["verdict"] == "misconception:bias_first"


@pytest.mark.parametrize("leave_blank", [False, True])
def test_an_unreadable_answer_is_handed_back_and_nothing_is_stored(tmp_path, leave_blank):
    session = full_session(tmp_path)
    served, ada = put(session, "neuron/weighted-sum"), learner(session)
    refused = send(session, served, ada, {"answer": "7apples"}, leave_blank=leave_blank)
    assert isinstance(refused, NotMarked)
    assert refused.parts["answer"].at == 1
    assert str(refused.parts["answer"])
    assert refused.blank == frozenset()
    assert session.query(Attempt).count() == 0


def test_a_blank_part_is_handed_back_unless_it_is_left_blank_on_purpose(tmp_path):
    session = full_session(tmp_path)
    ada, served = learner(session), put(session, "backprop/one-neuron")
    first, *rest = served.exercise.parts
    responses = {first.name: first.answer.write(), rest[0].name: "  "}
    refused = send(session, served, ada, responses)
    assert refused.blank == refused.parts.keys() == {part.name for part in rest}
    attempt = send(session, served, ada, responses, leave_blank=True)
    assert 0 < attempt.score < 1
    assert attempt.mark["parts"][rest[0].name]["verdict"] == "unreadable"


def test_a_free_text_is_marked_once_it_was_compared_with_the_model_answer(tmp_path):
    session = full_session(tmp_path)
    ada, served = learner(session), put(session, "neuron/why-bias")
    refused = send(session, served, ada, {"answer": "So that it need not be 0."})
    assert isinstance(refused, NotMarked)
    text = "So that it need not be 0.\n[self-check: 1]"
    attempt = send(session, served, ada, {"answer": text})
    assert attempt.score == pytest.approx(0.5)
    assert attempt.responses == {"answer": text}


def test_an_unknown_part_is_refused_by_name(tmp_path):
    session = full_session(tmp_path)
    with pytest.raises(ValueError, match="'reply'"):
        send(session, put(session, "neuron/weighted-sum"), learner(session), {"reply": "7"})


def test_the_same_page_sent_twice_is_one_attempt(tmp_path):
    session = full_session(tmp_path)
    ada, served = learner(session), put(session, "neuron/weighted-sum")
    first = send(session, served, ada, {"answer": "7"})
    session.commit()
    again = send(session, served, ada, {"answer": "8"})
    assert again is first
    assert session.query(Attempt).one().score == 1.0


def test_a_token_belongs_to_one_learner(tmp_path):
    session = full_session(tmp_path)
    served = put(session, "neuron/weighted-sum")
    first = send(session, served, learner(session), {"answer": "7"})
    other = send(session, served, learner(session, "Grace"), {"answer": "8"})
    assert other.id != first.id


def test_two_workers_that_get_the_same_page_at_once_store_one_attempt(tmp_path):
    session = full_session(tmp_path)
    ada_id = learner(session).id
    engine = session.get_bind()
    session.close()
    meet = threading.Barrier(2)
    stored, failed = [], []

    class Held(Session):
        """Delays the first write until the other worker has read too."""

        def begin_nested(self):
            meet.wait(timeout=10)
            return super().begin_nested()

    def work():
        try:
            with Held(engine) as mine:
                served = put(mine, "neuron/weighted-sum")
                attempt = send(mine, served, mine.get(Learner, ada_id), {"answer": "7"})
                mine.commit()
                stored.append(attempt.id)
        except Exception as error:
            failed.append(error)

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failed == []
    assert len(set(stored)) == 1
    with Session(engine) as look:
        assert look.query(Attempt).count() == 1
