"""Subcommands of `quizapp bank` that act on one question, and the log of such acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from quizapp.commands._options import one_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quizapp.models import Learner, Question, Revision

BY = click.option("--as", "email", help="The account that does it; by default nobody's.")
NAME = click.argument("name")


@contextmanager
def opened(name: str, email: str | None) -> Iterator[tuple[Session, Question, Learner]]:
    """The question with this name (now or before) and whoever acts on it; commits at the end."""
    from quizapp.accounts import learners
    from quizapp.bank import edit, naming, publishing
    from quizapp.commands._database import open_database
    from quizapp.presenting import phrases
    from quizapp.storage.database import make_sessions

    refused = edit.Conflict, edit.Rejected, naming.HasAnswers, publishing.NotReady
    with make_sessions(open_database())() as session:
        if (question := naming.named(session, name)) is None:
            raise click.ClickException(phrases.no_question(name))
        try:
            by = learners.terminal_learner(session, now=datetime.now(UTC), email=email)
            yield session, question, by
        except (learners.AccountError, *refused) as error:
            raise click.ClickException(str(error)) from None
        session.commit()


def revision_of(session: Session, question: Question, number: int | None = None) -> Revision:
    """The question's revision with this number; by default the latest."""
    from quizapp.bank import edit

    listed = {one.number: one for one in edit.revisions(session, question)}
    if number is not None and number not in listed:
        raise click.ClickException(f"It has no revision {number}; the last is {max(listed)}.")
    return listed[number or max(listed)]


def _subcommand(work: Callable[..., Any]) -> click.Command:
    return click.command(work.__name__.strip("_"))(NAME(BY(work)))


@_subcommand
def publish(name: str, email: str | None) -> None:
    """Let learners be asked the question NAME (skill/name)."""
    from quizapp.bank import publishing
    from quizapp.storage import settings

    with opened(name, email) as (session, question, by):
        review = settings.needs_review()
        done = publishing.publish(session, question, by=by, now=datetime.now(UTC), review=review)
        asked = "waits for a review: another reviewer has to publish it"
        click.echo(f"{question.slug} {'is published' if done else asked}.")


@_subcommand
def retire(name: str, email: str | None) -> None:
    """Stop asking the question NAME; its answers are kept."""
    from quizapp.bank import edit

    with opened(name, email) as (session, question, by):
        edit.retire(session, question, by=by, now=datetime.now(UTC))
        click.echo(f"{question.slug} is {question.state}.")


@click.command()
@NAME
@click.option("--revision", type=int, help="Make the text of this revision the latest again.")
@BY
def restore(name: str, revision: int | None, email: str | None) -> None:
    """Ask the retired question NAME again.

    With --revision, an old text of it comes back.
    """
    from quizapp.bank import edit

    with opened(name, email) as (session, question, by):
        now = datetime.now(UTC)
        if revision is None:
            edit.restore(session, question, by=by, now=now)
            click.echo(f"{question.slug} is {question.state}.")
            return
        old, last = revision_of(session, question, revision), revision_of(session, question)
        saved = edit.restore_revision(session, old, author=by, base_number=last.number, now=now)
        click.echo(f"{question.slug} has the text of revision {revision} as {saved.number}.")


@click.command()
@NAME
@click.argument("new")
@BY
def rename(name: str, new: str, email: str | None) -> None:
    """Give the question NAME (skill/name) a NEW name."""
    _rename(name, email, own=new)


@click.command()
@NAME
@click.argument("skill")
@BY
def move(name: str, skill: str, email: str | None) -> None:
    """Move the question NAME (skill/name) to another SKILL."""
    _rename(name, email, skill=skill)


def _rename(name: str, email: str | None, *, skill: str = "", own: str = "") -> None:
    from quizapp.bank import naming

    with opened(name, email) as (session, question, by):
        before = question.slug
        old_skill, _, old_name = before.partition("/")
        new = f"{skill or old_skill}/{own or old_name}"
        changed = naming.rename(session, question, new, by=by, now=datetime.now(UTC))
        click.echo(f"{before} is {new} now." if changed else f"{new} is its name already.")


@click.command()
@NAME
@click.argument("new", required=False)
@BY
def duplicate(name: str, new: str | None, email: str | None) -> None:
    """Copy the question NAME to NEW, as a draft."""
    from quizapp.bank import naming

    with opened(name, email) as (session, question, by):
        slug = new or naming.free_name(session, question.slug)
        copy = naming.duplicate(session, question, slug, by=by, now=datetime.now(UTC))
        click.echo(f"{copy.slug} is a copy of {question.slug}, not published yet.")


@click.command()
@NAME
@click.option("--yes", is_flag=True, help="Do not ask.")
@BY
def delete(name: str, yes: bool, email: str | None) -> None:
    """Delete a question that nobody has answered."""
    from quizapp.bank import naming
    from quizapp.bank.answered import was_answered

    with opened(name, email) as (session, question, by):
        slug, count = question.slug, len(_revisions(session, question))
        if was_answered(session, question):
            raise naming.HasAnswers(f"{slug} has been answered. Retire it instead.")
        what = f"Delete {slug} and its {count} revision{'s' * (count != 1)} for good?"
        yes or click.confirm(what, abort=True)
        naming.remove(session, question, by=by, now=datetime.now(UTC))
        click.echo(f"{slug} is deleted.")


def _revisions(session: Session, question: Question) -> list[Any]:
    from quizapp.bank import edit

    return list(edit.revisions(session, question))


@click.command()
@click.option("--act", default="", help="Only this act, such as publish.")
@click.option("--by", default="", help="Only acts of people whose name or address contains this.")
@click.option("--about", default="", help="Only acts on this question or person.")
@one_of("kind", csv="Print CSV.", json="Print one JSON document.")
def log(act: str, by: str, about: str, kind: str | None) -> None:
    """Print who did what to the bank and to roles."""
    from quizapp.bank import acts
    from quizapp.bank.act_file import written
    from quizapp.commands._database import open_to_read

    if act and act not in acts.SAID:
        raise click.ClickException(f"There is no act {act!r}. There are {', '.join(acts.SAID)}.")
    with open_to_read() as session:
        found = acts.logged(session, name=act, by=by, about=about)
        if kind:
            click.echo(written(found, kind), nl=False)
        else:
            for one in found:
                click.echo(f"{one.created_at:%Y-%m-%d %H:%M}  {acts.line(one)}")
