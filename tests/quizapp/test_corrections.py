"""Attempts that a wrong key had marked are marked again, and all other marks stay."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from engine.errata._base import ERRATA
from quizapp.commands import main
from quizapp.corrections import mark_seen, unseen
from quizapp.corrections.again import mark_again, marked_wrongly
from quizapp.mock.items import Item, items_of
from quizapp.models import Attempt, Correction, Interview, Learner
from quizapp.practice import reopen
from quizapp.storage import migrate
from quizapp.storage.database import make_engine, make_sessions
from tests import databases
from tests.quizapp.sample_bank import full_session, learner
from tests.quizapp.wrongly import (
    NOW,
    REMARK,
    RIGHT,
    TEMPLATE,
    WRONG,
    answered_then,
    exercise_now,
    exercise_then,
    keys,
)

LATER = NOW + timedelta(days=200)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return full_session(tmp_path)


def correct_all(session: Session) -> int:
    """Mark again, and return how many were."""
    found = marked_wrongly(session, ERRATA.names)
    mark_again(session, found, now=LATER)
    session.commit()
    return sum(again.wrong for again in found)


def stored(attempt: Attempt) -> tuple[object, ...]:
    return (attempt.mark, attempt.score, attempt.fingerprint, attempt.responses)


def test_an_answer_that_was_right_when_our_key_was_wrong_is_now_correct(session: Session) -> None:
    truth = keys(exercise_then(WRONG)) | {"most": "8", "weights": "1"}
    attempt = answered_then(session, learner(session), WRONG, truth)
    former = stored(attempt)
    assert attempt.mark["parts"]["most"]["credit"] == 0
    assert correct_all(session) == 1
    assert attempt.mark["parts"]["most"]["verdict"] == "correct"
    assert attempt.score > former[1]
    assert attempt.responses == truth
    (kept,) = session.query(Correction)
    assert (kept.former_mark, kept.former_score, kept.former_fingerprint) == former[:3]
    assert (kept.corrected_at, kept.seen_at) == (LATER, None)
    assert kept.reason == ERRATA[TEMPLATE].reason
    assert reopen(session, attempt).exercise == exercise_now(WRONG)


def test_a_learner_who_agreed_with_our_wrong_key_is_told_too(session: Session) -> None:
    attempt = answered_then(session, learner(session), WRONG)
    assert attempt.score == 1
    assert correct_all(session) == 1
    verdicts = {name: part["verdict"] for name, part in attempt.mark["parts"].items()}
    assert verdicts["right"] == "correct"
    assert verdicts["weights"] == f"misconception:{TEMPLATE}.called_inseparable"
    assert attempt.score == pytest.approx(1 / 3)


def test_attempts_marked_by_a_correct_key_keep_their_marks(session: Session) -> None:
    ada = learner(session)
    kept = [answered_then(session, ada, RIGHT), answered_then(session, ada, REMARK, {"most": "7"})]
    before = [(each.mark, each.score) for each in kept]
    assert correct_all(session) == 0
    assert [(each.mark, each.score) for each in kept] == before
    assert session.query(Correction).count() == 0
    for attempt in kept:
        assert reopen(session, attempt).exercise == exercise_now(attempt.seed)


def test_attempts_marked_after_the_fix_are_left_alone(session: Session) -> None:
    now = exercise_now(WRONG)
    attempt = answered_then(session, learner(session), WRONG, keys(now))
    rows = Attempt.__table__
    right = {"score": 1.0, "parts": {name: {"verdict": "correct", "credit": 1.0, "remark": ""}
                                     for name in keys(now)}}  # fmt: skip
    for fingerprint in (now.fingerprint, "of another wording"):
        session.execute(rows.update().values(fingerprint=fingerprint, mark=right, score=1.0))
        session.expire_all()
        assert correct_all(session) == 0
    assert attempt.mark == right


def test_a_wording_that_changed_since_does_not_hide_a_wrong_mark(session: Session) -> None:
    attempt = answered_then(session, learner(session), WRONG)
    session.execute(Attempt.__table__.update().values(fingerprint="of another wording"))
    session.expire_all()
    assert correct_all(session) == 1
    assert attempt.fingerprint == exercise_now(WRONG).fingerprint


def test_marking_again_twice_changes_nothing_more(session: Session) -> None:
    ada = learner(session)
    rows = [answered_then(session, ada, seed) for seed in (WRONG, RIGHT, REMARK)]
    assert correct_all(session) == 1
    after = [stored(row) for row in rows]
    mark_seen(session, ada, [rows[0].id], now=LATER)
    assert correct_all(session) == 0
    assert [stored(row) for row in rows] == after
    assert session.query(Correction).one().seen_at == LATER


def test_a_dry_run_changes_nothing(session: Session) -> None:
    attempt = answered_then(session, learner(session), WRONG)
    session.commit()
    before = stored(attempt)
    assert len(marked_wrongly(session, [TEMPLATE])) == 1
    assert len(marked_wrongly(session, [TEMPLATE], "tables/three")) == 1
    assert marked_wrongly(session, [TEMPLATE], "neuron/weighted-sum") == []
    assert marked_wrongly(session, ["neuron_gradient"]) == []
    session.commit()
    session.expire_all()
    assert stored(attempt) == before
    assert session.query(Correction).count() == 0


def test_learners_are_told_about_their_own_corrections_until_they_have_seen_them(
    session: Session,
) -> None:
    ada, ben = learner(session), learner(session, "Ben")
    mine = [answered_then(session, ada, seed) for seed in (WRONG, 60)]
    other = answered_then(session, ben, WRONG)
    assert correct_all(session) == 3
    assert [each.attempt_id for each in unseen(session, ada)] == [row.id for row in mine]
    mark_seen(session, ada, [mine[0].id, other.id], now=LATER)
    session.commit()
    assert [each.attempt_id for each in unseen(session, ada)] == [mine[1].id]
    assert [each.attempt_id for each in unseen(session, ben)] == [other.id]


def test_the_debrief_of_an_interview_still_shows_its_question(session: Session) -> None:
    ada = learner(session)
    attempt = answered_then(session, ada, WRONG, token="item", door="mock")
    item = Item(
        question=attempt.revision.question_id, revision=attempt.revision_id, seed=WRONG, level=3,
        and_if="", fingerprint=attempt.fingerprint, kind="template", area="a", skill="tables",
        target=60.0, token="item",
    )  # fmt: skip
    other = asdict(item) | {"token": "another"}
    row = Interview(learner_id=ada.id, minutes=15, items=[asdict(item), other], position=1,
                    spent_seconds=1.0, created_at=NOW, finished_at=NOW)  # fmt: skip
    session.add(row)
    session.commit()
    correct_all(session)
    renewed, same = items_of(row)
    assert renewed.fingerprint == exercise_now(WRONG).fingerprint
    assert same.fingerprint == exercise_then(WRONG).fingerprint


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = databases.migrated(tmp_path / "quizapp.db")
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", address)
    with make_sessions(make_engine(address))() as session:
        ada = Learner(name="Ada", created_at=NOW)
        session.add(ada)
        session.flush()
        for seed in (WRONG, 60, RIGHT):
            answered_then(session, ada, seed)
        session.commit()
    return address


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["bank", "mark-again", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_command_lists_what_it_would_do_then_does_it_once(url: str) -> None:
    would = run("--dry-run")
    assert "tables/three, seed 27, answer 1: 100% -> 33%" in would
    assert "2 answers of 1 learner would be marked again. Nothing was changed." in would
    assert "2 answers of 1 learner marked again." in run(TEMPLATE)
    assert run() == run("tables/three") == "No answer needs marking again.\n"
    with make_sessions(migrate.prepare(url))() as session:
        assert session.query(Correction).count() == 2


@pytest.mark.usefixtures("url")
def test_the_command_prints_json_and_reports_unknown_names() -> None:
    told = json.loads(run("--json"))
    assert [each["seed"] for each in told["marked_again"]] == [27, 60]
    assert json.loads(run("--json", "--dry-run")) == {"dry_run": True, "marked_again": []}
    done = CliRunner().invoke(main, ["bank", "mark-again", "linear_separabilty"])
    assert done.exit_code == 1
    assert "Did you mean linear_separability?" in done.output
