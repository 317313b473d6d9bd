"""Images in questions: made small and plain when they come in, and named after their content.

So an old revision always shows its own images, and a file need not be read again to know that its
images are the same.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import BankImage
from quizapp.presenting.image_names import NAME, names_in

from .file_problem import Problem
from .lines import raw_strings

if TYPE_CHECKING:
    from PIL.Image import Image

SIDES = 1600, 1130, 800  # pixels along the longer side to try, so that it is small enough
LARGEST = 400_000  # bytes of what is stored
MOST_PIXELS = 50_000_000  # of what comes in
SUFFIXES = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error)

Look = Callable[[str], str]  # what is wrong with the image of this name; "" if nothing


class BadImage(ValueError):
    """A file that cannot be an image of a question, with advice."""


def made_small(data: bytes) -> tuple[str, bytes]:
    """The name and the bytes to store: upright, of a bounded size, without anything hidden."""
    image = _opened(data)
    kind = str(image.format)
    from PIL import ImageOps

    plain = ImageOps.exif_transpose(image)
    clear = plain.has_transparency_data and kind != "JPEG"
    plain = plain.convert("RGBA" if clear else "L" if plain.mode in ("1", "L") else "RGB")
    plain.info.clear()  # places, cameras and comments
    for side, attempt in product(SIDES, dict.fromkeys((kind, "WEBP"))):  # small for photographs too
        plain.thumbnail((side, side))
        out = BytesIO()
        plain.save(out, attempt, optimize=True, quality=85)
        if out.tell() <= LARGEST:
            return _name(out.getvalue(), attempt), out.getvalue()
    raise BadImage("This image has too much detail. Crop it, or save it smaller.")


def keep(session: Session, data: bytes) -> str:
    """Store an image that somebody uploaded; returns its name. Raises `BadImage`."""
    name, small = made_small(data)
    _store(session, name, small)
    return name


def stored(session: Session) -> Look:
    """Looks images up in the database."""

    def look(name: str) -> str:
        found = session.scalar(select(BankImage.name).where(BankImage.name == name))
        return "" if found else f"There's no image {name}."

    return look


def beside(folder: Path, otherwise: Look | None = None) -> Look:
    """Looks images up beside the question files of a topic, and then with `otherwise`."""

    def look(name: str) -> str:
        path = folder / name
        if path.is_file():
            return _wrong_with(name, path.read_bytes())
        return otherwise(name) if otherwise else f"There's no image {path}."

    return look


def image_problems(text: str, place: str, look: Look) -> Iterator[Problem]:
    """What is wrong with the images that a question names."""
    for name in names_in(text):
        if wrong := look(name):
            line = text[: text.index(name)].count("\n") + 1
            where = next((key for key, raw in raw_strings(text).items() if name in raw), None)
            advice = "Add it again, in the editor or by `bank image`."
            yield Problem(place, line, wrong, advice, where)


def take_images(session: Session, text: str, folder: Path) -> None:
    """Bring the images of a question into the database from beside its file."""
    for name in names_in(text):
        if (path := folder / name).is_file():
            _store(session, name, path.read_bytes())


def images_of(session: Session, text: str) -> dict[str, bytes]:
    """The images that a question names, as they are stored."""
    names = names_in(text)
    if not names:
        return {}
    query = select(BankImage.name, BankImage.data).where(BankImage.name.in_(names))
    return dict(session.execute(query).all())


def _store(session: Session, name: str, data: bytes) -> None:
    if session.get(BankImage, name) is None:
        session.add(BankImage(name=name, data=data))
        session.flush()


def _name(data: bytes, kind: str) -> str:
    return f"{hashlib.sha256(data).hexdigest()[:16]}.{SUFFIXES[kind]}"


def _wrong_with(name: str, data: bytes) -> str:
    """What is wrong with the file of an image."""
    if len(data) > LARGEST:
        return f"{name} is larger than {LARGEST // 1000} kB."
    try:
        fits = NAME.fullmatch(name) and _name(data, str(_opened(data).format)) == name
    except BadImage as error:
        return f"{name}: {error}"
    return "" if fits else f"{name} has changed since it got its name."


def _opened(data: bytes) -> Image:
    """The image in these bytes, read in whole."""
    from PIL import Image  # large, and only needed here

    try:
        with Image.open(BytesIO(data), formats=list(SUFFIXES)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise BadImage(f"This image has over {MOST_PIXELS:,} pixels. Make it smaller.")
            if getattr(image, "n_frames", 1) > 1:
                raise BadImage("This image moves. Save one picture of it.")
            image.load()
            return image
    except BadImage:
        raise
    except Image.DecompressionBombError:
        raise BadImage(f"This image has over {MOST_PIXELS:,} pixels. Make it smaller.") from None
    except _BROKEN:
        raise BadImage("This is no PNG, JPEG or WebP image. Save it as one of them.") from None
