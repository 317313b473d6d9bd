"""Opening the database for a subcommand, with advice if that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

EXAMPLES = "sqlite:////home/me/quizapp.db or postgresql+psycopg://user:password@host/name"
EXTRAS = {"psycopg": "'quizapp[postgres]'"}  # with the library that it needs


def open_to_read() -> Session:
    """A session for what may be a little late: on the copy for reading, if there is one."""
    from sqlalchemy.orm import Session

    from quizapp.storage.reading_copy import ReadingCopy

    return ReadingCopy().session() or Session(open_database())


def open_database() -> Engine:
    """The database from the settings, with its schema brought up to date."""
    from sqlalchemy import exc

    from quizapp.storage import migrate, settings
    from quizapp.storage.backup_copy import BackupError

    try:
        return migrate.prepare(settings.database_url())
    except (
        migrate.NewerSchemaError, migrate.ForeignDatabaseError, migrate.BrokenMigrationError,
        BackupError,
    ) as error:  # fmt: skip
        problem = str(error)
    except exc.ArgumentError:
        problem = f"QUIZAPP_DATABASE_URL is not a database address. Write one like {EXAMPLES}"
    except ModuleNotFoundError as error:
        wanted = EXTRAS.get(error.name or "", error.name)
        problem = f"The database needs the Python package {error.name}: pip install {wanted}"
    except (exc.DatabaseError, OSError) as error:
        problem = (
            f"The database cannot be opened: {getattr(error, 'orig', error)}.\n"
            "Check that it can be reached and written, or set QUIZAPP_DATABASE_URL to another,\n"
            f"like {EXAMPLES}"
        )
    raise click.ClickException(problem)
