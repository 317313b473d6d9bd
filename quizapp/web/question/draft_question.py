"""A question being edited: text to start from, and what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from quizapp.kinds import KINDS

from ..forms import small

STARTS = {name: kind.start for name, kind in KINDS.items()}


@dataclass(frozen=True)
class QuestionDraft:
    """The editor's form; `base` is the number of the edited revision, 0 for a new question."""

    text: str
    base: int = 0
    slug: str = ""
    note: str = ""

    @property
    def kept(self) -> dict[str, Any]:
        """What a draft holds until it is saved; `of` reads it again."""
        return asdict(self)

    @classmethod
    def of(cls, form: Mapping[str, Any]) -> QuestionDraft:
        return cls(
            text=form.get("text", "").replace("\r\n", "\n"),
            base=_number(str(form.get("base", ""))),
            slug=form.get("slug", "").strip(),
            note=form.get("note", "").strip()[:500],
        )

    def onto(self, base: int) -> QuestionDraft:
        """The same text, based on a later revision."""
        return replace(self, base=base)


def _number(text: str) -> int:
    try:
        return small(text)
    except ValueError:
        return 0
