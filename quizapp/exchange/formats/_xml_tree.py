"""Reads XML from strangers: no document type, so no entities; nothing nested deep."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from ..item import FileRefused

DEEPEST = 30
NO_DTD = (
    "This file has a document type (<!DOCTYPE …>) of its own, which can be made to exhaust the "
    "memory. Export the questions from Moodle again, or delete that line."
)


def tree_of(data: bytes) -> Element:
    """The root element; raises `FileRefused`."""
    builder, depth = TreeBuilder(), 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise FileRefused(f"The elements of this file are nested over {DEEPEST} deep.")
        builder.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name)

    def refuse(*_: Any) -> None:
        raise FileRefused(NO_DTD)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        why = expat.errors.messages.get(error.code, "it is broken")
        raise FileRefused(
            f"This is not XML: {why} in line {error.lineno}. Export the questions again, as "
            "Moodle XML, and don't edit the file by hand."
        ) from None
    except LookupError:
        raise FileRefused("The encoding of this file is not known. Save it as UTF-8.") from None
    return builder.close()
