"""`quizapp bank sync | export`: between the files of a bank and the database."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.commands import _bank_exchange, _banks
from quizapp.commands._options import one_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quizapp.bank.merge_base import Clash, Side
    from quizapp.bank.report import SyncReport
    from quizapp.models import Question

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
MANY = 5  # questions that may be retired without asking
bank_name = click.option(
    "--bank", "bank", metavar="NAME", help="The bank; by default the folder's, or the first."
)
yes_option = click.option("--yes", is_flag=True, help="Do it without asking.")


@click.command()
@click.argument("folder", required=False, type=FOLDER)
@bank_name
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@one_of(
    "how",
    ours="Where both changed, keep the database's.",
    theirs="Where both changed, take the file's.",
    edit="Where both changed, open both in $EDITOR.",
)
@yes_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def sync(
    folder: Path | None, bank: str | None, dry_run: bool, how: str | None, yes: bool, as_json: bool
) -> None:
    """Import question files into the database.

    FOLDER is by default the bank that is served.

    A file that was edited since it was last imported replaces its question. If the question was
    edited in the browser too, both sides are shown and nothing is replaced, unless you choose.
    """
    from quizapp.bank.exporting import write_kept
    from quizapp.commands._database import open_database
    from quizapp.storage.database import make_sessions

    name, folder = _banks.chosen_bank(folder, bank)
    with make_sessions(open_database())() as session:
        report = _brought_in(session, folder, name, how, yes or dry_run, dry_run)
        if dry_run:
            session.rollback()
        else:
            session.commit()
            write_kept(session, folder, report)
    if as_json:
        click.echo(json.dumps(report.as_dict(), indent=2))
    else:
        click.echo("\n".join(report.lines()) or "Questions: nothing to do.")
        if report.new and (told := _banks.not_served(name, folder)):
            click.echo(told)
        for found in report.conflicts:
            bold = partial(click.style, bold=True, underline=True)
            width = shutil.get_terminal_size((100, 24)).columns
            click.echo("\n".join(found.columns(width, bold)))
        if dry_run:
            click.echo(_bank_exchange.DRY_RUN)
    if report.problems or report.conflicts:
        raise SystemExit(1)


def _brought_in(
    session: Session, folder: Path, bank: str, how: str | None, yes: bool, dry_run: bool
) -> SyncReport:
    """The report of a sync, unless it was refused; the caller commits."""
    from datetime import UTC, datetime

    from quizapp.bank.sync import sync as bring_in

    run = partial(bring_in, session, folder, now=datetime.now(UTC), bank=bank)
    report, retire = run(), True
    if len(report.retired) > MANY:
        ask = f"Retire {len(report.retired)} questions of the bank {bank} without a file?"
        retire = _banks.agreed(ask, yes)
    settle = _settled(report.conflicts, how, yes, dry_run) if how else {}
    if not retire or settle:
        session.rollback()
        report = run(retire=retire, settle=settle)
    return report


def _settled(found: list[Clash], how: str, yes: bool, dry_run: bool) -> dict[str, Side]:
    """Which side wins each question that changed on both sides."""
    from quizapp.bank.merge_base import Side
    from quizapp.presenting.amounts import count

    if how == "edit":
        both = [] if dry_run else [one for one in found if one.theirs]  # not where a file is gone
        return {one.slug: Side.THEIRS for one in both if _put_together(one)}
    side = Side(how)
    gone = sum(not one.theirs for one in found)
    if side is Side.OURS:
        ask = f"Write {count(len(found), 'question')} over what changed in the files?"
    else:
        ask = f"Replace {count(len(found) - gone, 'question')} that changed on both sides?"
        if gone:
            ask = f"Replace {len(found) - gone} and retire {count(gone, 'edited question')}?"
    return {one.slug: side for one in found} if found and _banks.agreed(ask, yes) else {}


def _put_together(found: Clash) -> bool:
    """Let somebody make one text of both sides, and write it to the file if it is fair."""
    from quizapp.bank.check import check_text
    from quizapp.bank.merge_base import side_by_side

    text: str | None = side_by_side(found)
    while text := click.edit(text, extension=".toml"):
        problems = check_text(text, found.path)
        if not problems:
            Path(found.path).write_text(text, encoding="utf-8", newline="\n")
            return True
        click.echo("\n".join(map(str, problems)), err=True)
        if not click.confirm("Edit it again?", err=True, default=True):
            break
    return False


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("slugs", nargs=-1)
@bank_name
@_bank_exchange.format_option
@click.option(
    "--variants", type=click.IntRange(1, 50), default=5, show_default=True,
    help="With --format: how many variants of each template to write.",
)  # fmt: skip
@yes_option
def export(
    folder: Path, slugs: tuple[str, ...], bank: str | None, format_name: str | None, variants: int,
    yes: bool,
) -> None:  # fmt: skip
    """Write a bank, or some questions of it, to FOLDER.

    The whole bank is its questions, topics, notes and sets, and what is retired.

    With SLUGS, only those questions. A file that was edited since it was last imported is
    overwritten only if you agree. With --format, FOLDER is a file for another program.
    """
    from quizapp.bank.exporting import is_level_with_files, pages_of, write_pages
    from quizapp.commands._database import open_database
    from quizapp.presenting.amounts import count
    from quizapp.storage.banks import banks
    from quizapp.storage.database import make_sessions

    bank = bank or next((n for n, f in banks().items() if f.resolve() == folder.resolve()), None)
    with make_sessions(open_database())() as session:
        name, source = _banks.stored_bank(session, bank, folder)
        rows = _exported(session, name, slugs)
        if format_name:
            _bank_exchange.export_file(session, rows, folder, format_name, variants)
            return
        pages = pages_of(session, folder, rows, None if slugs else source)
        write = [page for page in pages.new if not page.loses]
        if losing := pages.losing:
            click.echo("\n".join(str(page.path) for page in losing), err=True)
            if _banks.agreed(f"Overwrite {count(len(losing), 'edited file')}?", yes):
                write, losing = list(pages.new), ()
        write_pages(write)
        if folder.resolve() == source.resolve():
            is_level_with_files(session, rows, folder)
            session.commit()
    click.echo(f"{count(len(rows), 'question')} in {folder}, {count(len(write), 'file')} written.")
    if losing:
        raise SystemExit(1)


def _exported(session: Session, bank: str, slugs: tuple[str, ...]) -> list[Question]:
    """The questions that were named, or all of the bank that are not retired for want of a file."""
    from sqlalchemy import select

    from quizapp.models import PUBLISHED, Question
    from quizapp.presenting import phrases

    rows = {row.slug: row for row in session.scalars(select(Question).order_by(Question.slug))}
    if unknown := [slug for slug in slugs if slug not in rows]:
        raise click.ClickException(phrases.no_question(unknown[0]))
    if slugs:
        return [rows[slug] for slug in sorted(set(slugs))]
    mine = (row for row in rows.values() if row.bank == bank and row.stage == PUBLISHED)
    if found := [row for row in mine if not row.is_gone]:
        return found
    others = sorted({row.bank for row in rows.values()} - {bank})
    advice = (
        f"There are some of {_banks.told(others)}." if others else "Import some: see bank sync."
    )
    raise click.ClickException(f"The database has no questions of the bank {bank}. {advice}")
