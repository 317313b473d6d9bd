from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.storage import resources, settings
from quizapp.storage.database import sqlite_file


@pytest.fixture
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An installation without settings, with its data in the returned folder."""
    monkeypatch.delenv("QUIZAPP_DATABASE_URL", raising=False)
    monkeypatch.delenv("QUIZAPP_SECRET_KEY", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_the_database_is_a_file_of_the_user_by_default(
    nothing_set: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings.database_url().startswith(f"sqlite:///{nothing_set}")
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", "postgresql+psycopg://db/quiz")
    assert settings.database_url() == "postgresql+psycopg://db/quiz"


def test_the_secret_key_is_made_once_and_only_its_owner_can_read_it(nothing_set: Path) -> None:
    key = settings.secret_key()
    assert len(key) == 64
    assert settings.secret_key() == key
    (file,) = nothing_set.rglob("secret_key*")
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_secret_key_lies_beside_a_database_that_is_a_file(
    nothing_set: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (nothing_set / "shared").mkdir()
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{nothing_set}/shared/quiz.db")
    assert (nothing_set / "shared" / "secret_key").exists() is False
    key = settings.secret_key()
    assert (nothing_set / "shared" / "secret_key").read_text() == key


def test_the_environment_can_give_the_secret_key(
    nothing_set: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_SECRET_KEY", "from the environment")
    assert settings.secret_key() == "from the environment"
    assert not list(nothing_set.rglob("secret_key"))


def test_a_checkout_reads_its_own_questions_and_migrations() -> None:
    root = Path(__file__).parents[2]
    assert resources.questions() == root / "questions"
    assert resources.migrations() == root / "migrations"


@pytest.mark.parametrize("name", ["ho%41me", "ho?me", "ho#me", "h o m é"])
def test_a_folder_may_have_any_name(
    nothing_set: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(nothing_set / name))
    file = sqlite_file(settings.database_url())
    assert file
    assert file.parent.is_dir()
    assert file.is_relative_to(nothing_set / name)
