"""Images that come in with questions: checked, made small, and named as ours are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from quizapp.bank.images import BadImage, made_small
from quizapp.bank.placeholders import UNDESCRIBED
from quizapp.models import BankImage

_SHOWN = r"!\[((?:[^\]\\]|\\.)*)\]\(%s\)"


def with_own_images(
    session: Session, doc: dict[str, Any], images: Mapping[str, bytes]
) -> tuple[dict[str, Any], dict[str, bytes], list[str]]:
    """The document with our names of its images, what is to be kept by name, and notes.

    An image that cannot be shown gives way to its description.
    """
    told, kept, notes = repr(doc), {}, []
    for there, data in images.items():
        place = there.replace(" ", "%20")
        if f"]({place})" not in told:
            continue
        shown = re.compile(_SHOWN % re.escape(place))
        if any(not said.strip() for said in shown.findall(told)):
            notes.append(f"The image {there} has no description. Write one before you publish it.")
        if _is_ours(session, there, data):
            doc = _replaced(doc, shown, partial(_described, there))
            continue
        try:
            name, _ = made_small(data)
        except BadImage as error:
            notes.append(f"The image {there} was left out. {error}")
            doc = _replaced(doc, shown, r"\1")
        else:
            kept[name] = data
            doc = _replaced(doc, shown, partial(_described, name))
    return doc, kept, notes


def _is_ours(session: Session, name: str, data: bytes) -> bool:
    """Whether the bank has the same image under the same name."""
    named = hashlib.sha256(data).hexdigest()[:16] == name.partition(".")[0]
    return named and session.get(BankImage, name) is not None


def _described(name: str, found: re.Match[str]) -> str:
    """The image under its name here; one without words gets some that can't be published."""
    return f"![{found[1].strip() or UNDESCRIBED}]({name})"


def _replaced(value: Any, what: re.Pattern[str], by: str | Callable[[re.Match[str]], str]) -> Any:
    if isinstance(value, str):
        return what.sub(by, value)
    if isinstance(value, Mapping):
        return {key: _replaced(entry, what, by) for key, entry in value.items()}
    return [_replaced(entry, what, by) for entry in value] if isinstance(value, list) else value
