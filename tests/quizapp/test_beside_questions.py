"""Study pages, sets and migrations that are broken are named, with what to do."""

from __future__ import annotations

import logging
import shutil

import pytest

from quizapp.bank.check import check_paths, files_under
from quizapp.browse.sets import sets
from quizapp.storage import migrate, resources
from tests.quizapp.sample_bank import full_session

BROKEN = {
    "sets.toml": (
        "[one]\ntitle = 'a'\nsummary = 'b'\nquestions = ['neuron/weighted-som']\n[two]\n",
        ["sets.toml:4: There is no question 'neuron/weighted-som' for the set one. Did you mean",
         "sets.toml:5: two is not a set. A set has title"],
    ),
    "neuron/notes.md": (
        "# The neuron\n\nIt adds.\n\n$$\n\\frac{1\n$$\n\n![[check weighted-som]]\n",
        ["notes.md:5: A formula cannot be shown: ",
         "notes.md:9: There is no question neuron/weighted-som. Did you mean weighted-sum?"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_the_check_of_a_folder_names_what_is_wrong_beside_its_questions(tmp_path, name):
    full_session(tmp_path)
    folder, (text, said) = tmp_path / "questions", BROKEN[name]
    (folder / name).write_text(text, encoding="utf-8")
    problems = [str(one) for one in check_paths(files_under([folder])) if name in one.path]
    assert len(problems) == len(said)
    assert all(part in problem for part, problem in zip(said, problems, strict=True))


def test_a_broken_list_of_sets_costs_only_the_sets(tmp_path, caplog):
    (tmp_path / "sets.toml").write_text("[one", encoding="utf-8")
    assert sets(tmp_path) == {}
    assert "sets.toml is left out: " in caplog.messages[0]
    text, _ = BROKEN["sets.toml"]
    (tmp_path / "sets.toml").write_text(text, encoding="utf-8")
    assert list(sets(tmp_path)) == ["one"]


def test_a_migration_that_follows_no_other_is_named(tmp_path, monkeypatch, caplog):
    up_to_date, url = f"sqlite:///{tmp_path}/old.db", f"sqlite:///{tmp_path}/new.db"
    migrate.prepare(up_to_date).dispose()
    copied = shutil.copytree(resources.migrations(), tmp_path / "migrations")
    (last,) = (copied / "versions").glob(f"{migrate.head()}_*.py")
    parent = f'"{int(migrate.head()) - 1:04d}"'
    last.write_text(last.read_text().replace(parent, '"0099"'), encoding="utf-8")
    monkeypatch.setattr(resources, "migrations", lambda: copied)
    advice = f"{last.name} has the wrong down_revision. Write down_revision = {parent} in it."
    with pytest.raises(migrate.BrokenMigrationError, match=advice):
        migrate.prepare(url)
    with caplog.at_level(logging.ERROR):
        migrate.prepare(up_to_date).dispose()
    assert advice in caplog.text
