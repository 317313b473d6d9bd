"""The wheel is the whole program, without a checkout."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from email import message_from_string
from importlib import import_module
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import quizapp
from benchmarks.serving import fetch, serving

ROOT = Path(__file__).parents[2]
FONTS = "quizapp/web/static/fonts"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source archive, so that both are complete."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The installed `quizapp`, which borrows this environment's libraries to save a download."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps"]
    subprocess.run([*install, "--quiet", "--no-index", str(wheel)], check=True)
    packages = next(home.glob("lib/python*/site-packages"))
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return [str(python), "-I", str(home / "bin" / "quizapp")]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home and working folder outside the checkout."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("QUIZAPP_", "PYTHON", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def output(program: list[str], *arguments: str) -> str:
    done = subprocess.run([*program, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def packed_questions(program: list[str]) -> Path:
    """The folder of the installed program's bank."""
    where = "from quizapp.storage import resources; print(resources.questions())"
    return Path(output([program[0], "-I", "-c", where]).strip())


def test_the_wheel_carries_the_bank_the_migrations_and_a_font_for_mathematics(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        font = TTFont(BytesIO(archive.read(f"{FONTS}/stix-two-math.woff2")))
        licence = archive.read(f"{FONTS}/OFL.txt").decode()
    for folder in ("questions", "migrations"):
        travels = {path for path in (ROOT / folder).rglob("*.*") if path.suffix != ".pyc"}
        packed = {f"quizapp/_data/{path.relative_to(ROOT)}" for path in travels}
        assert packed
        assert packed <= names
    assert "MATH" in font, "without it delimiters do not stretch"
    assert {ord(c) for c in "∂σ√∑∇ℝ𝑥𝐖⟨"} <= set(font.getBestCmap())
    assert "The STIX Fonts Project Authors" in licence
    assert "PERMISSION & CONDITIONS" in licence
    assert not [name for name in names if name.startswith("tests/")]


def test_the_project_page_says_what_it_is_and_needs_no_checkout(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        said = archive.read(next(name for name in names if name.endswith("/METADATA"))).decode()
    about = message_from_string(said)
    assert about["Version"] == quizapp.__version__
    assert about["Requires-Python"] == ">=3.11", "no upper bound without a reason"
    assert about["License-Expression"] == "MIT AND OFL-1.1"
    assert about.get_all("License-File") == ["LICENSE", "LICENSE-FONT"]
    assert {"postgres", "redis", "metrics"} <= set(about.get_all("Provides-Extra") or ())
    page = str(about.get_payload())
    linked = re.findall(r"\]\(([^)]*)\)", page)
    assert [link for link in linked if not link.startswith("https://")] == []
    assert "make " not in page
    assert ".venv" not in page


def test_code_and_questions_are_the_installed_ones(program: list[str], elsewhere: Path) -> None:
    where = "import engine, quizapp; print(engine.__file__, quizapp.__file__)"
    files = output([program[0], "-I", "-c", where]).split()
    assert not [file for file in [*files, packed_questions(program)] if str(ROOT) in str(file)]


def test_help_lists_every_command(program: list[str], elsewhere: Path) -> None:
    shown = output(program, "--help")
    for file in (ROOT / "quizapp" / "commands").glob("[!_]*.py"):
        command = import_module(f"quizapp.commands.{file.stem}").command
        assert (f"  {file.stem} " in shown) is not command.hidden  # as former names are


def test_an_exercise_can_be_printed_from_any_folder(program: list[str], elsewhere: Path) -> None:
    exercise = json.loads(output(program, "exercise", "mlp_backprop", "--seed", "7", "--json"))
    assert exercise["template"] == "mlp_backprop"
    assert exercise["parts"]


def test_the_bank_can_be_proven_without_the_checkout(program: list[str], elsewhere: Path) -> None:
    skill = packed_questions(program) / "neuron"  # the laws prove the others, and more seeds
    count = len(list(skill.glob("*.toml")))
    checked = output(program, "bank", "check", "--seeds", "3", str(skill))
    assert f"{count} files and notes.md, none with problems" in checked


def test_serving_needs_nothing_but_the_wheel(program: list[str], elsewhere: Path) -> None:
    with serving(program) as (address, _):
        assert b"<main" in fetch(address)
        assert fetch(f"{address}/static/fonts/stix-two-math.woff2")[:4] == b"wOF2"
    kept = {path.name for path in elsewhere.rglob("*") if path.is_file()}
    assert {"quizapp.db", "secret_key"} <= kept
