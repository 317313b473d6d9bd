"""Reads our own export format from a file that may come from anywhere and hold anything.

Only what will be stored is read, within the limits of its columns. A row that is not one of ours is
left out and counted; a file that is no export of ours is an `ImportFileError`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    Field,
    StrictBool,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import from_json

from engine.twins._base import AND_IF
from quizapp.accounts.export import VERSION
from quizapp.practice import LONGEST
from quizapp.practice.served import SEEDS

NO_EXPORT = (
    "That isn't a quizapp export. Choose the JSON file that you downloaded from your account "
    "page on the other server."
)
NEWER = "A newer version of quizapp made that file. Ask whoever runs this server to update it."


class ImportFileError(ValueError):
    """Why a file can't be imported at all, as advice."""


def _storable(text: str) -> str:
    if "\0" in text:
        raise ValueError("not every database stores NUL")
    return text


def _named_twin(params: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(params.get(AND_IF, ""), str):
        raise ValueError("a twin has a name")
    return params


Text = Annotated[str, AfterValidator(_storable)]
Slug = Annotated[Text, Field(min_length=1, max_length=200)]
Token = Annotated[Text, Field(min_length=1, max_length=80)]
Response = Annotated[Text, Field(max_length=20_000)]
# `StrictBool`, because another seed's numbers come from `true` than from `1`.
Param = StrictBool | Token | int | float | Annotated[list[int], Field(max_length=50)]
Count = Annotated[int, Field(ge=0, le=1000)]


class SentAttempt(BaseModel):
    """An answer of the log, without its mark, which is computed again."""

    question: Slug
    title: Annotated[Text, Field(max_length=200)] = ""  # which older exports do not have
    revision: int
    seed: Annotated[int, Field(ge=0, lt=SEEDS)]
    params: Annotated[dict[str, Param], Field(max_length=50), AfterValidator(_named_twin)]
    fingerprint: Text
    responses: Annotated[dict[Text, Response], Field(max_length=200)]
    token: Token
    door: Annotated[str, Field(pattern=r"^[a-z]{1,20}$")]
    hints_used: Count
    duration_seconds: Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)] | None
    created_at: AwareDatetime
    day: date


class SentKeepsake(BaseModel):
    """What was saved about a question."""

    question: Slug
    bookmarked: bool
    flagged: bool
    note: Annotated[Text, Field(max_length=20 * LONGEST)]
    skipped_at: AwareDatetime | None
    updated_at: AwareDatetime


class SentPlan(BaseModel):
    """A plan."""

    interview_on: date | None
    skills: Annotated[list[Slug], Field(max_length=200)]
    minutes_a_day: int
    time_zone: Annotated[Text, Field(max_length=60)]
    level: int = 1


@dataclass(frozen=True)
class ImportFile:
    """What can be read from a file, and how many of its rows can't."""

    attempts: list[SentAttempt]
    keepsakes: list[SentKeepsake]
    plans: list[SentPlan]
    unread: int


def read_file(data: bytes) -> ImportFile:
    """The rows of an export; `ImportFileError` if it is none."""
    try:
        told = from_json(data.removeprefix(b"\xef\xbb\xbf"), allow_inf_nan=False)
    except ValueError:
        raise ImportFileError(NO_EXPORT) from None
    if not isinstance(told, dict) or told.get("format") != "quizapp":
        raise ImportFileError(NO_EXPORT)
    version = told.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise ImportFileError(NEWER)
    attempts, bad_attempts = _rows(SentAttempt, told.get("attempts"))
    keepsakes, bad_keepsakes = _rows(SentKeepsake, told.get("keepsakes"))
    plans, bad_plans = _rows(SentPlan, told.get("plans"))
    return ImportFile(attempts, keepsakes, plans, bad_attempts + bad_keepsakes + bad_plans)


Row = TypeVar("Row", bound=BaseModel)


def _rows(shape: type[Row], listed: Any) -> tuple[list[Row], int]:
    """The rows that have this shape, and how many have not."""
    check, found, bad = TypeAdapter(shape), [], 0
    for row in listed if isinstance(listed, list) else ():
        try:
            found.append(check.validate_python(row))
        except ValidationError:
            bad += 1
    return found, bad
