"""Lists in pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

from pydantic import Field

from quizapp.web.forms import LARGEST

from .endpoint import Sent, Whole

AT_ONCE = 100
Row = TypeVar("Row")
More = Annotated[bool, Field(description="Whether there are more: ask again, and `skip` these.")]


class PartOfList(Sent):
    skip: Whole = Field(default=0, ge=0, le=LARGEST, description="How many to leave out.")
    limit: Whole = Field(default=AT_ONCE, ge=1, le=AT_ONCE, description="How many at most.")


def part(found: Sequence[Row], query: PartOfList) -> tuple[Sequence[Row], bool]:
    """The part that was asked for, and whether there is more."""
    end = query.skip + query.limit
    return found[query.skip : end], len(found) > end
