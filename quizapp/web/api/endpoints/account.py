"""The learner's account: name, password, export, deletion, token."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from quizapp import models
from quizapp.accounts import access_tokens, deletion, learners
from quizapp.accounts.export import as_json
from quizapp.web.extensions import db, limiter

from ..endpoint import JSON, Group, Sent, caller, endpoint, sample, who
from ..problem import Trouble, refuse

ME = Group(10, "me")

TRIES = "10 per minute; 100 per hour"  # to guess the password, for each token
PHRASE = "four plain words here"


class Me(BaseModel):
    """The learner whose token it is."""

    learner_id: int
    name: str
    email: str
    token: str = Field(description="What you called the token.")
    scope: str = Field(description="What the token may do: `read`, or `practise` for you too.")


class Export(BaseModel):
    """All your data: the account, and a list of rows for each kind of thing."""

    model_config = ConfigDict(extra="allow")

    format: str
    version: int
    exported_at: datetime
    account: dict[str, JsonValue]
    attempts: list[dict[str, JsonValue]]


class Name(Sent):
    model_config = sample(name="Ada")

    name: str


class Password(Sent):
    model_config = sample(current=PHRASE, password="five other plain words here")

    current: str
    password: str = Field(description="The new one.")


class Farewell(Sent):
    model_config = sample(password=PHRASE)

    password: str = Field(description="Yours, to confirm.")


@endpoint("GET", "/me", answer=Me, group=ME)
def me(learner: models.Learner) -> Me:
    """Whose token this is."""
    return _told(learner)


@endpoint("PUT", "/me", body=Name, answer=Me, group=ME)
def rename(learner: models.Learner, body: Name) -> Me:
    """Change your name."""
    _try(learners.rename, learner, body.name)
    db.session.commit()
    return _told(learner)


@endpoint("PUT", "/me/password", body=Password, group=ME)
@limiter.limit(TRIES, key_func=who)
def change_password(learner: models.Learner, body: Password) -> None:
    """Change your password.

    This signs out every browser. Tokens keep working, so revoke those you do not trust.
    """
    _try(
        learners.change_password, db.session, learner,
        current=body.current, password=body.password,
    )  # fmt: skip
    db.session.commit()


@endpoint("GET", "/me/export", answer=Export, group=ME)
@limiter.limit(TRIES, key_func=who)
def export(learner: models.Learner) -> Response:
    """All your data in one document."""
    now, number = datetime.now(UTC), learner.id
    pieces = db.stream(
        lambda session: as_json(session, session.get_one(models.Learner, number), now=now)
    )
    return Response(pieces, content_type=JSON)


@endpoint("POST", "/me/deletion", body=Farewell, group=ME)
@limiter.limit(TRIES, key_func=who)
def leave(learner: models.Learner, body: Farewell) -> None:
    """Delete your account and your data for good.

    Your reports and your contributions to the bank stay, without your name.
    """
    _try(learners.confirm, learner, body.password)
    _try(deletion.leave, db.session, learner, now=datetime.now(UTC))
    db.session.commit()


@endpoint("DELETE", "/me/token", any_token=True, group=ME)
def revoke(learner: models.Learner) -> None:
    """Revoke the token of this request.

    A token that may only read can do this too.
    """
    access_tokens.revoke(caller(), now=datetime.now(UTC))
    db.session.commit()


def _told(learner: models.Learner) -> Me:
    token = caller()
    return Me(
        learner_id=learner.id, name=learner.name, email=learner.email or "",
        token=token.name, scope=token.scope,
    )  # fmt: skip


def _try(change: Any, *given: Any, **named: Any) -> None:
    """Change the account, or refuse with the reason."""
    try:
        change(*given, **named)
    except learners.AccountError as error:
        db.session.rollback()
        refuse(422, str(error), [Trouble(pointer=f"/{error.field}", detail=str(error))])
