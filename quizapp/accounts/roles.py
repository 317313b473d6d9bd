"""Who may do what: giving and revoking roles."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.accounts import learners
from quizapp.bank import acts
from quizapp.models import ADMINISTRATOR, LEARNER, ROLES, Learner

MEANS = {
    "author": "writes and edits questions",
    "reviewer": "does what authors do, and approves the questions of others",
    "administrator": "does what reviewers do, and gives roles to others",
}
LAST = (
    "This is the last administrator. Make somebody else an administrator first, or nobody could "
    "give roles any more."
)


def with_roles(session: Session) -> list[Learner]:
    """Everybody who works on the bank, administrators first, sorted by name."""
    found = session.scalars(select(Learner).where(Learner.role.in_(ROLES[1:])))
    return sorted(found, key=lambda one: (-ROLES.index(one.role), one.name.lower(), one.id))


def is_last_administrator(session: Session, learner: Learner) -> bool:
    """Whether nobody could give roles without this learner."""
    administrators = select(func.count()).where(Learner.role == ADMINISTRATOR)
    others = administrators.where(Learner.id != learner.id)
    return learner.role == ADMINISTRATOR and not session.scalar(others)


def give(
    session: Session, person: Learner, role: str, *, by: Learner | None, now: datetime
) -> bool:
    """Give an account a role, `LEARNER` to revoke; whether that changed anything.

    Signs the account out everywhere, because somebody else could still be signed in.
    `AccountError` if that cannot be. The caller commits.
    """
    if role not in ROLES:
        choice = f"Choose from {', '.join(ROLES)}."
        raise learners.AccountError(f"There is no role {role}. {choice}", "role")
    if person.is_guest:
        raise learners.AccountError("Only an account can have a role.", "email")
    if person.role == role:
        return False
    if is_last_administrator(session, person):
        raise learners.AccountError(LAST, "role")
    before, person.role = person.role, role
    session.flush()
    name = "revoke" if role == LEARNER else "give"
    acts.record(session, name, by=by, now=now, person=person, role=role, before=before)
    return True


def a(role: str) -> str:
    """The role with its article."""
    return f"{'an' if role[0] in 'aeiou' else 'a'} {role}"
