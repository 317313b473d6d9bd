"""What points of a rubric become when somebody denies them, or turns them round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.short_answers.negation import deniers
from engine.short_answers.rubric import RubricPoint
from engine.short_answers.tokens import tokens

FRAMES = ("It is not true that ", "It is wrong that ", "I don't think that ")
_AUXILIARY = re.compile(r"\b(is|are|was|can|could|does|has|have|must|should|will|may)\b")
_SENTENCE = re.compile(
    r"(?P<who>(?:(?:The|A|An|Each) )?[\w-]+(?: [\w-]+){0,2}) "
    r"(?P<does>computes|uses|needs|adds|gives|changes|decides|keeps|limits|brings) "
    r"(?P<what>[^,;:(]+)"
)


def denied(entry: RubricPoint) -> Iterator[str]:
    """The point as somebody says it who thinks that it is wrong, unless it denies something."""
    point = re.sub(r"^\w+: ", "", entry.point).rstrip(".")
    if deniers(tokens(point)):
        return
    for frame in FRAMES:
        yield f"{frame}{point[0].lower()}{point[1:]}."
    verbs = list(_AUXILIARY.finditer(point))
    if len(verbs) == 1 and not re.search("[,;:(]", point):
        yield f"{point[: verbs[0].end()]} not{point[verbs[0].end() :]}."


def turned_round(entry: RubricPoint) -> Iterator[str]:
    """The point said of what it is mixed up with, and with its object as its subject."""
    for one in entry.roles[0].split("|") if entry.roles else ():
        for role in entry.roles[1:]:
            for other in role.split("|"):
                text = swapped(entry.point, one.replace("_", " "), other.replace("_", " "))
                if one != "it" and text != entry.point:
                    yield f"{text}."
    if found := _SENTENCE.fullmatch(entry.point.rstrip(".")):
        who, does, what = found.groups()
        yield f"{what[0].upper()}{what[1:]} {does} {who[0].lower()}{who[1:]}."


def swapped(text: str, one: str, other: str) -> str:
    """The text with two names in each other's place; as it is where the first isn't in it."""
    if not re.search(rf"\b{re.escape(one)}\b", text, re.IGNORECASE):
        return text
    names = re.compile(rf"\b(?:{re.escape(one)}|{re.escape(other)})\b", re.IGNORECASE)
    return names.sub(lambda found: other if found[0].lower() == one.lower() else one, text)
