"""The bank as files, by the commands: complete, the same every time, and asked before losses."""

import itertools
import json
import os

import pytest
from click.testing import CliRunner

from quizapp.bank.edit import retire, save_revision
from quizapp.bank.watching import saved
from quizapp.commands import main, serve
from quizapp.models import Question, latest_revision
from quizapp.practice import skills
from quizapp.storage import migrate, settings
from quizapp.storage.banks import write_banks
from quizapp.storage.database import make_sessions
from tests import databases
from tests.quizapp.sample_bank import FILES, NOW, NUMBER, learner, row, write_bank

SLUG = "neuron/weighted-sum"
SETS = '[first]\ntitle = "First"\nsummary = ""\nquestions = ["neuron/weighted-sum"]\n'


def run(*args, code=0, **more):
    done = CliRunner().invoke(main, ["bank", *map(str, args)], **more)
    assert done.exit_code == code, done.output
    return done.output


def files_in(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}  # fmt: skip


def titled(title):
    return NUMBER.replace("A weighted sum", title)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A bank in a database of its own, which is the only one served."""
    folder = write_bank(tmp_path / "course")
    (folder / "sets.toml").write_text(SETS)
    (folder / "neuron" / "notes.md").write_text("# The neuron\n\n![[check weighted-sum]]\n")
    monkeypatch.setenv("QUIZAPP_BANKS", write_banks({"course": folder}))
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", databases.migrated(tmp_path / "quiz.db"))
    run("sync", folder)
    return folder


@pytest.fixture
def session(folder):
    engine = migrate.prepare(settings.database_url())
    with make_sessions(engine)() as session:
        yield session
    engine.dispose()


def edit(session, text):
    question = row(session, SLUG)
    base = latest_revision(session, question.id).number
    save_revision(
        session, question, text, author=learner(session), note="", base_number=base, now=NOW
    )
    session.commit()


@pytest.mark.slow
def test_an_export_is_complete_and_gives_the_same_bytes_from_a_fresh_database(
    folder, session, tmp_path, monkeypatch
):
    retire(session, row(session, "neuron/why-bias"), by=learner(session), now=NOW)
    edit(session, titled("Edited"))
    first, second = tmp_path / "first", tmp_path / "second"
    run("export", first)
    assert {*FILES, "sets.toml", "neuron/notes.md", "retired.toml"} == files_in(first).keys()
    assert b'title = "Edited"' in files_in(first)[f"{SLUG}.toml"]
    run("check", "--seeds", 1, first)
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{tmp_path}/fresh.db")
    monkeypatch.setenv("QUIZAPP_BANKS", write_banks({"course": first}))
    assert "4 new" in run("sync", first)
    run("export", second)
    assert files_in(second) == files_in(first)
    assert "0 files written" in run("export", first)


def test_an_export_asks_before_it_overwrites_what_is_only_in_a_file(folder, session):
    path = folder / f"{SLUG}.toml"
    edit(session, titled("Edited"))
    assert "It was edited in the browser." in run("diff")
    path.write_text(titled("Not imported yet"))
    told = run("export", folder, code=1)
    assert str(path) in told
    assert path.read_text() == titled("Not imported yet")
    assert "both changed" in run("sync", code=1)
    assert '+title = "Not imported yet"' in run("diff", folder, SLUG)
    run("export", folder, "--yes")
    assert path.read_text() == titled("Edited")
    assert "equal" in run("diff")
    path.write_text(titled("By a colleague"))
    assert "1 changed" in run("sync")


def test_a_dry_run_changes_nothing_and_nothing_is_retired_in_bulk_unasked(folder, session):
    path = folder / f"{SLUG}.toml"
    for number in range(6):
        (folder / "neuron" / f"more-{number}.toml").write_text(titled(f"More {number}"))
    assert "6 new" in run("sync", "--dry-run")
    assert session.query(Question).count() == 4
    run("sync")
    for number in range(6):
        (folder / "neuron" / f"more-{number}.toml").unlink()
    assert "say --yes" in run("sync")
    assert session.query(Question).filter(Question.retired_at.is_not(None)).count() == 0
    assert "6 retired" in run("sync", "--yes")
    edit(session, titled("Edited"))
    path.write_text(titled("From the file"))
    run("sync", "--theirs", "--dry-run")
    assert run("sync", "--ours", "--yes") == "Questions: 1 written to their files.\n"
    assert path.read_text() == titled("Edited")


def test_both_sides_of_a_clash_are_put_together_in_an_editor(folder, session, tmp_path):
    path = folder / f"{SLUG}.toml"
    edit(session, titled("Edited").replace("level = 1", "level = 3"))
    path.write_text(titled("From the file"))
    editor = tmp_path / "editor"
    lines = "<<<<<<<|=======|>>>>>>>|level = 3|.*From the file"  # keeps one title and one level
    editor.write_text(f"#!/bin/sh\nsed -i -E '/^({lines})/d' \"$1\"\n")
    editor.chmod(0o700)
    told = run("sync", "--edit", env={"EDITOR": str(editor), "VISUAL": str(editor)})
    assert "1 replaced by their files" in told
    assert 'title = "Edited"' in path.read_text()
    session.expire_all()
    assert (row(session, SLUG).title, row(session, SLUG).level) == ("Edited", 1)


def test_new_and_renamed_files_and_a_check_of_nothing(folder, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "no question file" in run("check", tmp_path / "empty", code=1)
    run("new", "choice", "neuron/a-choice")
    told = run("check", "--seeds", 1, folder / "neuron" / "a-choice.toml", code=1)
    assert told.count("is only a placeholder") == 4
    assert "a-choice.toml:1: “A short title” is only a placeholder" in run("sync", code=1)
    for kind, name in [("choise", "neuron/x"), ("choice", "cooking/x"), ("choice", "neuron/X"),
                       ("choice", "neuron/a-choice")]:  # fmt: skip
        run("new", kind, name, code=1)
    (folder / "neuron" / "a-choice.toml").unlink()
    run("rename-file", SLUG, "neuron/sum")
    assert '"neuron/sum"' in (folder / "sets.toml").read_text()
    assert "[[check sum]]" in (folder / "neuron" / "notes.md").read_text()
    assert "1 renamed" in run("sync")
    run("rename-file", SLUG, "neuron/other", code=1)


def test_a_saved_file_is_noticed(folder):
    path, looks = folder / f"{SLUG}.toml", itertools.count()

    def wait(seconds):
        if next(looks) == 1:
            os.utime(path, ns=(1, 1))

    assert next(saved([folder], wait)) == [path]


def test_a_saved_question_is_checked_and_shown_with_its_answer(folder, monkeypatch):
    def once(paths):
        yield [folder / f"{SLUG}.toml", folder / "skills.toml"]
        raise KeyboardInterrupt

    monkeypatch.setattr("quizapp.bank.watching.saved", once)
    shown = run("watch", folder)
    assert "What is 2 · 3 + 1" in shown
    assert "7" in shown.partition("Answers")[2]
    assert shown.count("nothing to fix") == 2


def test_a_course_serves_its_own_bank_instead_of_another(folder, session, tmp_path, monkeypatch):
    other = write_bank(tmp_path / "other")
    for path in sorted(other.glob("*/*.toml")):
        path.rename(path.with_stem(f"other-{path.stem}"))
    (other / "skills.toml").write_text(
        (other / "skills.toml").read_text() + '[own]\ntitle = "Own"\nsummary = ""\nrequires = []\n'
    )
    monkeypatch.setenv("QUIZAPP_BANKS", write_banks({"other": other}))
    serve._bring_up_to_date(yes=False)
    assert {one.bank for one in session.query(Question).filter_by(retired_at=None)} == {
        "course", "other",
    }  # fmt: skip
    serve._bring_up_to_date(yes=True)
    session.expire_all()
    assert {one.bank for one in session.query(Question).filter_by(retired_at=None)} == {"other"}
    assert [topic.slug for topic in skills(session)] == ["neuron", "backprop", "own"]
    monkeypatch.setenv("QUIZAPP_BANKS", write_banks({"course": folder}))
    serve._bring_up_to_date(yes=True)
    session.expire_all()
    assert {one.bank for one in session.query(Question).filter_by(retired_at=None)} == {"course"}
    assert [topic.slug for topic in skills(session)] == ["neuron", "backprop"]
    bad = CliRunner().invoke(main, ["serve", "--bank", f"A b={folder}"])
    assert "can't name a bank" in bad.output
    assert json.loads(run("sync", "--json"))["new"] == []
    (folder / "empty").mkdir()
    bad = CliRunner().invoke(main, ["serve", "--bank", str(folder / "empty")])
    assert bad.exit_code == 1
    assert 'such as: neuron = {title = "Its title"' in bad.output


def test_questions_go_to_another_program_and_come_back_with_a_report_first(folder, tmp_path):
    out = tmp_path / "course.csv"
    assert "CSV" in run("export", out, "--format", "csv", "--variants", "1", "--bank", "course")
    assert run("import", out, "--dry-run").startswith("4 already the same")
    gift = tmp_path / "new.gift"
    gift.write_text(
        "::A sum::What is 1 + 1?{#2}\n\n::B::What is 1 + 1?{#2}\n\n::C::What is 2?{#2}\n"
    )
    told = run("import", gift, "--dry-run", code=1)
    assert "B: twice in the file\n  It asks the same as “A sum”." in told
    assert "A sum, C: can't be imported\n  The file doesn't say which topic" in told
    assert "--topic NAME" in told
    gift.write_text("::A sum::What is 1 + 1?{#2}\n")
    told = json.loads(run("import", gift, "--topic", "neuron", "--dry-run", "--json"))
    assert [one["action"] for one in told["questions"]] == ["new"]
    assert "1 new" in run("import", gift, "--topic", "neuron", "--publish")
    assert run("import", gift, "--topic", "neuron").startswith("1 already the same")
    assert "There is no format gif. Did you mean gift?" in run(
        "export", out, "--format", "gif", code=1
    )
    assert "no topic" in run("import", gift, "--topic", "nothing", code=1)


def test_a_file_in_which_nothing_fits_is_not_written(folder, session, tmp_path):
    order = '[answer]\nitems = ["a", "b", "c"]\n'
    text = NUMBER.partition("[answer]")[0].replace('"number"', '"ordering"') + order
    (folder / "neuron" / "order.toml").write_text(text.replace("A weighted sum", "An order"))
    run("sync")
    out = tmp_path / "out" / "order.gift"
    told = run("export", out, "neuron/order", "--format", "gift", "--bank", "course", code=1)
    assert "1 question: GIFT has no question that is answered with" in told
    assert "GIFT can carry none of these questions. Choose another format. There are " in told
    assert not out.parent.exists()
    run("export", out, "neuron/order", SLUG, "--format", "gift", "--bank", "course")
    assert b"neuron/order" not in out.read_bytes()
