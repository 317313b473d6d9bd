"""`quizapp bank import | export --format`: questions from and for other programs."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.commands._bank_acting import BY

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quizapp.exchange.arriving import Arrival
    from quizapp.exchange.taking_in import Taken
    from quizapp.models import Question

DRY_RUN = "This was a dry run: nothing has changed."
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
format_option = click.option(
    "--format", "format_name", metavar="FORMAT", help="moodle, gift, csv or anki."
)


@click.command("import")
@click.argument("file", type=FILE)
@format_option
@click.option("--topic", help="Put all of them under this topic; by default by category.")
@click.option("--dry-run", is_flag=True, help="Only report what would come in.")
@click.option("--replace", is_flag=True, help="Also replace questions that were edited here.")
@click.option("--publish", is_flag=True, help="Let learners be asked new ones at once.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@BY
def import_file(
    file: Path, format_name: str | None, topic: str | None, dry_run: bool, replace: bool,
    publish: bool, as_json: bool, email: str | None,
) -> None:  # fmt: skip
    """Import questions from a FILE of another program.

    It may be Moodle XML, GIFT, CSV or an Anki package (.apkg).

    New questions are drafts until you publish them. The same file imported again updates them.
    """
    from datetime import UTC, datetime

    from quizapp.accounts import learners
    from quizapp.commands._database import open_database
    from quizapp.commands._output import print_json
    from quizapp.exchange import arriving, opening, taking_in
    from quizapp.exchange.item import FileRefused
    from quizapp.storage import settings
    from quizapp.storage.database import make_sessions

    now = datetime.now(UTC)
    with make_sessions(open_database())() as session:
        try:
            with file.open("rb") as stream:
                data = stream.read(opening.LARGEST + 1)
            used, found = opening.open_file(file.name, data, _known(format_name))
            by = learners.terminal_learner(session, now=now, email=email)
        except (FileRefused, learners.AccountError) as error:
            raise click.ClickException(str(error)) from None
        _check_topic(session, topic)
        note = f"Imported from {file.name}"
        report = arriving.arrivals(session, found, format=used.name, topic=topic or "", source=note)
        taken = taking_in.Taken()
        if not dry_run:
            chosen = [one for one in report if one.comes_in or (replace and one.is_edited)]
            taken = taking_in.take_in(
                session, chosen, by=by, now=now, note=note, publish=publish,
                review=settings.needs_review(),
            )  # fmt: skip
            session.commit()
    if as_json:
        print_json({"dry_run": dry_run, "questions": [one.as_dict() for one in report],
                    "failed": taken.failed})  # fmt: skip
    else:
        click.echo("\n".join(_lines(report, taken, dry_run)))
    if taken.failed or any(one.action == arriving.CANNOT for one in report):
        raise SystemExit(1)


def _known(name: str | None) -> str:
    """The name of a format; "" for none."""
    from engine.registry import did_you_mean
    from quizapp.exchange.formats import FORMATS

    if name and name not in FORMATS:
        hint, known = did_you_mean(name, FORMATS), ", ".join(FORMATS)
        raise click.ClickException(f"There is no format {name}.{hint} There are {known}.")
    return name or ""


def _check_topic(session: Session, topic: str | None) -> None:
    from quizapp.models import Skill

    if topic and session.get(Skill, topic) is None:
        raise click.ClickException(f"There is no topic {topic}. See: quizapp skills")


def _lines(report: list[Arrival], taken: Taken, dry_run: bool) -> Iterator[str]:
    """The report: counts, then every question that needs a look."""
    from quizapp.exchange.arriving import CANNOT, SAID, SAME, told_of_many
    from quizapp.exchange.handing_out import by_reason
    from quizapp.exchange.item import NotCarried
    from quizapp.presenting.amounts import count

    counts = Counter(one.action for one in report)
    yield ", ".join(f"{counts[action]} {said}" for action, said in SAID.items() if counts[action])
    common = told_of_many(report)
    yield from (f"{count(many, 'question')}: {note}" for note, many in common.items())
    homeless = [one for one in report if one.wants_topic]
    for one in report:
        notes = [each for each in one.notes if one.action == CANNOT or each not in common]
        if one.action != SAME and one not in homeless and (notes or one.changes):
            yield f"{one.slug or one.title}: {SAID[one.action]}"
            yield from (f"  {note}" for note in notes)
            if one.changes:
                yield f"  Changes {', '.join(one.changes)}."
    for why, titles in by_reason(NotCarried(one.title, one.notes[0]) for one in homeless).items():
        yield f"{', '.join(titles)}: {SAID[CANNOT]}"
        yield f"  {why}"
    if homeless:
        yield "Put all of them under one topic with --topic NAME. See: quizapp skills"
    for title, why in taken.failed:
        yield f"{title}: {why}"
    if dry_run:
        yield DRY_RUN
    elif taken.new and not taken.published:
        yield "New questions are drafts. Publish them: quizapp bank publish NAME"


def export_file(
    session: Session, rows: list[Question], file: Path, format_name: str, variants: int
) -> None:
    """Write the questions as a file of another program, and say what it could not carry."""
    from quizapp.exchange.formats import FORMATS
    from quizapp.exchange.handing_out import by_reason, hand_out, nothing_fits
    from quizapp.presenting.amounts import count

    into = FORMATS[_known(format_name)]
    with click.progressbar(rows, label="Writing questions", file=sys.stderr) as told:
        out = hand_out(session, told, into, variants)
    if not out.is_empty:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(out.data)
        click.echo(f"{file}: {into.label}. {into.advice}")
    for why, titles in by_reason(out.lost).items():
        click.echo(f"{count(len(titles), 'question')}: {why}", err=True)
    if out.is_empty:
        others = ", ".join(name for name, _ in FORMATS.items() if name != into.name)
        raise click.ClickException(f"{nothing_fits(into)} There are {others}.")
