"""Syncing: sending answers that the server lacks, and fetching what is missing here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from quizapp.bank.load import read_question
from quizapp.models import Attempt

from . import replica
from .client import Client, ServerError
from .replica import Replica

AT_ONCE = 20  # answers in one request
A_DAY = 24 * 3600.0  # seconds; a longer duration means nothing
STALE = timedelta(hours=20)  # age at which to fetch a pack again


@dataclass(frozen=True)
class RemoteReport:
    """The result of a sync."""

    sent: int = 0
    received: int = 0
    refused: tuple[str, ...] = ()  # the reason for each
    questions: int | None = None  # in the pack, if it was fetched
    other: int = 0  # drawn differently here, and so not asked


def sync(
    store: Replica, client: Client, *, again: bool = False, count: int | None = None
) -> RemoteReport:
    """Send and fetch; raises `ServerError` if the server fails, and loses nothing.

    `again` also sends refused answers, and fetches the pack even if it is fresh; `count` limits the
    pack from now on, and 0 lifts the limit.
    """
    with store.sessions() as session:
        report = RemoteReport()
        if not store.login.only_reads:
            report = _send(session, client, replica.waiting(session, refused=again))
        if again or count is not None or _is_stale(session):
            report = _fetch_pack(session, client, count, report)
        return replace(report, received=_fetch_log(session, store, client))


def send(store: Replica, client: Client) -> RemoteReport:
    """Only send waiting answers, where the token may."""
    if store.login.only_reads:
        return RemoteReport()
    with store.sessions() as session:
        return _send(session, client, replica.waiting(session))


def _send(session: Session, client: Client, rows: Sequence[Attempt]) -> RemoteReport:
    report = RemoteReport()
    for some in _batches(rows, AT_ONCE):
        for outcome in _put(session, client, some):
            detail = outcome["detail"] or "The server can't read it. Update quizapp."
            taken = outcome["outcome"] in ("stored", "known")
            replica.settle(session, outcome["key"], "" if taken else detail)
            report = replace(
                report,
                sent=report.sent + taken,
                refused=report.refused if taken else (*report.refused, detail),
            )
        session.commit()
    return report


def _put(session: Session, client: Client, rows: Sequence[Attempt]) -> list[dict[str, Any]]:
    """Send these answers, one by one if they are too much together; return their outcomes."""
    body = {"attempts": [_answered(row) for row in rows]}
    session.rollback()  # no transaction is open while we wait for the server
    try:
        outcomes: list[dict[str, Any]] = client.send("POST", "/attempts", body)["outcomes"]
    except ServerError as error:
        if error.status not in (413, 422):
            raise
        if len(rows) > 1:
            return [outcome for row in rows for outcome in _put(session, client, [row])]
        return [{"key": rows[0].token, "outcome": "refused", "detail": str(error)}]
    return outcomes


def _answered(row: Attempt) -> dict[str, Any]:
    """An answer as it was typed; the server marks it again."""
    question = read_question(row.revision.text)
    asked = question.given(row.params) if question.is_drawn else question
    return {
        "key": row.token,
        "question_id": row.revision.question_id,
        "revision": row.revision_id,
        "seed": row.seed,
        "level": asked.level,
        "and_if": asked.and_if,
        "fingerprint": row.fingerprint,
        "responses": row.responses,
        "leave_blank": True,
        "hints_used": row.hints_used,
        "duration_seconds": _sensible(row.duration_seconds),
        "answered_at": row.created_at.astimezone().isoformat(),  # so that the day is this one
        "door": row.door,
    }


def _sensible(seconds: float | None) -> float | None:
    """The duration, or None if it is implausible because of sleep or a changed clock."""
    return seconds if seconds is not None and 0 <= seconds <= A_DAY else None


def _is_stale(session: Session) -> bool:
    fetched = replica.state(session, "packed_at")
    return not fetched or datetime.now(UTC) - datetime.fromisoformat(fetched) > STALE


def _fetch_pack(
    session: Session, client: Client, count: int | None, report: RemoteReport
) -> RemoteReport:
    wanted = count if count is not None else int(replica.state(session, "count", "0"))
    session.rollback()
    pack = client.send("GET", f"/pack?count={wanted}" if wanted else "/pack")
    now = datetime.now(UTC)
    replica.hold(session)
    replica.take_skills(session, pack["skills"])
    other = replica.take_questions(session, pack["questions"], now)
    replica.retire_all_but(session, (one["question_id"] for one in pack["questions"]), now)
    replica.set_state(session, "packed_at", now.isoformat())
    replica.set_state(session, "count", wanted)
    session.commit()
    return replace(report, questions=len(pack["questions"]) - other, other=other)


def _fetch_log(session: Session, store: Replica, client: Client) -> int:
    """Fetch the log and the plan; return how many answers of other devices came in."""
    plan = _plan(client)
    received = 0
    last = int(replica.state(session, "last", "0"))
    session.rollback()
    for page in _pages(client, last):
        received += _take(session, store, client, page["attempts"])
        if not page["more"] and replica.known(session) != page["total"]:
            # answers of a guest who was merged into this account have ids below the last one
            for every in _pages(client, 0):
                received += _take(session, store, client, every["attempts"])
    replica.hold(session)
    replica.take_plan(session, store.learner(session), plan)
    session.commit()
    return received


def _pages(client: Client, last: int) -> Iterator[dict[str, Any]]:
    more = True
    while more:
        page = client.send("GET", f"/attempts?after={last}")
        last = page["attempts"][-1]["attempt_id"] if page["attempts"] else last
        more = page["more"]
        yield page


def _take(
    session: Session, store: Replica, client: Client, attempts: Sequence[dict[str, Any]]
) -> int:
    missing = replica.missing_revisions(session, attempts)
    session.rollback()
    for some in _batches(missing, 100):
        old = client.send("GET", f"/pack?revisions={','.join(map(str, some))}")
        replica.hold(session)
        replica.take_skills(session, old["skills"])
        unused = [one | {"in_use": False} for one in old["questions"]]
        replica.take_questions(session, unused, datetime.now(UTC))
        session.commit()
    replica.hold(session)
    learner = store.learner(session)
    received = sum(replica.take_attempt(session, learner, one) for one in attempts)
    if attempts:
        last = max(attempts[-1]["attempt_id"], int(replica.state(session, "last", "0")))
        replica.set_state(session, "last", last)
    session.commit()
    return received


def _batches(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def _plan(client: Client) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = client.send("GET", "/plan")
    except ServerError as error:
        if error.status != 404:
            raise
        return None
    return found
