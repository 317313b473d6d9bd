"""`quizapp restore FILE`: put a backup in the place of the database."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--yes", is_flag=True, help="Don't ask before the database is replaced.")
def command(file: Path, yes: bool) -> None:
    """Replace the database by the backup FILE.

    The backup is checked first: nothing happens unless it is whole.

    What was there is kept in a file beside it, whose name ends in .before-restore. The server need
    not be stopped before; restart it afterwards.
    """
    from quizapp.commands._database import open_database
    from quizapp.presenting.amounts import count
    from quizapp.storage import settings
    from quizapp.storage.backup_copy import BackupError
    from quizapp.storage.database import sqlite_file
    from quizapp.storage.restoring import check_whole, restore

    target = sqlite_file(settings.database_url())
    if target is None:
        raise click.ClickException(
            "This command restores SQLite files. For PostgreSQL, use pg_restore."
        )
    existed = target.exists()
    if existed and file.samefile(target):
        raise click.ClickException(f"{file} is the database itself. Name a backup of it.")
    try:
        check_whole(file)
        if existed and not yes:
            click.confirm(f"Replace {target} by {file}?", abort=True)
        found, kept = restore(file, target)
    except BackupError as error:
        raise click.ClickException(str(error)) from None
    open_database().dispose()  # the backup may be from before an upgrade
    listed = ", ".join(count(number, noun) for noun, number in found.items())
    click.echo(f"Restored {target} and read it back: {listed}.")
    if kept:
        click.echo(f"What was there is in {kept}. Restart the server if it runs.")
