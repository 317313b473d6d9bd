"""Files that come with the program are taken in without being checked again."""

from quizapp.bank.checked import CHECKED, known_good, list_of
from quizapp.bank.sync import sync
from quizapp.storage import resources
from tests.quizapp.sample_bank import NOW, NUMBER, full_session


def test_a_file_that_the_program_lists_as_checked_is_not_checked_again(tmp_path, monkeypatch):
    session, folder = full_session(tmp_path), tmp_path / "questions"
    monkeypatch.setattr(resources, "PACKAGE", folder.parent / "quizapp")
    doubtful = NUMBER.replace("= 6$", r"= \frac{6$")  # only the check refuses it
    path = folder / "neuron" / "weighted-sum.toml"
    path.write_text(doubtful, encoding="utf-8")
    assert sync(session, folder, now=NOW).problems
    (folder / CHECKED).write_text(list_of(folder), encoding="utf-8")
    known_good.cache_clear()
    report = sync(session, folder, now=NOW)
    assert (report.changed, report.problems) == (["neuron/weighted-sum"], [])
