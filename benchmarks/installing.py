"""Does the package work where nothing else is installed? `python -m benchmarks.installing`.

The wheel is built from the source archive, and installed with all extras into an empty environment
of each Python, by default of those on the PATH. There it prints, marks, checks and serves.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.serving import fetch, serving

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
UV = Path(sys.executable).with_name("uv")
TRIED = (
    ("--version",),
    ("exercise", "mlp_backprop", "--seed", "7", "--json"),
    ("mark", "activation_value_and_slope", "--seed", "7", "-r", "value.y[0]=0.5"),
    ("bank", "check", "--seeds", "2"),
    ("config", "check"),
    ("status",),
)


def main() -> None:
    said = sys.argv[1:] or [f"python{version}" for version in VERSIONS]
    pythons = [found for python in said if (found := shutil.which(python)) and _runs(found)]
    missing = [python for python in said if not (shutil.which(python) and _runs(python))]
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, str(ROOT)]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        (wheel,) = Path(folder).glob("*.whl")
        for python in pythons:
            _try(python, wheel, Path(tempfile.mkdtemp(dir=folder)))
    if missing:
        print(f"Not tried, because they aren't here: {', '.join(missing)}")


def _runs(python: str) -> bool:
    """A version manager's shim may be found and still refuse."""
    return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0


def _try(python: str, wheel: Path, home: Path) -> None:
    subprocess.run([UV, "venv", "--quiet", "--python", python, home / "env"], check=True)
    inside = home / "env" / "bin"
    wanted = f"{wheel}[postgres,redis,metrics]"
    install = [UV, "pip", "install", "--quiet", "--python", inside / "python", wanted]
    subprocess.run(install, check=True)
    with _newcomer(home):
        for words in TRIED:
            at = _questions(inside) if words[0] == "bank" else ()
            subprocess.run([inside / "quizapp", *words, *at], check=True, stdout=subprocess.DEVNULL)
        with serving([str(inside / "quizapp")]) as (address, _):
            assert b"<main" in fetch(address)
    version = subprocess.run([inside / "python", "-V"], capture_output=True, text=True, check=True)
    print(f"{version.stdout.strip()}: installed, printed, marked, checked and served")


@contextmanager
def _newcomer(home: Path) -> Iterator[None]:
    """The environment of somebody who has just installed it: no settings, an empty home."""
    before, here = dict(os.environ), Path.cwd()
    os.environ.clear()
    os.environ.update(PATH=before["PATH"], HOME=str(home))
    os.chdir(home)
    try:
        yield
    finally:
        os.chdir(here)
        os.environ.update(before)


def _questions(inside: Path) -> list[str]:
    """One topic of the installed bank."""
    where = "from quizapp.storage import resources; print(resources.questions() / 'neuron')"
    asked = [inside / "python", "-c", where]
    return [subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()]


if __name__ == "__main__":
    main()
