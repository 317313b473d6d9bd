"""`quizapp bank statistics`: what the log says of the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.commands._options import one_of

if TYPE_CHECKING:
    from quizapp.statistics.item_figures import Figures
    from quizapp.statistics.question_report import QuestionReport


@click.command()
@click.argument("name", required=False)
@click.option("--attention", is_flag=True, help="Only questions that need attention.")
@click.option("--rebuild", is_flag=True, help="Count everything again from the log.")
@one_of("kind", csv="Print CSV.", json="Print one JSON document.")
def statistics(name: str | None, attention: bool, rebuild: bool, kind: str | None) -> None:
    """Print how hard questions are.

    Those that need attention come first; of the question NAME, the mistakes made in it.
    """
    from quizapp.bank import naming
    from quizapp.commands._database import open_database, open_to_read
    from quizapp.commands._output import print_json
    from quizapp.presenting import phrases
    from quizapp.statistics import counting, statistics_file
    from quizapp.statistics.attention import reasons
    from quizapp.statistics.item_figures import all_figures
    from quizapp.statistics.question_report import question_report
    from quizapp.storage.database import make_sessions

    engine = open_database()
    with make_sessions(engine)() as session:
        if rebuild:
            counted = counting.rebuild(session)
            click.echo(f"Counted {counted:,} first answers.", err=True)
        counting.ready(session)
        session.commit()
    with make_sessions(engine)() if rebuild else open_to_read() as session:
        if name and (question := naming.named(session, name)) is None:
            raise click.ClickException(phrases.no_question(name))
        report = question_report(session, question) if name and question else None
        found = [report.figures] if report else all_figures(session)
        why = reasons(session, found)
    found = [one for one in found if not attention or one.question_id in why]
    found.sort(key=lambda one: (one.question_id not in why, one.slug))
    if kind == "json":
        rows = statistics_file.rows(found, why)
        more = {"counts": statistics_file.report_rows(report)} if report else {}
        print_json({"questions": rows, **more})
    elif kind == "csv":
        told = statistics_file.as_csv(found, why)
        click.echo(statistics_file.report_csv(report) if report else told, nl=False)
    else:
        _print(found, why, report)


def _print(found: list[Figures], why: dict[int, list[str]], report: QuestionReport | None) -> None:
    from quizapp.presenting.amounts import count, percent
    from quizapp.statistics.statistics_file import report_rows

    for one in found:
        score = percent(one.facility if one.is_shown else None)
        apart = f"{one.discrimination:.2f}" if one.is_reliable else "–"
        people = "1 person" if one.answers == 1 else f"{one.answers:,} people"
        click.echo(f"{one.slug}: {people}, facility {score}, discrimination {apart}")
        for reason in why.get(one.question_id, []):
            click.echo(f"  {reason}")
    for about, which, what, number, mean in report_rows(report) if report else ():
        told = "" if mean is None else f", mean score {percent(mean)}"
        click.echo(f"  {about} {which} {what}".rstrip() + f": {number:,}{told}")
    if not report:
        click.echo(f"{count(len(found), 'question')}, {len(why)} to look at.")
