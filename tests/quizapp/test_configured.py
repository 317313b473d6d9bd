"""Settings come from the environment, else from one file; `config check` explains each."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.commands import main
from quizapp.storage import configured, declared, settings
from quizapp.storage.configured import value_of

GOOD = """
public_address = "https://quiz.example.org"
trusted_proxies = ["127.0.0.1", "::1", "10.0.0.0/8"]
workers = 4
secret_key = "kept from everybody"
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "quizapp.toml"
    monkeypatch.setenv("QUIZAPP_CONFIG", str(path))
    return path


def check() -> Result:
    return CliRunner().invoke(main, ["config", "check"])


def test_the_file_sets_and_the_environment_comes_first(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text(GOOD)
    monkeypatch.setenv("QUIZAPP_WORKERS", "3")
    done = check()
    assert done.exit_code == 0
    assert "workers: 3    (QUIZAPP_WORKERS)" in done.output
    assert f"public_address: https://quiz.example.org    ({file})" in done.output
    assert "threads: 12    (the default)" in done.output
    assert "kept from everybody" not in done.output
    assert settings.secret_key() == "kept from everybody"
    assert value_of(declared.WORKERS) == 3
    told = [setting for setting in declared.SETTINGS if setting.says in done.output]
    assert len(told) == len(declared.SETTINGS) > 10


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("worker = 3", "there is no setting worker. Did you mean workers?"),
        ("workers = 0", "Write a whole number from 1 to 64."),
        ("workers = 2.5\nwaiting = true", "Write a whole number from 1 to 4096."),
        ('public_address = "quiz.example.org"', "such as https://quiz.example.org"),
        ('public_address = "https://example.org/a quiz"', "a host name, and perhaps a path"),
        ('trusted_proxies = ["nginx"]', "Write addresses such as 127.0.0.1 or 10.0.0.0/8."),
        ('trusted_proxies = ["10.0.0.1"]', "needs public_address too"),
        ("hsts_seconds = 60", "needs a public_address with https"),
        ('secret_key = "a"', "too short to be secret"),
        ('log_level = "loud"', "Write one of error, warning, info, debug."),
        ("banks = 3", "Write a list"),
        ("review = maybe", "can't be read as TOML"),
        ("review = 'maybe'", "Write true or false."),
    ],
)
def test_what_is_wrong_is_said_before_anything_starts(
    file: Path, written: str, advice: str
) -> None:
    file.write_text(written)
    done = check()
    assert done.exit_code == 1
    assert advice in done.output
    assert "All settings are fine" not in done.output
    started = CliRunner().invoke(main, ["serve"])
    assert started.exit_code == 1
    assert advice in started.output


def test_a_setting_whose_library_is_missing_says_how_to_get_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(configured, "find_spec", lambda name: None)
    file.write_text('counts = "redis://localhost:6379"\nmetrics_from = ["127.0.0.1"]')
    done = check()
    assert done.exit_code == 1
    for extra in ("redis", "metrics"):
        assert f"pip install 'quizapp[{extra}]'" in done.output


def test_a_file_that_was_named_has_to_be_there(file: Path) -> None:
    done = check()
    assert done.exit_code == 1
    assert "there is no file" in done.output
