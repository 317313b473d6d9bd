"""`bank sync` and `bank export` say what came in, under which name, and what is missing."""

from click.testing import CliRunner

from quizapp.commands.bank import command
from tests.quizapp.sample_bank import NUMBER, write_bank

SLUG = "neuron/weighted-sum"


def test_a_folder_goes_in_and_comes_out(tmp_path, monkeypatch):
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{tmp_path}/quiz.db")
    folder = write_bank(tmp_path / "questions")
    run = CliRunner().invoke(command, ["sync", str(folder)])
    assert run.exit_code == 0
    assert run.output.startswith("Questions: 4 new.\nThey are in a bank called questions, which")
    nothing = CliRunner().invoke(command, ["export", str(tmp_path / "all")])
    assert nothing.exit_code == 1
    assert "no questions of the bank quizapp. There are some of questions (--bank" in nothing.output
    whole = CliRunner().invoke(command, ["export", str(tmp_path / "all"), "--bank", "questions"])
    assert "4 questions in" in whole.output
    assert (tmp_path / "all" / f"{SLUG}.toml").read_text() == NUMBER
    again = CliRunner().invoke(command, ["sync", str(folder)])
    assert (again.exit_code, again.output) == (0, "Questions: nothing to do.\n")
    out = tmp_path / "out"
    assert CliRunner().invoke(command, ["export", str(out), SLUG]).exit_code == 0
    assert [path.name for path in out.rglob("*.toml")] == ["weighted-sum.toml"]
    assert (out / f"{SLUG}.toml").read_text() == NUMBER
    missing = CliRunner().invoke(command, ["export", str(out), "neuron/none"])
    assert missing.exit_code == 1
    assert "neuron/none" in missing.output
    (folder / f"{SLUG}.toml").write_text("broken")
    assert CliRunner().invoke(command, ["sync", "--json", str(folder)]).exit_code == 1
