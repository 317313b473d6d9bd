"""Law: `bank check`, a sync and a start accept and refuse the same files."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from quizapp.bank.check import check_paths, files_under
from quizapp.bank.sync import sync, take_in
from quizapp.commands.bank import command
from quizapp.models import Question, Revision, Skill
from quizapp.web.question.draft_question import STARTS
from tests.quizapp.sample_bank import CHOICE, FILES, NOW, NUMBER, SKILLS, open_session, write_bank

pytestmark = pytest.mark.slow

TITLED = NUMBER.replace("A weighted sum", "Größte Steigung")
PROMPT = "What is $2 \\cdot 3 + 1$?"


def said(text: str) -> bytes:
    return NUMBER.replace(PROMPT, text).encode()


BAD = {
    "latin-1": TITLED.encode("latin-1"),
    "windows-1252": NUMBER.replace("'''First", "'''“First”").encode("cp1252"),
    "utf-16": TITLED.encode("utf-16"),
    "utf-16-without-mark": TITLED.encode("utf-16-le"),
    "utf-32": TITLED.encode("utf-32"),
    "surrogate": NUMBER.replace("weighted", "\ud800").encode("utf-8", "surrogatepass"),
    "escaped-surrogate": NUMBER.replace("A weighted sum", "\\ud800").encode(),
    "replaced": TITLED.replace("ö", "\ufffd").encode(),
    "nul": NUMBER.replace("weighted", "wei\x00ghted").encode(),
    "escaped-nul": NUMBER.replace("weighted", "wei\\u0000ghted").encode(),
    "escape": NUMBER.replace("weighted", "wei\x1bghted").encode(),
    "mark-inside": NUMBER.replace("weighted", "\ufeffweighted").encode(),
    "old-mac": NUMBER.replace("\n", "\r").encode(),
    "empty": b"",
    "blank": b"\xef\xbb\xbf \r\n",
    "too-large": NUMBER.encode() + b"#" * 200_000,
    "too-long-text": NUMBER.replace(PROMPT, "a " * 6_000).encode(),
    "too-long-title": NUMBER.replace("A weighted sum", "a" * 400).encode(),
    "no-toml": b"[[[",
    "deep": b"answer = " + b"[" * 5_000,
    "no-key": NUMBER.replace("level = 1\n", "").encode(),
    "wrong-type": NUMBER.replace("level = 1", "level = 1.0").encode(),
    "unknown-key": NUMBER.replace("source", "sauce").encode(),
    "two-right": CHOICE.replace("correct = false", "correct = true").encode(),
    "same-options": CHOICE.replace("It makes the curve steeper.", "It moves the curve  sideways.")
    .encode(),
    "accepted-wrong": NUMBER.replace("value = 8", "value = 7").encode(),
    "no-such-template": STARTS["template"].replace("mlp_backprop", "mlp_backdrop").encode(),
    "unknown-command": said("What is $2 \\kdot 3$?"),
    "dollar": said("What is $2?"),
    "hostile-formula": said("What is $" + "⟨" * 60 + "$?"),
    "hostile-text": said("[" * 20_000),
    "html": said("x<sub>2</sub>"),
    "tab-of-times": NUMBER.replace(f"'''{PROMPT}'''", '"What is $2\\times 3$?"').encode(),
}  # fmt: skip
NAMES = ["Capital", "under_score", "two..dots", "blank name", "ümlaut"]
TWINS = ["first-twin", "second-twin"]  # each is good, but for having the other's title


def with_title(data: bytes, title: str) -> bytes:
    """The file with a title that no other has, so that only its own fault is refused."""
    for shared in (b"A weighted sum", b"What the bias does"):
        data = data.replace(b'"%s"' % shared, b'"%s"' % title.encode())
    return data


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample bank, with a bad file of every kind."""
    bank = write_bank(tmp_path / "bank")
    for kind, data in BAD.items():
        (bank / "neuron" / f"{kind}.toml").write_bytes(with_title(data, kind))
    for name in NAMES:
        (bank / "neuron" / f"{name}.toml").write_bytes(with_title(NUMBER.encode(), name))
    for name in TWINS:
        (bank / "neuron" / f"{name}.toml").write_bytes(with_title(NUMBER.encode(), "twins"))
    (bank / "cooking").mkdir()
    (bank / "cooking" / "soup.toml").write_bytes(with_title(NUMBER.encode(), "soup"))
    (bank / "neuron" / "a-folder.toml").mkdir()
    (bank / "neuron" / "nowhere.toml").symlink_to(bank / "gone.toml")
    (bank / "stray.toml").write_text(NUMBER)
    (bank / "neuron" / "deeper").mkdir()
    (bank / "neuron" / "deeper" / "stray.toml").write_text(NUMBER)
    return bank


@pytest.mark.parametrize("bring_in", [sync, take_in])
def test_the_check_and_a_sync_refuse_the_same_files_and_nothing_of_them_is_imported(
    folder, tmp_path, bring_in
):
    checked = {problem.path for problem in check_paths(files_under([folder]))}
    with open_session(tmp_path) as session:
        report = bring_in(session, folder, now=NOW)
        session.commit()
        assert {problem.path for problem in report.problems} == checked
        slugs = set(session.scalars(select(Question.slug)))
        assert {f"{slug}.toml" for slug in slugs} == FILES.keys() - {"skills.toml"}
        assert sorted(session.scalars(select(Revision.text))) == sorted(
            text for name, text in FILES.items() if name != "skills.toml"
        )
    assert len(checked) == len(BAD) + len(NAMES) + len(TWINS) + 5


@pytest.mark.parametrize("kind", BAD)
def test_a_sync_reports_the_first_problem_that_the_check_reports(folder, tmp_path, kind):
    path = folder / "neuron" / f"{kind}.toml"
    first = check_paths([path])[0]
    assert first.advice or "`bank check`" not in first.what
    with open_session(tmp_path) as session:
        told = [problem for problem in sync(session, folder, now=NOW).problems
                if problem.path == str(path)]  # fmt: skip
    assert [(problem.line, problem.what) for problem in told] == [(first.line, first.what)]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("latin-1", "Save the file as UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-without-mark", "UTF-16"),
        ("replaced", "a character that was lost"),
        ("nul", "NUL"),
        ("empty", "This is empty"),
        ("too-large", "over 100,000 bytes"),
        ("old-mac", "line ends"),
        ("tab-of-times", "became a TAB"),
        ("same-options", "looks the same"),
    ],
)
def test_a_refusal_says_what_to_do(folder, kind, words):
    (problem, *_) = check_paths([folder / "neuron" / f"{kind}.toml"])
    assert words in str(problem)


@pytest.mark.parametrize("save", [lambda text: b"\xef\xbb\xbf" + text.encode(),
                                  lambda text: text.replace("\n", "\r\n").encode()])  # fmt: skip
def test_files_written_on_windows_are_read_correctly(tmp_path, save):
    bank = write_bank(tmp_path / "bank")
    for name, text in (FILES | {"neuron/weighted-sum.toml": TITLED}).items():
        (bank / name).write_bytes(save(text))
    assert check_paths(files_under([bank])) == []
    with open_session(tmp_path) as session:
        assert sync(session, bank, now=NOW).problems == []
        row = session.query(Question).filter_by(slug="neuron/weighted-sum").one()
        assert row.title == "Größte Steigung"
        assert TITLED in session.scalars(select(Revision.text)).all()


BAD_SKILLS = {
    "latin-1": SKILLS.replace("neuron", "nöuron").encode("latin-1"),
    "utf-16": SKILLS.encode("utf-16"),
    "nul": SKILLS.replace("The neuron", "The\x00neuron").encode(),
    "escaped-nul": SKILLS.replace("The neuron", "The\\u0000neuron").encode(),
    "tab": SKILLS.replace('"Weights', '"$2\\times 3$ weights').encode(),
    "empty": b"",
    "formula": SKILLS.replace("Weights", "$\\kdot$ weights").encode(),
    "too-large": SKILLS.encode() + b"#" * 200_000,
}


@pytest.mark.parametrize("kind", BAD_SKILLS)
def test_bad_topics_are_refused_by_both_and_change_nothing(tmp_path, kind):
    bank = write_bank(tmp_path / "bank")
    with open_session(tmp_path) as session:
        sync(session, bank, now=NOW)
        (bank / "skills.toml").write_bytes(BAD_SKILLS[kind])
        (problem, *_) = check_paths([bank / "skills.toml"])
        assert problem in sync(session, bank, now=NOW).problems
        assert [row.title for row in session.query(Skill)] == ["The neuron", "Backpropagation"]


def test_the_command_names_what_it_refused_and_imports_the_rest(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{tmp_path}/quiz.db")
    run = CliRunner().invoke(command, ["sync", str(folder)])
    assert run.exit_code == 1
    assert "Questions: 4 new." in run.output
    assert "latin-1.toml:1: This is not UTF-8. Save the file as UTF-8." in run.output
