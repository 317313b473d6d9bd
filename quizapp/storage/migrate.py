"""The database's schema, brought to the version this code expects.

Alembic takes its time to import, so whether there is anything to do is found out without it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text

from quizapp.storage import resources
from quizapp.storage.backup_copy import back_up
from quizapp.storage.database import make_engine, sqlite_file

if TYPE_CHECKING:
    from alembic.config import Config


class NewerSchemaError(RuntimeError):
    """The database was made by a later version of this program."""


class ForeignDatabaseError(RuntimeError):
    """The database is another program's, or none that stays."""


def prepare(url: str) -> Engine:
    """An engine on a database whose schema is the models'.

    An older SQLite database is copied first, to a file beside it that names its schema.
    `NewerSchemaError` or `ForeignDatabaseError`, as advice, where it cannot be had.
    """
    engine = make_engine(url)
    if engine.dialect.name == "sqlite" and sqlite_file(url) is None:
        raise ForeignDatabaseError(
            "A database in memory is gone as soon as the command ends. Name a file, like "
            "QUIZAPP_DATABASE_URL=sqlite:////home/me/quizapp.db"
        )
    version, wanted = _version(engine), head()
    if version is None and (table := _foreign_table(engine)):
        raise ForeignDatabaseError(
            f"The database file belongs to another program: it has a table {table!r}. Set "
            "QUIZAPP_DATABASE_URL to a file of its own."
        )
    if version is not None and version > wanted:
        raise NewerSchemaError(
            f"The database has schema {version}, of a newer quizapp; this one knows {wanted}. "
            "Install the newer one again, or name another database."
        )
    if version != wanted:
        if version is not None and (file := sqlite_file(url)):
            back_up(file, file.with_name(f"{file.name}.schema-{version}"))
        upgrade(url)
    return engine


def _foreign_table(engine: Engine) -> str | None:
    """A table in a SQLite file we have never written to; on a server, programs may share one."""
    if engine.dialect.name != "sqlite":
        return None
    names = inspect(engine).get_table_names()
    return next((name for name in names if name != "alembic_version"), None)


def at_head(engine: Engine) -> bool:
    """Whether the schema is the one this code expects."""
    return _version(engine) == head()


def _version(engine: Engine) -> str | None:
    if not inspect(engine).has_table("alembic_version"):
        return None
    with engine.connect() as connection:
        return connection.scalar(text("SELECT version_num FROM alembic_version"))


def head() -> str:
    """The newest schema version: file names begin with it, and sort."""
    files = (resources.migrations() / "versions").glob("[0-9]*.py")
    return max(files).name.partition("_")[0]


def upgrade(url: str, to: str = "head") -> None:
    """Bring the schema forward; a failing step leaves the database as it was."""
    from alembic import command

    run(url, lambda config: command.upgrade(config, to))


def downgrade(url: str, to: str = "base") -> None:
    """Take the schema back to an earlier version, or away."""
    from alembic import command

    run(url, lambda config: command.downgrade(config, to))


def run(url: str, task: Callable[[Config], None]) -> None:
    """Let Alembic do something to a database, wholly or not at all."""
    from alembic.config import Config

    engine = make_engine(url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # Tables are altered by making them anew, which foreign keys would forbid; and two
            # processes that start at once must not both do it.
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config = Config()
        config.set_main_option("script_location", str(resources.migrations()))
        config.attributes["connection"] = connection
        task(config)
        connection.commit()
    engine.dispose()
