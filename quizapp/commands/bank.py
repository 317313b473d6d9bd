"""`quizapp bank`: checking, importing, exporting and correcting questions.

The subcommands are here and in the modules beside this one whose names begin with `_bank_`.
"""

from __future__ import annotations

import json
import pkgutil
import sys
from importlib import import_module
from pathlib import Path

import click

from quizapp import commands

PATHS = click.Path(exists=True, path_type=Path)


@click.group()
def command() -> None:
    """Check, sync, export, correct and organise the question bank."""


for _found in pkgutil.iter_modules(commands.__path__, f"{commands.__name__}."):
    if not _found.name.startswith(f"{commands.__name__}._bank_"):
        continue
    for _each in vars(import_module(_found.name)).values():
        if isinstance(_each, click.Command):
            command.add_command(_each)


@command.command()
@click.argument("paths", nargs=-1, type=PATHS)
@click.option(
    "--seeds",
    type=click.IntRange(1),
    help="How many variants of each template to prove: by default 200, of the whole bank 5.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def check(paths: tuple[Path, ...], seeds: int | None, as_json: bool) -> None:
    """Check question files, in PATHS or the whole bank.

    PATHS are files or folders.
    """
    from quizapp.bank.check import check_each, enough, files_under

    looked_in = paths or (_own_folder(),)
    files = files_under(looked_in)
    if not files:
        raise click.ClickException(
            f"There is no question file in {', '.join(map(str, looked_in))}. Name a .toml file, "
            "or a folder that holds some."
        )
    each = check_each(files, seeds or enough(len(files)))
    with click.progressbar(each, len(files), "Checking", file=sys.stderr) as told:
        problems = [problem for found in told for problem in found]
    if as_json:
        found = [problem.as_dict() for problem in problems]
        click.echo(json.dumps({"files": len(files), "problems": found}, indent=2))
    else:
        for problem in problems:
            click.echo(problem)
        broken = len({problem.path for problem in problems})
        click.echo(f"{_counted(files)}, {broken or 'none'} with problems.", err=bool(problems))
    if problems:
        raise SystemExit(1)


@command.command("mark-again")
@click.argument("name", required=False)
@click.option("--dry-run", is_flag=True, help="Only list what would change.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def mark_again(name: str | None, dry_run: bool, as_json: bool) -> None:
    """Correct marks that a wrong key of ours led to.

    NAME is a template or a question (skill/name); by default everything with a known mistake. The
    learners are told, and the old marks are kept. Running it again changes nothing.
    """
    from datetime import UTC, datetime

    from quizapp.commands._database import open_database
    from quizapp.commands._marking_again import chosen, document, lines
    from quizapp.corrections import again
    from quizapp.storage.database import make_sessions

    with make_sessions(open_database())() as session:
        found = again.marked_wrongly(session, *chosen(session, name))
        told = document(found, dry_run) if as_json else lines(found, dry_run)
        if not dry_run:
            again.mark_again(session, found, now=datetime.now(UTC))
            session.commit()
    click.echo(json.dumps(told, indent=2) if as_json else "\n".join(told))


def _counted(files: list[Path]) -> str:
    """How many question files there are, and which lists beside them."""
    from quizapp.bank.files import LISTS, NOTES
    from quizapp.presenting.amounts import count

    beside = [file.name for file in files if file.name in (*LISTS, NOTES)]
    several = [count(len(files) - len(beside), "file")] if len(files) > len(beside) else []
    *first, last = [*several, *dict.fromkeys(beside)]
    return f"{', '.join(first)} and {last}" if first else last


def _own_folder() -> Path:
    """The folder of the bank that is served, relative to the current one if it is inside."""
    from quizapp.commands._banks import chosen_bank

    (_, folder), here = chosen_bank(None, None), Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder
