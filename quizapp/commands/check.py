"""`quizapp check`: whether the database is whole, and what is computed from the log fits it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@click.command()
def command() -> None:
    """Check that the database is whole and fits its log.

    What is kept beside the log of answers, such as statistics, is computed again and compared.

    A SQLite database is copied first, so that nobody has to wait. On PostgreSQL, answers wait while
    they are counted. Nothing is changed.
    """
    from sqlalchemy import exc

    from quizapp.presenting.amounts import count
    from quizapp.storage import migrate, settings
    from quizapp.storage.backup_copy import BackupError, BusyError, back_up
    from quizapp.storage.database import make_engine, make_sessions, sqlite_file

    url = settings.database_url()
    file = sqlite_file(url)
    with tempfile.TemporaryDirectory(prefix="quizapp") as folder:
        try:
            found = back_up(file, Path(folder) / "copy.db") if file else {}
            engine = make_engine(settings.of_file(Path(folder) / "copy.db") if file else url)
            if (version := migrate.version(engine)) != migrate.head():
                raise click.ClickException(
                    f"The database has schema {version or 'none'}, and this program expects "
                    f"{migrate.head()}. `quizapp serve` brings an older one up to date."
                )
            with make_sessions(engine)() as session:
                wrong = _uncounted(session)
            engine.dispose()
        except BusyError as error:
            raise click.ClickException(str(error)) from None
        except BackupError as error:
            raise click.ClickException(f"{error} See `quizapp restore`.") from None
        except (exc.DatabaseError, ModuleNotFoundError) as error:
            said = str(getattr(error, "orig", error)).partition("\n")[0]
            raise click.ClickException(f"The database can't be read: {said}.") from None
    if wrong:
        raise click.ClickException(
            f"{wrong} not fit the log of answers. `quizapp rebuild` counts them again."
        )
    listed = ", ".join(count(number, noun) for noun, number in found.items())
    click.echo(f"All is well{f': {listed}' if listed else ''}.")


def _uncounted(session: Session) -> str:
    """Which counts differ from those that the log gives now; "" if none."""
    from quizapp.statistics.counting import is_begun, kept, rebuild

    if not is_begun(session):
        return ""
    before = kept(session)
    rebuild(session)
    wrong = kept(session) != before
    session.rollback()
    return "The statistics of questions do" if wrong else ""
