"""A whole picture: its paper, its name and description for readers of screens, and its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .tags import short, tag


@dataclass(frozen=True)
class Plot:
    """A picture with what belongs below it: a caption, and the table of its numbers."""

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
    """The paper, with everything in it; `key` is unique on the page.

    It fills the width there is; with `wide` it is that many pixels wide, whatever the screen.
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
