"""Imports run one way: engine, then the core of quizapp, then its doors (web, commands)."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENGINE, QUIZAPP, MEASURING, REST = (
    [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    for folders in (["engine"], ["quizapp"], ["benchmarks"], ["migrations", "tests"])
)
LIBRARIES_OF_THE_ENGINE = {"engine", "numpy", "sympy", "mpmath"}
WEB_LIBRARIES = ("flask", "flask_login", "flask_wtf", "flask_limiter", "flask_sqlalchemy_lite")
ASIDE = ("quizapp.web", "quizapp.commands")  # two doors, which know nothing of each other


def dotted(path: Path) -> str:
    """The name a module is imported by."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """Every module that the file imports, also inside functions, by its absolute name."""
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


def forbidden(path: Path) -> tuple[str, ...]:
    """The packages above or beside the module, which it must not import."""
    here = dotted(path)
    if here == "quizapp.__main__":  # the door bell
        return ("quizapp.web",)
    if within(here, *ASIDE):
        return tuple(door for door in ASIDE if not within(here, door))
    return (*ASIDE, *WEB_LIBRARIES)


@pytest.mark.parametrize("path", ENGINE + QUIZAPP, ids=dotted)
def test_a_module_imports_nothing_from_above_or_beside_it(path: Path) -> None:
    assert not [name for name in imported(path) if within(name, *forbidden(path))]


@pytest.mark.parametrize("path", ENGINE + QUIZAPP + MEASURING, ids=dotted)
def test_only_tests_import_tests_and_nothing_shipped_imports_what_measures_it(path: Path) -> None:
    above = ("tests",) if path in MEASURING else ("tests", "benchmarks")
    assert not [name for name in imported(path) if within(name, *above)]


@pytest.mark.parametrize("path", ENGINE, ids=dotted)
def test_the_engine_is_numpy_sympy_mpmath_and_the_standard_library(path: Path) -> None:
    allowed = LIBRARIES_OF_THE_ENGINE | sys.stdlib_module_names
    assert not [name for name in imported(path) if name.split(".")[0] not in allowed]


@pytest.mark.parametrize("path", ENGINE + QUIZAPP + MEASURING + REST, ids=dotted)
def test_a_file_is_short_enough_to_hold_one_idea(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 250


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
