"""`quizapp bank`: checking, importing, exporting and correcting questions."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from quizapp.commands import _acting

PATHS = click.Path(exists=True, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Check, sync, export, correct and organise the question bank."""


for _each in _acting.ALL:
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
    """Check question files: PATHS are files or folders, by default the whole bank."""
    from quizapp.bank.check import check_each, enough, files_under

    files = files_under(paths or (_own_folder(),))
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
        count = "1 file" if len(files) == 1 else f"{len(files)} files"
        click.echo(f"{count}, {broken or 'none'} with problems.", err=bool(problems))
    if problems:
        raise SystemExit(1)


@command.command()
@click.argument("folder", required=False, type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def sync(folder: Path | None, as_json: bool) -> None:
    """Import the question files in FOLDER (by default quizapp's own bank) into the database."""
    from datetime import UTC, datetime

    from quizapp.bank.sync import sync as bring_in
    from quizapp.commands._database import open_database
    from quizapp.storage.database import make_sessions

    with make_sessions(open_database())() as session:
        report = bring_in(session, folder or _own_folder(), now=datetime.now(UTC))
        session.commit()
    if as_json:
        click.echo(json.dumps(report.as_dict(), indent=2))
    else:
        click.echo("\n".join(report.lines()) or "Questions: nothing to do.")
    if report.problems or report.conflicts:
        raise SystemExit(1)


@command.command("mark-again")
@click.argument("name", required=False)
@click.option("--dry-run", is_flag=True, help="Only list what would change.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def mark_again(name: str | None, dry_run: bool, as_json: bool) -> None:
    """Correct marks that were given by a wrong key of ours, and tell the learners.

    NAME is a template or a question (skill/name); by default everything with a known mistake.
    The old marks are kept. Running it again changes nothing.
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


@command.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.argument("slugs", nargs=-1)
def export(folder: Path, slugs: tuple[str, ...]) -> None:
    """Write the current text of questions to FOLDER/<skill>/<name>.toml.

    Exports the questions named by SLUGS, by default all that are not retired.
    """
    from quizapp.bank.edit import search
    from quizapp.commands._database import open_database
    from quizapp.models import latest_revision
    from quizapp.storage.database import make_sessions

    with make_sessions(open_database())() as session:
        rows = {row.slug: row for row in search(session, retired=None if slugs else False)}
        if unknown := [slug for slug in slugs if slug not in rows]:
            raise click.ClickException(f"There is no question {unknown[0]!r} in the bank.")
        chosen = [rows[slug] for slug in slugs] if slugs else list(rows.values())
        for row in chosen:
            path = folder / f"{row.slug}.toml"
            path.parent.mkdir(parents=True, exist_ok=True)
            revision = latest_revision(session, row.id)
            path.write_text(revision.text if revision else "", encoding="utf-8", newline="\n")
    click.echo(f"{len(chosen)} questions written to {folder}.")


def _own_folder() -> Path:
    """The folder of quizapp's own questions, relative to the current one if it is inside."""
    from quizapp.storage import resources

    folder, here = resources.questions(), Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder
