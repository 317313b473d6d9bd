"""Files that come with the program are taken in without being checked again."""

from quizapp.bank.checked import CHECKED, known_good, renewed
from quizapp.bank.files import file_digest
from quizapp.bank.sync import sync
from quizapp.storage import resources
from tests.quizapp.sample_bank import NOW, NUMBER, full_session

DOUBTFUL = NUMBER.replace("= 6$", r"= \frac{6$")  # only the check refuses it


def test_a_file_that_the_program_lists_as_checked_is_not_checked_again(tmp_path, monkeypatch):
    session, folder = full_session(tmp_path), tmp_path / "questions"
    monkeypatch.setattr(resources, "PACKAGE", folder.parent / "quizapp")
    path = folder / "neuron" / "weighted-sum.toml"
    path.write_text(DOUBTFUL, encoding="utf-8")
    assert sync(session, folder, now=NOW).problems
    listed = f"{file_digest(path.read_bytes())}  neuron/weighted-sum.toml\n"
    (folder / CHECKED).write_text(listed, encoding="utf-8")
    known_good.cache_clear()
    report = sync(session, folder, now=NOW)
    assert (report.changed, report.problems) == (["neuron/weighted-sum"], [])


def test_only_files_that_pass_the_check_are_listed(tmp_path):
    full_session(tmp_path)
    folder = tmp_path / "questions"
    path = folder / "neuron" / "weighted-sum.toml"
    listed, problems = renewed(folder)
    assert "neuron/weighted-sum.toml" in listed
    assert not problems
    (folder / CHECKED).write_text(listed, encoding="utf-8")
    path.write_text(DOUBTFUL, encoding="utf-8")
    fewer, (problem, *_) = renewed(folder)
    assert fewer == "".join(
        line for line in listed.splitlines(keepends=True) if "weighted-sum" not in line
    )
    assert problem.path == str(path)
