"""Pictures that a study page asks for by kind and name."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

DRAWN: dict[str, Callable[[str], Markup]] = {}  # kind → what draws it


def figure(kind: str, name: str) -> Markup:
    """The picture; nothing where there is no such kind, as a page must never break over it."""
    drawn = DRAWN.get(kind)
    return drawn(name) if drawn else Markup("")
