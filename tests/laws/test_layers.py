"""Imports run one way: engine, then the use cases of quizapp, then its doors.

No door imports another, except `commands`, which opens the terminal and the remote door, and starts
the web by its name.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENGINE, QUIZAPP, MEASURING, REST = (
    [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    for folders in (["engine"], ["quizapp"], ["benchmarks"], ["migrations", "tests"])
)
LIBRARIES_OF_THE_ENGINE = {"engine", "numpy", "sympy", "mpmath", "snowballstemmer"}
WEB_LIBRARIES = ("flask", "flask_login", "flask_wtf", "flask_limiter", "flask_sqlalchemy_lite")
DOORS = ("quizapp.web", "quizapp.terminal", "quizapp.remote", "quizapp.commands")
BEHIND_COMMANDS = ("quizapp.terminal", "quizapp.remote")


def dotted(path: Path) -> str:
    """A module's dotted name."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imported(path: Path) -> tuple[str, ...]:
    """The absolute names of all modules that the file imports, even inside functions."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package[: len(package) + 1 - node.level] if node.level else ()
            source = ".".join([*parents, *filter(None, [node.module])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def forbidden(here: str) -> tuple[str, ...]:
    """The packages above or beside the module, which it must not import."""
    if here == "quizapp.__main__":  # the door bell
        return ("quizapp.web",)
    others = tuple(door for door in DOORS if not within(here, door))
    if within(here, "quizapp.commands"):
        others = tuple(door for door in others if door not in BEHIND_COMMANDS)
    if within(here, "engine"):
        return ("quizapp",)
    return others if within(here, "quizapp.web") else (*others, *WEB_LIBRARIES)


def test_a_module_imports_nothing_from_above_or_beside_it() -> None:
    found = [(str(path), name) for path in ENGINE + QUIZAPP for name in imported(path)
             if within(name, *forbidden(dotted(path)))]  # fmt: skip
    assert found == []


@pytest.mark.parametrize(
    ("module", "imports"),
    [
        ("quizapp.web.api.planning", "quizapp.terminal.summary.show_progress"),
        ("quizapp.notes.entries", "quizapp.terminal.markdown.render"),
        ("quizapp.presenting.runs", "quizapp.terminal.style"),
        ("quizapp.terminal.drill", "quizapp.web.words"),
        ("quizapp.remote.client", "quizapp.terminal.screen"),
        ("quizapp.terminal.drill", "quizapp.commands.drill"),
        ("quizapp.commands.serve", "quizapp.web.create_app"),
        ("quizapp.terminal.drill", "flask"),
        ("engine.graph.graph", "quizapp.practice"),
    ],
)
def test_an_import_from_one_door_to_another_is_detected(module: str, imports: str) -> None:
    assert within(imports, *forbidden(module))


LEARNERS = "tests.honest"  # simulated ones, who are measured as well as tested


def test_only_tests_import_tests_and_nothing_shipped_imports_what_measures_it() -> None:
    above = dict.fromkeys(ENGINE + QUIZAPP, ("tests", "benchmarks"))
    above |= dict.fromkeys(MEASURING, ("tests",))
    found = [(str(path), name) for path in above for name in imported(path)
             if within(name, *above[path]) and not within(name, LEARNERS)]  # fmt: skip
    assert found == []


def test_the_engine_is_numbers_formulas_stems_and_the_standard_library() -> None:
    allowed = LIBRARIES_OF_THE_ENGINE | sys.stdlib_module_names
    found = [(str(path), name) for path in ENGINE for name in imported(path)
             if name.split(".")[0] not in allowed]  # fmt: skip
    assert found == []


def test_a_file_is_short_enough_to_hold_one_idea() -> None:
    long = [str(path) for path in ENGINE + QUIZAPP + MEASURING + REST
            if len(path.read_text().splitlines()) > 250]  # fmt: skip
    assert long == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("modules", "unwanted"),
    [
        ("engine", "sympy"),
        ("quizapp.commands", "sqlalchemy numpy flask"),
        ("quizapp.practice, quizapp.models", "flask pydantic alembic sympy granian"),
        ("quizapp.commands.drill", "flask pydantic alembic sympy granian"),
    ],
)
def test_importing_stays_cheap(modules: str, unwanted: str) -> None:
    program = f"import sys, {modules}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert loaded.returncode == 0, loaded.stderr
    assert not set(loaded.stdout.split()) & set(unwanted.split())
