"""The files in deploy/ start quizapp as it is, and fit the settings and each other."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from quizapp.commands import main
from quizapp.commands._worker import LAST_WORDS
from quizapp.storage import configured, declared
from quizapp.web.pages import health
from quizapp.web.serving.sizes import LARGER

FOLDER = Path(__file__).parents[2] / "deploy"
FILES = {path.name: path.read_text() for path in sorted(FOLDER.iterdir())}
SETTINGS = {setting.variable: setting for setting in declared.SETTINGS}
STARTED = [
    shlex.split(re.findall(r"^ExecStart=(.*)$", FILES["quizapp.service"], re.MULTILINE)[0]),
    json.loads(re.findall(r"^CMD (.*)$", FILES["Dockerfile"], re.MULTILINE)[0]),
]


@pytest.mark.parametrize("typed", STARTED)
def test_what_starts_the_server_is_a_command(typed: list[str]) -> None:
    serve = main.get_command(click.Context(main), typed[1])
    assert serve
    given, _, _ = serve.make_parser(click.Context(serve)).parse_args(typed[2:])
    assert given["port"] == "8000"
    assert given["yes"], "nobody can be asked"


@pytest.mark.parametrize("name", FILES)
def test_every_setting_exists_and_takes_its_value(name: str) -> None:
    text = FILES[name].replace("${SITE}", "quiz.example.org").replace("${SECRET_KEY}", "0" * 32)
    for variable, value in re.findall(r"\b(QUIZAPP_\w+)[=:] ?\"?([^\s\"\\]+)", text):
        if variable != "QUIZAPP_CONFIG":
            SETTINGS[variable].read(value)


def test_the_settings_file_has_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_CONFIG", str(FOLDER / "quizapp.toml"))
    assert tomllib.loads(FILES["quizapp.toml"])
    assert configured.problems() == []


def test_the_files_fit_each_other() -> None:
    compose, service = FILES["compose.yaml"], FILES["quizapp.service"]
    (network,) = re.findall(r"QUIZAPP_TRUSTED_PROXIES: (\S+)", compose)
    assert f"subnet: {network}" in compose
    (whole,) = re.findall(r"TimeoutStopSec=(\d+)", service)
    assert int(whole) > LAST_WORDS, "what runs may finish"
    for name, pattern in (("nginx.conf", r"client_max_body_size (\d+)m"),
                          ("Caddyfile", r"max_size (\d+)MB")):  # fmt: skip
        (megabytes,) = re.findall(pattern, FILES[name])
        assert int(megabytes) * 10**6 >= max(LARGER.values()), name
    for name in ("Dockerfile", "Caddyfile"):
        assert re.findall(r"/\w+z\b", FILES[name]) == ["/readyz"], health.__doc__


def test_the_operations_page_tells_of_each_file() -> None:
    page = (FOLDER.parent / "docs" / "operations.md").read_text()
    lost = [name for name in FILES if f"`deploy/{name}`" not in page and "ignore" not in name]
    assert lost == []
