"""A copy of the program with some files more, as a developer would have it who adds them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
OTHERS = ("engine", "migrations", "questions", "tests", "pyproject.toml")


def run(folder: Path, files: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    """What Python does with those arguments where those files are there too."""
    copied = {path.split("/")[0] for path in files} | {"migrations", "quizapp"}
    for name in copied:
        shutil.copytree(ROOT / name, folder / name)
    for name in set(OTHERS) - copied:
        (folder / name).symlink_to(ROOT / name)
    for path, text in files.items():
        (folder / path).write_text(text)
    return subprocess.run([sys.executable, *args], cwd=folder, capture_output=True, text=True)
