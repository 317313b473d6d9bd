"""A whole picture, with a title and a description for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .tags import short, tag


@dataclass(frozen=True)
class Plot:
    """A picture, with captions and a table of its numbers to go below it."""

    title: str
    svg: Markup
    formulas: Sequence[str] = ()  # Markdown
    notes: Sequence[str] = ()  # Markdown, a line each
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


def drawing(
    key: str,
    title: str,
    about: str,
    width: float,
    height: float,
    *inside: str,
    look: str = "",
    wide: float | None = None,
) -> Markup:
    """An SVG element with these contents; `key` must be unique on the page.

    It fills the available width, or is `wide` pixels wide if that is given.
    """
    return tag(
        "svg",
        tag("title", title, id=f"{key}-title"),
        tag("desc", about, id=f"{key}-about"),
        *inside,
        look=f"plot {look}".strip(),
        width=wide,
        viewBox=f"0 0 {short(width)} {short(height)}",
        role="img",
        aria_labelledby=f"{key}-title {key}-about",
    )
