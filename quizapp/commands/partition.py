"""`quizapp partition PARTS`: divide learners' tables among partitions."""

from __future__ import annotations

import click


@click.command()
@click.argument("parts", type=click.IntRange(1, 1024))
@click.option("--yes", is_flag=True, help="Don't ask before answers have to wait.")
def command(parts: int, yes: bool) -> None:
    """Divide the tables of learners among PARTS partitions.

    Each learner's rows are then in one partition of each table. 1 makes the tables whole again.

    Only PostgreSQL has partitions. Every row is copied, so the disk needs room for as much again,
    and everybody waits until it is done.
    """
    from quizapp.accounts.partitioning import partition
    from quizapp.commands._database import open_database
    from quizapp.presenting.amounts import count

    engine = open_database()
    if engine.dialect.name != "postgresql":
        raise click.ClickException("Only PostgreSQL has partitions; SQLite keeps tables whole.")
    if not yes:
        click.confirm("Nobody can answer until it is done. Start now?", abort=True)
    tables = partition(engine, parts)
    engine.dispose()
    made = f"now have {parts:,} partitions each" if parts > 1 else "are whole"
    click.echo(f"{count(tables, 'table')} {made}.")
