"""Moving and deleting everything that belongs to a learner."""

from __future__ import annotations

from datetime import timedelta
from typing import get_type_hints

import pytest
from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from quizapp.accounts import deletion, ownership, roles
from quizapp.accounts.import_file import ImportFile
from quizapp.accounts.learners import create_guest, merge_guest
from quizapp.bank import acts
from quizapp.corrections import unseen
from quizapp.models import (
    Attempt,
    Base,
    Complaint,
    Correction,
    Draft,
    Keepsake,
    Learner,
    Plan,
    Proposal,
    Revision,
)
from tests.quizapp.owning import account, answered, give_everything
from tests.quizapp.sample_bank import NOW, full_session, row

SIGNED = [
    (table, column)
    for table in Base.metadata.sorted_tables
    for column in table.c
    if column is not ownership.LINKS.get(table)
    and any(key.column.table.name == "learners" for key in column.foreign_keys)
]


def rows(session: Session, table: Table, learner: Learner) -> int:
    mine = select(func.count()).where(ownership.LINKS[table] == learner.id)
    return session.scalar(mine) or 0


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    """A session, an account and the guest who became it, after the move."""
    session = full_session(tmp_path_factory.mktemp("moved"))
    ada, guest = account(session, "Ada"), create_guest(session, now=NOW)
    give_everything(session, guest, "guest")
    merge_guest(session, guest, ada)
    session.commit()
    return session, ada, guest


@pytest.mark.parametrize("table", ownership.OWNED, ids=str)
def test_every_table_of_a_guest_moves_to_the_account_but_no_way_in_and_nothing_computed(
    moved, table
):
    session, ada, guest = moved
    assert rows(session, table, ada) == (table not in (*ownership.WAYS_IN, *ownership.DERIVED))
    assert rows(session, table, guest) == 0


@pytest.fixture(scope="module")
def left(tmp_path_factory):
    """A session, and the one of two learners who is still there."""
    session = full_session(tmp_path_factory.mktemp("left"))
    ada, ben = account(session, "Ada"), account(session, "Ben")
    give_everything(session, ada, "ada")
    give_everything(session, ben, "ben")
    deletion.leave(session, ada, now=NOW)
    session.commit()
    return session, ben


@pytest.mark.parametrize("table", ownership.OWNED, ids=str)
def test_every_table_is_deleted_with_its_learner_or_left_without_a_name(left, table):
    session, ben = left
    assert session.scalars(select(Learner)).all() == [ben]
    assert rows(session, table, ben) == 1
    kept = session.scalar(select(func.count()).select_from(table)) or 0
    assert kept == 1 + ownership.MODELS[table].stays_without_name


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=str)
def test_the_owner_of_every_tables_rows_is_known(table):
    leading = [
        column.key for column in table.columns if column.key not in ownership.MODELS[table].signed
        for key in column.foreign_keys if key.column.table.name == "learners"
    ]  # fmt: skip
    assert len(leading) <= 1, (
        f"{table}: {leading} all lead to learners; name those that sign: signed = ('author_id',)"
    )
    link = ownership.LINKS.get(table)
    hanging = table in ownership.HANGING
    assert not hanging or all(key.ondelete == "CASCADE" for key in link.foreign_keys), (
        f"{link} is a learner's; let the database delete it: ForeignKey(…, ondelete='CASCADE')"
    )


@pytest.mark.parametrize("table", [*ownership.LISTS, *ownership.KEYED], ids=str)
def test_every_table_is_counted_on_the_account_page_and_its_import_is_decided(table):
    model, brought = ownership.MODELS[table], get_type_hints(ImportFile)
    (line,) = ownership.in_words({table.name: 2}, staying=model.stays_without_name)
    assert line.startswith("2 ")
    assert (table.name in brought) != model.stays_here, (
        f"{table}: read it in quizapp/accounts/import_file.py and store it in importing.py there, "
        f"or say stays_here = True in {model.__name__} if it means nothing on another server."
    )


def test_a_table_is_called_as_its_model_says_or_else_as_it_is_named():
    counted = {"attempts": 1, "saved_filters": 1200, "drafts": 0, "complaints": 1, "revisions": 3}
    assert ownership.in_words(counted) == ["1 answer with its mark", "1,200 saved filters"]
    (report,) = ownership.in_words(counted, staying=True)
    assert report.startswith("1 problem report ")


def test_the_models_say_what_a_learner_expects():
    said = {name: {table.name for table in getattr(ownership, name)}
            for name in ("LISTS", "KEYED", "WAYS_IN", "HANGING")}  # fmt: skip
    assert said["LISTS"] >= {"attempts", "complaints", "interviews", "tokens", "whiteboards"}
    assert said["KEYED"] >= {"drafts", "keepsakes", "plans"}
    assert said["WAYS_IN"] >= {"sign_ins"}
    assert said["HANGING"] >= {"corrections"}
    bank = {"learners", "questions", "revisions", "skills"}
    assert not bank & set().union(*said.values())


def test_what_hangs_on_an_attempt_moves_with_it_and_is_deleted_with_it(tmp_path):
    session = full_session(tmp_path)
    ada, guest = account(session, "Ada"), create_guest(session, now=NOW)
    ben = account(session, "Ben")
    give_everything(session, guest, "guest")
    give_everything(session, ben, "ben")
    merge_guest(session, guest, ada)
    session.commit()
    assert [each.reason for each in unseen(session, ada)] == ["guest"]
    deletion.leave(session, ada, now=NOW)
    session.commit()
    assert [each.reason for each in session.query(Correction)] == ["ben"]


def test_a_page_sent_twice_whose_answer_was_corrected_merges_all_the_same(tmp_path):
    session = full_session(tmp_path)
    ada, guest = account(session, "Ada"), create_guest(session, now=NOW)
    give_everything(session, guest, "same")
    answered(session, ada, "same")
    session.commit()
    merge_guest(session, guest, ada)
    session.commit()
    assert session.query(Attempt).count() == 1
    assert session.query(Correction).count() == 0


@pytest.mark.parametrize(("table", "column"), SIGNED, ids=str)
def test_what_an_instructor_did_to_the_bank_stays_under_nobodys_name(tmp_path, table, column):
    session = full_session(tmp_path)
    ada = account(session, "Ada", role="administrator")
    question = row(session, "neuron/weighted-sum")
    question.retired_by_id, question.retired_at = ada.id, NOW
    session.add(Revision(question=question, number=2, text="mine", digest="d", author_id=ada.id,
                         created_at=NOW))  # fmt: skip
    acts.record(session, "give", by=ada, now=NOW, person=ada, role="author", before="learner")
    revision = session.scalars(select(Revision)).first()
    session.add(Complaint(revision_id=revision.id, seed=0, params={}, text="?", created_at=NOW,
                          settled_by_id=ada.id))  # fmt: skip
    session.add(Proposal(question_id=question.id, base_number=1, text="mine", author_id=ada.id,
                         created_at=NOW))  # fmt: skip
    session.commit()
    deletion.leave(session, ada, now=NOW)
    session.commit()
    (former,) = session.scalars(select(Learner))
    assert (former.name, former.email, former.password_hash) == (ownership.FORMER, None, None)
    assert session.scalars(select(column).where(column.is_not(None))).all() == [former.id]


def test_all_former_authors_are_one(tmp_path):
    session = full_session(tmp_path)
    for name in ("Ada", "Ben"):
        gone = account(session, name)
        row(session, "neuron/weighted-sum").retired_by_id = gone.id
        session.flush()
        deletion.leave(session, gone, now=NOW)
    assert session.query(Learner).count() == 1


def test_the_last_administrator_is_recognised(tmp_path):
    session = full_session(tmp_path)
    ada, ben = account(session, "Ada", role="administrator"), account(session, "Ben")
    assert roles.is_last_administrator(session, ada)
    assert not roles.is_last_administrator(session, ben)
    ben.role = "administrator"
    session.flush()
    assert not roles.is_last_administrator(session, ada)


def test_keepsakes_of_one_question_are_merged_without_loss(tmp_path):
    session = full_session(tmp_path)
    ada, guest = account(session, "Ada"), create_guest(session, now=NOW)
    question, later = row(session, "neuron/weighted-sum").id, NOW + timedelta(hours=1)
    session.add_all([
        Keepsake(learner_id=ada.id, question_id=question, note="mine", bookmarked=True,
                 updated_at=later),
        Keepsake(learner_id=guest.id, question_id=question, note="the guest's", flagged=True,
                 skipped_at=NOW, updated_at=NOW),
    ])  # fmt: skip
    session.commit()
    merge_guest(session, guest, ada)
    session.commit()
    kept = session.query(Keepsake).one()
    assert kept.note == "mine\nthe guest's"
    assert (kept.bookmarked, kept.flagged, kept.skipped_at) == (True, True, NOW)
    assert (kept.learner_id, kept.updated_at) == (ada.id, later)


@pytest.mark.parametrize("hours", [-1, 1])
def test_of_two_plans_or_drafts_the_later_one_wins(tmp_path, hours):
    session = full_session(tmp_path)
    ada, guest = account(session, "Ada"), create_guest(session, now=NOW)
    for whose, when, minutes in ((ada, NOW, 20), (guest, NOW + timedelta(hours=hours), 40)):
        session.add(Plan(learner_id=whose.id, skills=[], minutes_a_day=minutes, time_zone="UTC",
                         updated_at=when))  # fmt: skip
        for place in ("/practice/1", f"/practice/{minutes}"):
            content = {"fields": minutes}
            session.add(Draft(learner_id=whose.id, place=place, content=content, updated_at=when))
    session.commit()
    merge_guest(session, guest, ada)
    session.commit()
    later = 40 if hours > 0 else 20
    plan, open_on_both = session.query(Plan).one(), session.get(Draft, (ada.id, "/practice/1"))
    assert (plan.learner_id, plan.minutes_a_day) == (ada.id, later)
    assert open_on_both.content == {"fields": later}
    assert session.query(Draft).count() == 3


def test_a_page_sent_by_the_account_and_again_by_the_guest_is_one_answer(tmp_path):
    session = full_session(tmp_path)
    ada, guest = account(session, "Ada"), create_guest(session, now=NOW)
    for whose, token in ((ada, "same"), (guest, "same"), (guest, "other")):
        answered(session, whose, token)
    session.commit()
    merge_guest(session, guest, ada)
    session.commit()
    assert sorted(attempt.token for attempt in session.query(Attempt)) == ["other", "same"]
