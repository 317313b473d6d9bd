"""`quizapp backup FILE`: a copy of the database, even while the server runs."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Overwrite FILE if it exists.")
def command(file: Path, replace: bool) -> None:
    """Copy the database to FILE while it is in use.

    `quizapp restore FILE` puts it in the database's place again.
    """
    from quizapp.presenting.amounts import count
    from quizapp.storage import backup_copy, settings
    from quizapp.storage.database import sqlite_file

    source = sqlite_file(settings.database_url())
    if source is None:
        raise click.ClickException(
            "This command backs up SQLite files. For PostgreSQL, use pg_dump."
        )
    if file.exists() and source.exists() and file.samefile(source):
        raise click.ClickException(f"{file} is the database itself. Choose another name.")
    if file.exists() and not replace:
        raise click.ClickException(f"{file} exists. Choose another name, or add --replace.")
    try:
        found = backup_copy.back_up(source, file)
    except backup_copy.BackupError as error:
        raise click.ClickException(str(error)) from None
    listed = ", ".join(count(number, noun) for noun, number in found.items())
    click.echo(f"Saved {source} to {file} and read it back: {listed}.")
