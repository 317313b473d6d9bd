"""Pictures that study pages refer to by kind and name."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

DRAWN: dict[str, Callable[[str], Markup]] = {}  # kind → what draws it


def figure(kind: str, name: str) -> Markup:
    """The picture, or nothing if there is no such kind: a page must not break because of it."""
    drawn = DRAWN.get(kind)
    return drawn(name) if drawn else Markup("")
