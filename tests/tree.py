"""A copy of the checkout with some files more, as a developer would have it who adds them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAM = ("engine", "quizapp", "questions", "migrations")
TREE = (*PROGRAM, "tests", "benchmarks", "pyproject.toml")


def copied(
    folder: Path, files: Mapping[str, str] | None = None, tree: tuple[str, ...] = TREE
) -> Path:
    """That folder, with the checkout in it and those files too."""
    for name in tree:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, folder / name)
    for path, text in (files or {}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What Python does with those arguments in that folder, on a database there."""
    # Tests in the copy are no workers of this run, or they would look for its databases.
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    env["QUIZAPP_DATABASE_URL"] = f"sqlite:///{folder}/quizapp.db"
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=env, capture_output=True, text=True
    )


def run(
    folder: Path, files: Mapping[str, str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    """The same in a copy of the checkout with those files."""
    return python(copied(folder, files), *arguments)
