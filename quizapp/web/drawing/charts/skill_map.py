"""A map of the skills, prerequisites above, that shows how well each is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from textwrap import wrap

from markupsafe import Markup

from quizapp.plan import Standing
from quizapp.presenting.amounts import percent
from quizapp.presenting.mastery import mastery

from ..svg import Plot, tag
from ..svg.tags import short

ACROSS = 4  # boxes in a row
WIDTH, HEIGHT = 142.0, 62.0  # of a box
COLUMN, ROW = 156.0, 92.0  # from one box to the next
LETTERS = 22  # of a title that fit in a line

Place = tuple[float, float]  # the middle of a box


def skill_map(found: Sequence[Standing], address: Callable[[str], str]) -> Plot:
    """The map; each box links to the address of its skill."""
    needs = tuple((one.skill, tuple(one.requires)) for one in found)
    places, ways = _arranged(needs)
    height = max((y for _, y in places.values()), default=0.0) + HEIGHT / 2 + 2
    titles = {one.skill: one.title for one in found}
    boxes = [_box(one, places[one.skill], address(one.skill)) for one in found]
    title = "How topics build on each other, and how ready you are for each one today"
    svg = tag(
        "svg", ways, *boxes, look="plot map", role="group", aria_label=title,
        viewBox=f"0 0 {short(ACROSS * COLUMN + COLUMN / 2 - COLUMN + WIDTH + 4)} {short(height)}",
    )  # fmt: skip
    rows = [
        [one.title, percent(one.ready.recall) if one.ready.recall else "–", mastery(one).word,
         ", ".join(titles[below] for below in one.requires if below in titles) or "–"]
        for one in found
    ]  # fmt: skip
    return Plot(title, svg, heads=("Topic", "Ready today", "Standing", "Builds on"), rows=rows)


@lru_cache(maxsize=8)
def _arranged(needs: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[dict[str, Place], Markup]:
    """The place of each box, and the lines between them, which are the same for everybody."""
    requires = dict(needs)
    places = layout(requires)
    edges = [_edge(places[below], places[skill])
             for skill in requires for below in direct(skill, requires)]  # fmt: skip
    return places, Markup("").join(edges)


def layout(requires: Mapping[str, Sequence[str]]) -> dict[str, Place]:
    """Places in rows by depth; a row that is too long continues in the next one, shifted."""
    depth: dict[str, int] = {}

    def down(skill: str) -> int:
        if skill not in depth:
            below = [other for other in requires[skill] if other in requires]
            depth[skill] = 1 + max(map(down, below), default=-1)
        return depth[skill]

    places: dict[str, Place] = {}
    y = HEIGHT / 2 + 2
    for level in range(1 + max(map(down, requires), default=-1)):
        there = [skill for skill in requires if depth[skill] == level]
        there.sort(key=lambda skill: _middle(skill, requires, places))
        for start in range(0, len(there), ACROSS):
            row = there[start : start + ACROSS]
            left = (ACROSS - len(row)) / 2 + (0.5 if start else 0.25)
            for place, skill in enumerate(row):
                places[skill] = ((left + place - 0.25) * COLUMN + WIDTH / 2 + 2, y)
            y += ROW
    return places


def direct(skill: str, requires: Mapping[str, Sequence[str]]) -> list[str]:
    """The prerequisites that no other prerequisite builds on; they imply the rest."""

    def builds_on(above: str, below: str) -> bool:
        return any(other == below or builds_on(other, below) for other in requires.get(above, ()))

    below = [other for other in requires[skill] if other in requires]
    return [one for one in below if not any(builds_on(other, one) for other in below)]


def _middle(
    skill: str, requires: Mapping[str, Sequence[str]], places: Mapping[str, Place]
) -> float:
    """The mean x of the skill's prerequisites; sorting by it avoids crossing lines."""
    xs = [places[other][0] for other in direct(skill, requires)]
    return sum(xs) / len(xs) if xs else 0.0


def _edge(start: Place, end: Place) -> Markup:
    (x, y), (to_x, to_y) = start, end
    y, to_y = y + HEIGHT / 2, to_y - HEIGHT / 2
    bend = (to_y - y) / 2
    curve = f"C{short(x)} {short(y + bend)} {short(to_x)} {short(to_y - bend)}"
    return tag("path", look="way", d=f"M{short(x)} {short(y)}{curve} {short(to_x)} {short(to_y)}")


def _box(one: Standing, at: Place, href: str) -> Markup:
    x, y = at
    left, top = x - WIDTH / 2, y - HEIGHT / 2
    lines = wrap(one.title, LETTERS, max_lines=2, placeholder=" …")
    share, word = one.ready.recall, mastery(one).word
    said = f"{percent(share)}, {word}" if share else word
    bar = {"x": left + 10, "y": top + HEIGHT - 10, "height": 4, "rx": 2}
    first = y - 8 if len(lines) == 1 else y - 15
    return tag(
        "a",
        tag("rect", look="box", x=left, y=top, width=WIDTH, height=HEIGHT, rx=8),
        tag("rect", look="rail", **bar, width=WIDTH - 20),
        tag("rect", look="known", **bar, width=(WIDTH - 20) * share),
        *(tag("text", line, look="across", x=x, y=first + 14 * n) for n, line in enumerate(lines)),
        tag("text", said, look="tick across", x=x, y=y + 15),
        href=href,
        aria_label=f"{one.title}: {said}",
    )
