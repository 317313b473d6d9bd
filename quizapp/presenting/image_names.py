"""How a text names its images: `![what it shows](3f2a….png)`, by a digest of their content."""

from __future__ import annotations

import re

NAME = re.compile(r"[0-9a-f]{16}\.(?:png|jpg|webp)")
TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}
PLACE = "/images/"  # where pages find them
_NAMED = re.compile(rf"(?:\]\(\s*<?|{PLACE})({NAME.pattern})")  # in Markdown, in HTML
_SHOWN = re.compile(rf"!\[(?:[^]\\]|\\.)*\]\({NAME.pattern}\)")


def names_in(text: str) -> list[str]:
    """The names of the images that a text or a page shows, each once."""
    return list(dict.fromkeys(_NAMED.findall(text)))


def images_in(text: str) -> list[str]:
    """The images of a text, as Markdown, each once."""
    return list(dict.fromkeys(_SHOWN.findall(text)))


def in_words(description: str) -> str:
    """What stands for an image where none can be shown."""
    return f"[Image: {description}]"


def markdown_of(name: str, description: str) -> str:
    """An image as a text shows it."""
    escaped = re.sub(r"([][\\])", r"\\\1", description)
    return f"![{escaped}]({name})"
