"""What points become when somebody denies them, turns them round, or claims too much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.short_answers.negation import deniers
from engine.short_answers.rubric import RubricPoint
from engine.short_answers.tokens import tokens

FRAMES = (
    "It is not true that {}.", "It is wrong that {}.", "I don't think that {}.",
    "It's a common mistake to think that {}.", "Nobody has shown that {}.", "{}, which is wrong.",
    "{}. That is not true.", "Many say {}, but that is false.", "I disagree that {}.",
    "A common misconception is that {}.", "It would be wrong to say {}.", "In no case {}.",
)  # fmt: skip
OPPOSITES = """
rise fall; increase decrease; before after; more less; more fewer; input output; inputs outputs;
larger smaller; large small; high low; first last; early late; positive negative; near far;
forward backward; backwards forwards; above below; maximum minimum; training inference; fast slow;
add subtract; multiply divide; same opposite; many few; always never; with without; shared separate;
up down; deep shallow; against along; local global; hidden visible; grows shrinks; vanish explode;
old new; constant varying; most least; cheap expensive; linear quadratic; weighted plain
"""
OVERCLAIMS = ("always ", "never ", "certainly ", "is guaranteed to ")
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
        yield frame.format(f"{point[0].lower()}{point[1:]}")
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


def exchanged(text: str) -> Iterator[str]:
    """A sentence with one word replaced by its opposite, if that isn't there as well."""
    words = {word.lower() for word in re.findall(r"\w+", text)}
    pairs = [pair.split() for pair in OPPOSITES.split(";")]
    for one, other in [*pairs, *(pair[::-1] for pair in pairs)]:
        if one in words and other not in words:
            yield re.sub(rf"\b{one}\b", other, text, count=1, flags=re.IGNORECASE)


def overclaimed(text: str) -> Iterator[str]:
    """A sentence that says of its verb that it is so whatever happens."""
    found = _SENTENCE.fullmatch(text.rstrip("."))
    for word in OVERCLAIMS if found else ():
        yield f"{found['who']} {word}{found['does']} {found['what']}."


def swapped(text: str, one: str, other: str) -> str:
    """The text with two names in each other's place; as it is where the first isn't in it."""
    if not re.search(rf"\b{re.escape(one)}\b", text, re.IGNORECASE):
        return text
    names = re.compile(rf"\b(?:{re.escape(one)}|{re.escape(other)})\b", re.IGNORECASE)
    return names.sub(lambda found: other if found[0].lower() == one.lower() else one, text)
