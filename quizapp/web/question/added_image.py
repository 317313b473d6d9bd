"""An image that an author adds to a question: stored, and as Markdown in its text."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace

from flask import Request
from sqlalchemy.orm import Session

from quizapp.bank.form_fields import PREFIX
from quizapp.bank.form_text import applied
from quizapp.bank.images import BadImage, keep
from quizapp.presenting.image_names import markdown_of

from .draft_question import QuestionDraft

LONGEST = 500  # characters of a description
NOT_ADDED = (
    "The image you chose isn't added yet. Choose it again, say what it shows and press Add image, "
    "or save without it."
)


def left_out(form: Mapping[str, str]) -> dict[str, str]:
    """What the page says of an image that was chosen and not added.

    A form without scripts sends only its name.
    """
    if not form.get("image"):
        return {}
    return {"image_trouble": NOT_ADDED, "image_alt": form.get("image_alt", "")}


def kept_image(session: Session, request: Request) -> str:
    """Store the image that was sent, and return it as Markdown; raises `BadImage`."""
    said = " ".join(request.form.get("image_alt", "").split())[:LONGEST]
    file = request.files.get("image")
    data = file.read() if file else b""
    if not data:
        raise BadImage("Choose an image first.")
    if not said:
        raise BadImage("Say what the image shows, for those who cannot see it. Then add it again.")
    return markdown_of(keep(session, data), said)


def below_prompt(draft: QuestionDraft, image: str) -> QuestionDraft:
    """The draft with the image below its question; as it was, if its text cannot be read."""
    try:
        prompt = str(tomllib.loads(draft.text).get("prompt", ""))
    except tomllib.TOMLDecodeError:
        return draft
    below = f"{prompt.rstrip()}\n\n{image}".strip()
    return replace(draft, text=applied(draft.text, {f"{PREFIX}prompt": below}))
