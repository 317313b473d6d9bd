"""A file goes forward from the revision that it last equalled, and each bank keeps to itself."""

from datetime import timedelta

import pytest

from quizapp.bank.columns import in_columns
from quizapp.bank.edit import restore, retire, save_revision
from quizapp.bank.exporting import write_kept
from quizapp.bank.folder_lists import retired_text
from quizapp.bank.merge_base import Side
from quizapp.bank.renamed_files import CannotRename, rename_file
from quizapp.bank.report import SyncReport
from quizapp.bank.sync import sync, take_in
from quizapp.models import Question, Skill, latest_revision
from quizapp.storage.banks import SHIPPED, write_banks
from tests.quizapp.sample_bank import NOW, NUMBER, full_session, learner, row, write_bank

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


def titled(title):
    return NUMBER.replace("A weighted sum", title)


def edit(session, text):
    question = row(session, SLUG)
    base = latest_revision(session, question.id).number
    teacher = learner(session, "Grace")
    save_revision(session, question, text, author=teacher, note="", base_number=base, now=NOW)
    session.commit()
    return question


def in_use(session):
    return latest_revision(session, row(session, SLUG).id).text


def test_a_file_that_descends_from_an_exported_edit_goes_forward(session, folder, path):
    edit(session, titled("Edited"))
    path.write_text(titled("Edited"))
    assert sync(session, folder, now=LATER) == SyncReport()
    path.write_text(titled("By a colleague"))
    assert sync(session, folder, now=LATER) == SyncReport(changed=[SLUG])
    assert in_use(session) == titled("By a colleague")


def test_a_file_that_is_behind_the_browser_changes_nothing(session, folder, path):
    edit(session, titled("Second"))
    edit(session, titled("Third"))
    path.write_text(titled("Second"))
    assert sync(session, folder, now=LATER) == SyncReport()
    assert in_use(session) == titled("Third")
    path.write_text(titled("Elsewhere"))
    (found,) = sync(session, folder, now=LATER).conflicts
    assert (found.ours, found.theirs) == (titled("Third"), titled("Elsewhere"))
    head, changed, same = found.columns(60, "[{}]".format)[:3]
    assert head.split() == ["database", "│", "file"]
    assert changed.split() == ["*", "title", "=", '"[Third]"', "│", "title", "=", '"[Elsewhere]"']
    assert same == '  type = "number"             │ type = "number"'
    wide = titled("Elsewhere " * 9)
    rows = [*in_columns(wide, titled("Third"), ("", ""), 60)]
    assert max(map(len, rows)) <= 60
    assert sum(row.count("Elsewhere") for row in rows) == 9


@pytest.mark.parametrize(("side", "wins"), [(Side.OURS, "Edited"), (Side.THEIRS, "From the file")])
def test_a_clash_is_settled_for_either_side_and_then_both_are_equal(
    session, folder, path, side, wins
):
    edit(session, titled("Edited"))
    path.write_text(titled("From the file"))
    report = sync(session, folder, now=LATER, settle={SLUG: side})
    assert report.kept + report.replaced == [SLUG]
    write_kept(session, folder, report)
    assert in_use(session) == path.read_text() == titled(wins)
    assert sync(session, folder, now=LATER) == SyncReport()
    path.write_text(titled("Next"))
    assert sync(session, folder, now=LATER).changed == [SLUG]


def test_each_bank_retires_only_its_own_and_orders_its_topics_first(
    session, folder, tmp_path, monkeypatch
):
    monkeypatch.setenv("QUIZAPP_BANKS", write_banks({SHIPPED: folder}))
    own = write_bank(tmp_path / "own")
    (own / "skills.toml").write_text(
        '[course]\ntitle = "Course"\nsummary = ""\nrequires = []\n'
        + (own / "skills.toml").read_text()
    )
    (own / "course").mkdir()
    (own / "course" / "one.toml").write_text(titled("One of the course"))
    report = sync(session, own, now=LATER, bank="course")
    assert (report.new, report.retired) == (["course/one"], [])
    assert {problem.path for problem in report.problems} == {
        str(path) for path in own.glob("*/*.toml") if path.parent.name != "course"
    }
    assert sync(session, folder, now=LATER) == SyncReport()
    skills = session.query(Skill).order_by(Skill.position)
    assert [skill.slug for skill in skills] == ["course", "neuron", "backprop"]
    (own / "course" / "one.toml").unlink()
    assert sync(session, own, now=LATER, bank="course").retired == ["course/one"]
    assert session.query(Question).filter(Question.retired_at.is_(None)).count() == 4


def test_a_renamed_file_keeps_its_question(session, folder, path):
    number = row(session, SLUG).id
    path.rename(folder / "backprop" / "a-sum.toml")  # unchanged: as by `git mv`
    assert sync(session, folder, now=LATER) == SyncReport(moved=["backprop/a-sum"])
    (folder / "sets.toml").write_text('[set]\nquestions = ["backprop/a-sum"]\n')
    written = rename_file(folder, "backprop/a-sum", "neuron/sum")
    assert folder / "sets.toml" in written
    (folder / "neuron" / "sum.toml").write_text(titled("Changed too"))
    report = sync(session, folder, now=LATER)
    assert (report.moved, report.changed) == (["neuron/sum"], ["neuron/sum"])
    renamed = session.get(Question, number)
    assert (renamed.slug, renamed.skill_slug, renamed.title) == (
        "neuron/sum", "neuron", "Changed too",
    )  # fmt: skip
    assert '"neuron/sum"' in (folder / "sets.toml").read_text()
    for old, new in [("neuron/sum", "neuron/why-bias"), ("a/b", "neuron/c"), ("neuron/sum", "x/y")]:
        with pytest.raises(CannotRename):
            rename_file(folder, old, new)


def test_the_files_say_what_is_retired_until_somebody_says_otherwise(session, folder):
    listed = folder / "retired.toml"
    listed.write_text(retired_text([SLUG]))
    assert take_in(session, folder, now=LATER) == SyncReport(retired=[SLUG])
    restore(session, row(session, SLUG), by=learner(session), now=NOW)
    assert sync(session, folder, now=LATER) == SyncReport()
    assert row(session, SLUG).retired_at is None
    retire(session, row(session, SLUG), by=learner(session), now=NOW)
    listed.unlink()
    sync(session, folder, now=LATER)
    assert row(session, SLUG).retired_at == NOW
    listed.write_text("questions = 3")
    (problem,) = sync(session, folder, now=LATER).problems
    assert problem.path == str(listed)
