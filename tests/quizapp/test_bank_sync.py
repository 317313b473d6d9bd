"""Sync: files are imported once, edits are never overwritten, and broken files stop nothing."""

import subprocess
import sys
import tomllib
from datetime import timedelta

import pytest

from quizapp.bank.edit import restore, retire, save_revision
from quizapp.bank.exporting import write_kept
from quizapp.bank.merge_base import Side
from quizapp.bank.report import SyncReport
from quizapp.bank.sync import sync, take_in
from quizapp.models import Question, Revision, Skill, latest_revision
from quizapp.practice import open_served
from tests.quizapp.sample_bank import (
    FILES,
    NOW,
    NUMBER,
    SKILLS,
    full_session,
    learner,
    row,
)

SLUG = "neuron/weighted-sum"
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def session(tmp_path):
    return full_session(tmp_path)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "questions"


@pytest.fixture
def path(folder):
    return folder / f"{SLUG}.toml"


def edit(session, text, note="clearer"):
    """An instructor's edit of the latest revision."""
    question = row(session, SLUG)
    base = latest_revision(session, question.id).number
    teacher = learner(session, "Grace")
    save_revision(session, question, text, author=teacher, note=note, base_number=base, now=NOW)
    session.commit()
    return question


def test_every_file_becomes_a_question_with_one_revision(session):
    questions = {question.slug: question for question in session.query(Question)}
    assert {f"{slug}.toml" for slug in questions} == FILES.keys() - {"skills.toml"}
    number = questions[SLUG]
    assert (number.title, number.type, number.level) == ("A weighted sum", "number", 1)
    revision = latest_revision(session, number.id)
    assert (revision.number, revision.text, revision.author) == (1, NUMBER, None)
    assert [(skill.slug, skill.requires) for skill in session.query(Skill)] == [
        ("neuron", []),
        ("backprop", ["neuron"]),
    ]


def test_a_second_sync_changes_nothing(session, folder):
    assert sync(session, folder, now=LATER) == SyncReport()
    assert not session.dirty
    assert session.query(Revision).count() == len(FILES) - 1


def test_a_changed_file_makes_a_new_revision(session, folder, path):
    path.write_text(NUMBER.replace("A weighted sum", "Sum and bias"))
    assert sync(session, folder, now=LATER) == SyncReport(changed=[SLUG])
    assert row(session, SLUG).title == "Sum and bias"
    assert latest_revision(session, row(session, SLUG).id).number == 2
    assert sync(session, folder, now=LATER) == SyncReport()


def test_a_comment_or_another_order_of_keys_makes_no_revision(session, folder, path):
    reordered = "level = 1\n# checked\n" + NUMBER.replace("level = 1\n", "")
    path.write_text(reordered, newline="\r\n")
    assert sync(session, folder, now=LATER) == SyncReport()
    assert latest_revision(session, row(session, SLUG).id).number == 1


def test_an_instructors_edit_is_never_overwritten_and_the_conflict_is_reported_each_time(
    session, folder, path
):
    edited = NUMBER.replace("A weighted sum", "Edited")
    edit(session, edited)
    assert sync(session, folder, now=LATER) == SyncReport()  # the file did not change
    path.write_text(NUMBER.replace("A weighted sum", "From the file"))
    for _ in range(2):
        (conflict,) = sync(session, folder, now=LATER).conflicts
        assert conflict.path == str(path)
        assert "Grace" in conflict.what
    assert row(session, SLUG).title == "Edited"
    path.write_text(edited)  # exported over the file
    assert sync(session, folder, now=LATER) == SyncReport()


def test_a_question_whose_file_is_gone_is_retired_and_comes_back_with_it(session, folder, path):
    path.unlink()
    assert sync(session, folder, now=LATER) == SyncReport(retired=[SLUG])
    assert row(session, SLUG).retired_at == LATER
    assert sync(session, folder, now=LATER) == SyncReport()
    path.write_text(NUMBER)
    assert sync(session, folder, now=LATER) == SyncReport(returned=[SLUG])
    assert row(session, SLUG).retired_at is None
    assert latest_revision(session, row(session, SLUG).id).number == 1


def test_a_question_edited_whose_file_is_gone_waits_for_somebody(session, folder, path):
    edit(session, NUMBER.replace("A weighted sum", "Edited"))
    path.unlink()
    assert take_in(session, folder, now=LATER) == SyncReport()
    for _ in range(2):
        (conflict,) = sync(session, folder, now=LATER).conflicts
        assert conflict.path == str(path)
        assert "The file is gone, but revision 2 by Grace" in conflict.what
        assert not conflict.columns(80)
    assert row(session, SLUG).retired_at is None
    report = sync(session, folder, now=LATER, settle={SLUG: Side.OURS})
    assert report == SyncReport(kept=[SLUG])
    write_kept(session, folder, report)
    assert 'title = "Edited"' in path.read_text()
    assert sync(session, folder, now=LATER) == SyncReport()
    edit(session, NUMBER)
    path.unlink()
    assert sync(session, folder, now=LATER, settle={SLUG: Side.THEIRS}).retired == [SLUG]
    assert row(session, SLUG).retired_at == LATER
    assert sync(session, folder, now=LATER) == SyncReport()


def test_a_start_imports_what_is_new_and_retires_nothing(session, folder, path):
    path.unlink()
    (folder / path.parent.name / "another.toml").write_text(
        NUMBER.replace("A weighted sum", "Another")
    )
    report = take_in(session, folder, now=LATER)
    assert report == SyncReport(new=[f"{path.parent.name}/another"])
    assert row(session, SLUG).retired_at is None


def test_questions_retired_or_restored_by_an_instructor_stay_so(session, folder, path):
    question, teacher = row(session, SLUG), learner(session)
    retire(session, question, by=teacher, now=NOW)
    path.unlink()
    assert sync(session, folder, now=LATER) == SyncReport()
    path.write_text(NUMBER)
    sync(session, folder, now=LATER)
    assert question.retired_at == NOW
    path.unlink()
    sync(session, folder, now=LATER)
    restore(session, question, by=teacher, now=NOW)
    assert sync(session, folder, now=LATER) == SyncReport()
    assert question.retired_at is None


def test_an_edited_question_outlives_its_file(session, folder, path):
    question = edit(session, NUMBER.replace("A weighted sum", "Edited"))
    path.unlink()
    sync(session, folder, now=LATER)
    assert question.retired_at is None


def test_a_broken_file_is_reported_and_stops_neither_the_rest_nor_the_question(
    session, folder, path
):
    path.write_text(NUMBER.replace("level = 1", "level ="))
    other = folder / "neuron" / "another.toml"
    other.write_text(NUMBER.replace("A weighted sum", "Another"))
    report = sync(session, folder, now=LATER)
    assert report.new == ["neuron/another"]
    assert [(problem.path, problem.line) for problem in report.problems] == [(str(path), 3)]
    question = row(session, SLUG)
    assert question.retired_at is None
    assert open_served(session, question.id, 0).question.level == 1


BROKEN_FILES = ["", "\x00", "type = 3", 'type = "number"', "answer = []", "[[answer]]", "a.b=1"]
BROKEN_FILES += [NUMBER.replace("= 7", f"= {odd}") for odd in ("nan", "true", "1979-05-27")]
BROKEN_FILES += [NUMBER.replace("hints", odd) for odd in ("params", "template", "kind", "answer")]


@pytest.mark.parametrize("text", BROKEN_FILES)
def test_no_broken_file_raises(session, folder, path, text):
    path.write_text(text)
    (problem,) = sync(session, folder, now=LATER).problems
    assert problem.path == str(path)


def test_a_file_of_an_unknown_skill_is_reported(session, folder):
    (folder / "cooking").mkdir()
    (folder / "cooking" / "soup.toml").write_text(NUMBER)
    (problem,) = sync(session, folder, now=LATER).problems
    assert "cooking" in problem.what


def test_a_broken_skills_file_changes_no_skills(session, folder, path):
    (folder / "skills.toml").write_text(SKILLS.replace('["neuron"]', '["nothing"]'))
    path.write_text(NUMBER.replace("A weighted sum", "Sum and bias"))
    report = sync(session, folder, now=LATER)
    assert len(report.problems) == 1
    assert report.changed == [SLUG]
    assert session.get(Skill, "backprop").requires == ["neuron"]


def test_skills_follow_their_file(session, folder):
    more = SKILLS.replace("The chain rule at work.", "Better said.")
    (folder / "skills.toml").write_text(
        '[first]\ntitle = "First"\nsummary = ""\nrequires = []\n' + more
    )
    sync(session, folder, now=LATER)
    skills = session.query(Skill).order_by(Skill.position).all()
    assert [skill.slug for skill in skills] == ["first", "neuron", "backprop"]
    assert skills[2].summary == "Better said."
    (folder / "skills.toml").write_text(SKILLS)
    sync(session, folder, now=LATER)
    assert session.get(Skill, "first") is None


def test_a_folder_without_skills_retires_nothing(session, tmp_path):
    (tmp_path / "empty").mkdir()
    (problem,) = sync(session, tmp_path / "empty", now=LATER).problems
    assert "skills.toml" in problem.what
    assert session.query(Question).filter(Question.retired_at.is_not(None)).count() == 0


def test_a_file_that_did_not_change_is_not_even_parsed(session, folder, path, monkeypatch):
    parsed = []
    monkeypatch.setattr(
        tomllib, "loads", lambda text, read=tomllib.loads: (parsed.append(text), read(text))[1]
    )
    path.write_text(NUMBER + "# a comment")
    sync(session, folder, now=LATER)
    assert {text for text in parsed if text.startswith("title")} == {NUMBER + "# a comment"}


@pytest.mark.slow
def test_a_sync_imports_neither_pydantic_nor_sympy():
    heavy = "{'pydantic', 'sympy', 'tomlkit', 'alembic', 'flask'}"
    code = f"import sys, quizapp.bank.sync; print({heavy} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "set()"
