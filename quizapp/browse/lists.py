"""Lists of questions, and rounds: going through one, question by question.

A list has a name (`mistakes`, `kept`, `topics/<skill>`, `sets/<set>`). A round is a list, a filter
and the moment it began. What was answered or skipped since then is behind, so a round needs no row
of its own, and everything about it fits into the address of a page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

from sqlalchemy.orm import Session

from quizapp.models import Learner, Skill

from .catalogue import Entry, Which, entries, is_kept, is_wrong
from .filters import Filter
from .sets import every_set

MISTAKES, KEPT, TOPICS, SETS_LIST = "mistakes", "kept", "topics", "sets"
SINCE = "since"
LATEST = 2**31 * 1000  # milliseconds


@dataclass(frozen=True)
class Listing:
    """A list of questions, in the order they are asked."""

    name: str
    title: str
    summary: str
    entries: tuple[Entry, ...]

    @property
    def done(self) -> int:
        return sum(entry.is_done for entry in self.entries)


@dataclass(frozen=True)
class Round:
    """A list that somebody goes through, as the `topic` of a page names it."""

    name: str
    filter: Filter
    since: int  # milliseconds since 1970

    @classmethod
    def of(cls, topic: str) -> Round | None:
        """The round that a topic names; None if it names a skill, or something else."""
        name, _, query = topic.partition("?")
        said = dict(parse_qsl(query[:500]))
        since = said.get(SINCE, "")
        if not (since.isascii() and since.isdecimal() and int(since[:14]) <= LATEST):
            return None
        return cls(name, Filter.of(said), int(since[:14]))

    @property
    def topic(self) -> str:
        """Its name in forms and addresses."""
        return f"{self.name}?{urlencode(self.filter.said | {SINCE: self.since})}"


def begun(name: str, found: Filter, now: datetime) -> Round:
    """A round that begins now."""
    return Round(name, found, int(now.timestamp() * 1000))


def listing(session: Session, learner: Learner | None, name: str) -> Listing | None:
    """The list with this name; None if there is none."""
    kind, _, which = name.partition("/")
    if kind == TOPICS:
        skill = session.get(Skill, which)
        if skill is None:
            return None
        mine = tuple(entries(session, learner, skill=which))
        return Listing(name, skill.title, skill.summary, mine)
    if kind == SETS_LIST:
        return set_listings(session, learner, which).get(which)
    if name in FROM_THE_WHOLE_BANK:
        arrange, chosen = FROM_THE_WHOLE_BANK[name]
        return arrange(name, entries(session, learner, which=chosen))
    return None


def set_listings(
    session: Session, learner: Learner | None, only: str | None = None
) -> dict[str, Listing]:
    """The sets that the bank has any questions for, by slug."""
    every = every_set()
    chosen = {slug: one for slug, one in every.items() if only in (None, slug)}
    wanted = {name for one in chosen.values() for name in one.questions}
    known = {one.slug: one for one in entries(session, learner, slugs=wanted)} if wanted else {}
    found = {
        slug: Listing(
            f"{SETS_LIST}/{slug}", one.title, one.summary,
            tuple(known[name] for name in one.questions if name in known),
        )
        for slug, one in chosen.items()
    }  # fmt: skip
    return {slug: one for slug, one in found.items() if one.entries}


def ahead(found: Listing, round_: Round) -> list[Entry]:
    """The questions that are still to come in a round."""
    since = datetime.fromtimestamp(round_.since / 1000, UTC)
    return [
        entry for entry in found.entries
        if round_.filter.shows(entry) and not (entry.seen and entry.seen >= since)
    ]  # fmt: skip


def _mistakes(name: str, every: list[Entry]) -> Listing:
    wrong = (one for one in every if one.is_wrong)
    newest = sorted(wrong, key=lambda one: one.attempt_id or 0, reverse=True)
    return Listing(name, "My mistakes", "", tuple(newest))


def _kept(name: str, every: list[Entry]) -> Listing:
    kept = [(one.kept_at, one) for one in every if one.is_kept and one.kept_at]
    newest = sorted(kept, key=lambda pair: pair[0], reverse=True)
    return Listing(name, "Saved", "", tuple(one for _, one in newest))


FROM_THE_WHOLE_BANK: dict[str, tuple[Callable[[str, list[Entry]], Listing], Which]] = {
    MISTAKES: (_mistakes, is_wrong),
    KEPT: (_kept, is_kept),
}
