"""A question being edited: text to start from, and what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from engine import TEMPLATES
from quizapp.bank.empty_entries import without_empty
from quizapp.bank.form_fields import PREFIX
from quizapp.bank.form_text import LISTS, applied
from quizapp.bank.naming import in_topic
from quizapp.kinds import KINDS

from ..forms import small

STARTS = {name: kind.start for name, kind in KINDS.items()}


@dataclass(frozen=True)
class QuestionDraft:
    """The editor's form; `base` is the number of the edited revision, 0 for a new question.

    `over` is the stamp of the waiting change that it was made on top of, if one was waiting.
    """

    text: str
    base: int = 0
    slug: str = ""
    note: str = ""
    over: str = ""

    @property
    def kept(self) -> dict[str, Any]:
        """What a draft holds until it is saved; `of` reads it again."""
        return asdict(self)

    @classmethod
    def of(cls, form: Mapping[str, Any]) -> QuestionDraft:
        """What was typed; the fields of the form, if there are any, are written into the text."""
        topic, slug = form.get("topic", "").strip(), form.get("slug", "").strip()
        return cls(
            text=_text(form),
            base=_number(str(form.get("base", ""))),
            slug=in_topic(slug, topic),
            note=form.get("note", "").strip()[:500],
            over=str(form.get("over", ""))[:40],
        )

    def choosing(self, said: Mapping[str, str]) -> QuestionDraft:
        """The same exercise from the template that was chosen, if one was."""
        name = said.get("template", "")
        if name not in TEMPLATES:
            return self
        return replace(self, text=applied(self.text, {f"{PREFIX}template": name}))

    def onto(self, base: int) -> QuestionDraft:
        """The same text, based on a later revision."""
        return replace(self, base=base)


def typed_text(form: Mapping[str, Any]) -> str:
    """The text with the fields as the form shows them, empty entries of its lists too."""
    text = str(form.get("text", "")).replace("\r\n", "\n")
    if not isinstance(form, MultiDict):  # a draft
        return text
    fields = {
        name: form.getlist(name)[-1].replace("\r\n", "\n")  # of a tick, what was ticked
        for name in form
        if name.startswith(PREFIX)
    }
    return applied(text, fields, form.get("action", "")) if fields else text


def _text(form: Mapping[str, Any]) -> str:
    """What was typed, without empty entries unless the form's lists are being changed."""
    typed = typed_text(form)
    is_form = any(name.startswith(PREFIX) for name in form)
    if not is_form or form.get("action", "").startswith(LISTS):
        return typed
    return without_empty(typed)


def _number(text: str) -> int:
    try:
        return small(text)
    except ValueError:
        return 0
