"""Exporting everything of a learner."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
import zipfile
from codecs import BOM_UTF8

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from quizapp.accounts.export import as_csv, as_json, sheets
from quizapp.accounts.ownership import DERIVED, HANGING, OWNED
from quizapp.models import Attempt, Keepsake, Learner, Question, Revision
from tests.quizapp.owning import account, answered, exported, give_everything
from tests.quizapp.sample_bank import NOW, full_session, row


def unzipped(session: Session, learner: Learner) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(b"".join(as_csv(session, learner, now=NOW)))) as archive:
        assert archive.testzip() is None
        return {
            name: list(
                csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))
            )
            for name in archive.namelist()
        }


@pytest.fixture(scope="module")
def both_forms(tmp_path_factory):
    """All that is one learner's, as JSON and as tables, where another has as much."""
    session = full_session(tmp_path_factory.mktemp("exported"))
    ada, ben = account(session, "Ada"), account(session, "Ben")
    give_everything(session, ada, "ada")
    give_everything(session, ben, "ben")
    return exported(session, ada), unzipped(session, ada)


@pytest.mark.parametrize(
    "table", [each for each in OWNED + HANGING if each not in DERIVED], ids=str
)
def test_every_table_of_a_learner_is_exported(both_forms, table):
    told, tables = both_forms
    (entry,) = told[table.name]
    (line,) = tables[f"{table.name}.csv"]
    assert list(entry) == list(line)
    assert "ben" not in json.dumps(entry)


def test_an_export_says_what_was_answered_and_keeps_secrets(tmp_path):
    session = full_session(tmp_path)
    ada = account(session, "Ada")
    give_everything(session, ada, "ada")
    told = exported(session, ada)
    assert told["account"]["email"] == "ada@example.org"
    (attempt,) = told["attempts"]
    assert (attempt["question"], attempt["revision"]) == ("neuron/weighted-sum", 1)
    assert attempt["responses"] == {"answer": "8"}
    assert attempt["mark"]["parts"]["answer"]["verdict"] == "misconception:bias_first"
    assert "argon2" not in json.dumps(told)
    assert "digest of" not in json.dumps(told)


def test_a_corrected_attempt_is_exported_with_its_former_mark(both_forms):
    told, tables = both_forms
    (correction,), (attempt,) = told["corrections"], told["attempts"]
    assert correction["attempt_id"] == attempt["id"]
    assert (correction["former_score"], correction["former_mark"]) == (1.0, {"score": 1.0})
    assert correction["reason"] == "ada"
    (line,) = tables["corrections.csv"]
    assert line["reason"] == "ada"


def test_the_same_rows_give_the_same_bytes(tmp_path):
    session = full_session(tmp_path)
    ada = account(session, "Ada")
    give_everything(session, ada, "ada")
    for write in (as_json, as_csv):
        first, second = (list(write(session, ada, now=NOW)) for _ in range(2))
        assert first == second


@pytest.mark.parametrize("note", ['=HYPERLINK("x")', "+1", "-1", "@x", "\tx", "＝1", " =1"])
def test_no_text_is_a_formula_to_a_spreadsheet(tmp_path, note):
    session = full_session(tmp_path)
    ada = account(session, "Ada")
    question = row(session, "neuron/weighted-sum")
    session.add(Keepsake(learner_id=ada.id, question_id=question.id, note=note, updated_at=NOW))
    session.commit()
    assert unzipped(session, ada)["keepsakes.csv"][0]["note"] == f"'{note}"
    assert exported(session, ada)["keepsakes"][0]["note"] == note


def test_excel_is_told_the_encoding_of_every_table(tmp_path):
    session = full_session(tmp_path)
    packed = io.BytesIO(b"".join(as_csv(session, account(session, "Ada"), now=NOW)))
    with zipfile.ZipFile(packed) as archive:
        starts = [archive.read(name)[:6] for name in archive.namelist()]
    assert all(start.count(BOM_UTF8) == 1 and start.startswith(BOM_UTF8) for start in starts)


def test_quotes_commas_and_lines_survive_the_tables(tmp_path):
    session = full_session(tmp_path)
    ada = account(session, "Ada")
    question, note = row(session, "neuron/weighted-sum"), 'a "b", c\nd; σ′'
    session.add(Keepsake(learner_id=ada.id, question_id=question.id, note=note, updated_at=NOW))
    session.commit()
    assert unzipped(session, ada)["keepsakes.csv"][0]["note"] == note


@pytest.mark.slow
def test_a_long_log_needs_no_more_memory_than_a_few_blocks(tmp_path):
    session = full_session(tmp_path)
    ada = account(session, "Ada")
    first = answered(session, ada, "first")
    like = {column.key: getattr(first, column.key) for column in Attempt.__table__.columns}
    del like["id"]
    session.execute(insert(Attempt), [like | {"token": f"again {n}"} for n in range(5_000)])
    session.commit()
    session.expire_all()
    whole = sum(len(block) for block in as_json(session, ada, now=NOW))
    for write in (as_json, as_csv):
        tracemalloc.start()
        assert sum(len(block) for block in write(session, ada, now=NOW)) > 0
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert most < whole / 2


def test_every_sheet_has_a_name_of_its_own(tmp_path):
    session = full_session(tmp_path)
    names = [sheet.name for sheet in sheets(account(session, "Ada"))]
    assert len(set(names)) == len(names)


def test_nothing_of_a_retired_question_is_lost(tmp_path):
    session = full_session(tmp_path)
    ada = account(session, "Ada")
    answered(session, ada, "then")
    session.query(Question).filter_by(slug="neuron/weighted-sum").one().retired_at = NOW
    session.commit()
    assert len(exported(session, ada)["attempts"]) == 1


def test_texts_written_for_the_bank_are_exported_too(tmp_path):
    session = full_session(tmp_path)
    ada = account(session, "Ada", role="administrator")
    question = row(session, "neuron/weighted-sum")
    session.add(Revision(question=question, number=2, text="mine", digest="d", author_id=ada.id,
                         created_at=NOW))  # fmt: skip
    session.commit()
    (told,) = exported(session, ada)["revisions"]
    assert (told["question"], told["number"], told["text"]) == (question.slug, 2, "mine")
