"""`quizapp bank reports | settle | remark`: what learners report, and marking answers again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from quizapp.commands._bank_acting import BY, NAME, opened, revision_of

if TYPE_CHECKING:
    from quizapp.models import Complaint


@click.command()
@click.argument("name", required=False)
@click.option("--settled", is_flag=True, help="Those that are settled.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def reports(name: str | None, settled: bool, as_json: bool) -> None:
    """Print what learners report, of all or of NAME."""
    from quizapp.bank import learner_reports, naming
    from quizapp.commands._database import open_to_read
    from quizapp.commands._output import print_json
    from quizapp.presenting import phrases
    from quizapp.presenting.amounts import count

    with open_to_read() as session:
        if name and (question := naming.named(session, name)) is None:
            raise click.ClickException(phrases.no_question(name))
        number = question.id if name and question else None
        groups = learner_reports.grouped(session, question_id=number, settled=settled)
        each = [
            _told(report) | _answered(learner_reports.answer_of(session, report))
            for group in groups
            for report in group.reports
        ]
        if as_json:
            print_json({"reports": each})
            return
        for group in groups:
            click.echo(f"{group.question.slug}: {count(len(group.reports), 'report')}")
            for one in (one for one in each if one["question"] == group.question.slug):
                score = "not answered" if one["score"] is None else f"score {one['score']:.0%}"
                where = f"revision {one['revision']}, seed {one['seed']}, {score}"
                click.echo(f"  {one['id']}. {one['at'][:10]}, {where}: {one['text']}")
                for part, said in one["responses"].items():
                    click.echo(f"     {part}: {said}")
        if not groups:
            click.echo("None.")


@click.command()
@click.argument("report", type=int)
@click.option("--reply", default="", help="What the learner reads.")
@click.option("--fixed-in", type=int, help="The revision that fixes it.")
@BY
def settle(report: int, reply: str, fixed_in: int | None, email: str | None) -> None:
    """Settle the REPORT with this number.

    `quizapp bank reports` prints the numbers.
    """
    from quizapp.accounts import learners
    from quizapp.bank import learner_reports
    from quizapp.commands._database import open_database
    from quizapp.models import Complaint
    from quizapp.storage.database import make_sessions

    now = datetime.now(UTC)
    with make_sessions(open_database())() as session:
        found = session.get(Complaint, report)
        if found is None:
            raise click.ClickException(f"There is no report {report}.")
        try:
            by = learners.terminal_learner(session, now=now, email=email)
        except learners.AccountError as error:
            raise click.ClickException(str(error)) from None
        learner_reports.settle(session, found, reply, by=by, now=now, fixed_in=fixed_in)
        slug = found.revision.question.slug
        session.commit()
    click.echo(f"Report {report} on {slug} is settled.")
    if fixed_in:
        click.echo(f"To re-mark earlier answers: quizapp bank remark {slug} --dry-run")


@click.command()
@NAME
@click.option("--revision", type=int, help="The revision that marks; by default the latest.")
@click.option("--dry-run", is_flag=True, help="Only list the scores.")
@click.option("--lower", is_flag=True, help="Also change scores that fall.")
@click.option("--reason", help="What the learners are told.")
@BY
def remark(
    name: str, revision: int | None, dry_run: bool, lower: bool, reason: str | None,
    email: str | None,
) -> None:  # fmt: skip
    """Mark answers to earlier revisions of NAME again.

    The learners are told.
    """
    from quizapp.corrections import remarking
    from quizapp.presenting import phrases
    from quizapp.presenting.amounts import count

    with opened(name, email) as (session, question, by):
        marking = revision_of(session, question, revision)
        trial = remarking.try_remark(session, marking)
        click.echo(f"{question.slug}, revision {marking.number}: {trial.summary}")
        for one in (*trial.rising, *trial.falling):
            change = f"{one.attempt.score:.0%} -> {one.mark.score:.0%}"
            click.echo(f"  answer {one.attempt.id}, seed {one.attempt.seed}: {change}")
        if trial.reworded:
            click.echo("Some of them answered other words: check that it still asks the same.")
        if dry_run:
            click.echo("Nothing was changed.")
            return
        told = reason or phrases.MENDED.format(marking.number)
        now = datetime.now(UTC)
        done = remarking.remark(session, trial, told, by=by, now=now, lower=lower)
        click.echo(f"{count(done, 'answer')} marked again. {phrases.TOLD}")


def _told(report: Complaint) -> dict[str, Any]:
    return {
        "id": report.id,
        "question": report.revision.question.slug,
        "revision": report.revision.number,
        "seed": report.seed,
        "params": report.params,
        "at": report.created_at.isoformat(),
        "text": report.text,
        "settled_at": report.settled_at and report.settled_at.isoformat(),
        "settled_by": report.settled_by.name if report.settled_by else None,
        "reply": report.reply,
        "fixed_in": report.fixed_in,
    }


def _answered(attempt: Any) -> dict[str, Any]:
    """The score and the responses of the learner who reported, if they answered."""
    if attempt is None:
        return {"score": None, "responses": {}}
    return {"score": attempt.score, "responses": attempt.responses}
