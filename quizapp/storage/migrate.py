"""Migrating the database's schema to the version that this code expects.

Alembic is slow to import, so it is imported only if there is something to do.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, func, inspect, select, text

from quizapp.storage import resources
from quizapp.storage.backup_copy import back_up
from quizapp.storage.database import make_engine, sqlite_file

if TYPE_CHECKING:
    from alembic.config import Config

_SAID = re.compile(r"""^(revision|down_revision)\b[^=]*= *("\w+"|None)""", re.MULTILINE)
log = logging.getLogger(__name__)
OURS = 7_849_114  # the lock that is held while the schema changes; any number will do


class NewerSchemaError(RuntimeError):
    """The database was made by a newer version of this program."""


class BrokenMigrationError(RuntimeError):
    """A file of `migrations/versions/` doesn't follow another one."""


class ForeignDatabaseError(RuntimeError):
    """The database belongs to another program, or is only in memory."""


def prepare(url: str) -> Engine:
    """An engine for a database, after migrating its schema if necessary.

    An older SQLite database is first copied to a file beside it, named after its schema. Raises
    `NewerSchemaError`, `ForeignDatabaseError` or `BrokenMigrationError` with advice.
    """
    engine = make_engine(url)
    if engine.dialect.name == "sqlite" and sqlite_file(url) is None:
        raise ForeignDatabaseError(
            "A database in memory is lost when the command ends. Name a file, like "
            "QUIZAPP_DATABASE_URL=sqlite:////home/me/quizapp.db"
        )
    found, wanted = version(engine), head()
    if found is None and (table := _foreign_table(engine)):
        raise ForeignDatabaseError(
            f"The database file belongs to another program: it has a table {table!r}. Set "
            "QUIZAPP_DATABASE_URL to a file of its own."
        )
    if found is not None and found > wanted:
        raise NewerSchemaError(
            f"The database has schema {found} of a newer quizapp; this one has {wanted}. "
            "Install the newer version again, or choose another database."
        )
    if problem := chain_problem():
        if found != wanted:
            raise BrokenMigrationError(problem)
        log.error(problem)  # nothing needs it now
    if found != wanted:
        if found is not None and (file := sqlite_file(url)):
            back_up(file, file.with_name(f"{file.name}.schema-{found}"))
        upgrade(url)
    _make_private(url)
    return engine


def _make_private(url: str) -> None:
    """Let nobody else of this machine read a SQLite file: it holds addresses and answers."""
    if file := sqlite_file(url):
        for path in map(file.with_name, (file.name, f"{file.name}-wal", f"{file.name}-shm")):
            with suppress(OSError):  # there is none, or it is somebody else's
                path.chmod(path.stat().st_mode & 0o700)


def _foreign_table(engine: Engine) -> str | None:
    """A table in a SQLite file that we never wrote to; a server database may be shared."""
    if engine.dialect.name != "sqlite":
        return None
    names = inspect(engine).get_table_names()
    return next((name for name in names if name != "alembic_version"), None)


def version(engine: Engine) -> str | None:
    """The version of the database's schema; None if there is none."""
    if not inspect(engine).has_table("alembic_version"):
        return None
    with engine.connect() as connection:
        return connection.scalar(text("SELECT version_num FROM alembic_version"))


def head() -> str:
    """The newest schema version, by which file names are sorted."""
    files = (resources.migrations() / "versions").glob("[0-9]*.py")
    return max(files).name.partition("_")[0]


def chain_problem() -> str:
    """Which migration follows no other, and what to do; "" if each follows the one before."""
    before: str | None = None
    for file in sorted((resources.migrations() / "versions").glob("[0-9]*.py")):
        said = dict(_SAID.findall(file.read_text(encoding="utf-8")))
        number = file.name.partition("_")[0]
        for name, wanted in (("revision", number), ("down_revision", before)):
            if said.get(name) != (written := f'"{wanted}"' if wanted else "None"):
                place = f"migrations/versions/{file.name}"
                return f"{place} has the wrong {name}. Write {name} = {written} in it."
        before = number
    return ""


def hold_schema(connection: Connection) -> None:
    """Until the commit, nobody else changes the schema of this PostgreSQL database."""
    connection.execute(select(func.pg_advisory_xact_lock(OURS)))


def upgrade(url: str, to: str = "head") -> None:
    """Migrate to a later version; if a step fails, the database stays as it was."""
    from alembic import command

    run(url, lambda config: command.upgrade(config, to))


def downgrade(url: str, to: str = "base") -> None:
    """Migrate back to an earlier version, by default to no schema at all."""
    from alembic import command

    run(url, lambda config: command.downgrade(config, to))


def run(url: str, task: Callable[[Config], None]) -> None:
    """Run an Alembic task on a database in one transaction."""
    from alembic.config import Config

    engine = make_engine(url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # Altering a table recreates it, which foreign keys would prevent; and two processes
            # that start at the same time must not both migrate.
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        elif engine.dialect.name == "postgresql":  # nor must two servers, until the commit
            hold_schema(connection)
        config = Config()
        config.set_main_option("script_location", str(resources.migrations()))
        config.attributes["connection"] = connection
        task(config)
        connection.commit()
    engine.dispose()
