"""SVG elements, with escaped text and short numbers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from typing import Any

import numpy as np
from markupsafe import Markup


def tag(name: str, *inside: str, **attributes: Any) -> Markup:
    """An element; `look` is its class, `text_anchor` sets `text-anchor`, None sets nothing."""
    given = "".join([
        f' {_attribute(key)}="{_said(value)}"'
        for key, value in attributes.items()
        if value is not None and value != ""
    ])  # fmt: skip
    within = "".join([part if isinstance(part, Markup) else escape(part) for part in inside])
    return Markup(f"<{name}{given}>{within}</{name}>")


def _said(value: Any) -> str:
    """The value of an attribute; a number has nothing to escape."""
    return short(value) if isinstance(value, (int, float, np.floating)) else escape(str(value))


def short(value: Any) -> str:
    """A float to a tenth of a unit; anything else as text."""
    if not isinstance(value, (float, np.floating)):
        return str(value)
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def path(xs: Iterable[float], ys: Iterable[float]) -> str:
    """The data of a path through points, interrupted where one is not finite."""
    pieces, pen = [], "M"
    for x, y in zip(xs, ys, strict=True):
        if not (np.isfinite(x) and np.isfinite(y)):
            pen = "M"
            continue
        pieces.append(f"{pen}{short(float(x))} {short(float(y))}")
        pen = "L"
    return "".join(pieces)


@cache
def _attribute(name: str) -> str:
    return "class" if name == "look" else name.replace("_", "-")
