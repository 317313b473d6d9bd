"""What the author of a graph can change so that its draws are fair: proposals that were tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ..draw import Draw, Redraw
from ..errors import BadQuestion
from ..own_graph.graph_data import LEVEL_NAMES, GraphData
from ..own_graph.own_template import own_template
from ..own_graph.update_step import PLAIN, chosen, listed
from .fair_answers import MOST, up_to_digits
from .refused_draws import WORDS, Cause, main_cause

TRIES = 15  # draws, one of which has to be fair
EASY = 0.9  # a decay that leaves more of a gradient than 0.999


def advice(data: GraphData, level: int, causes: Counter[Cause]) -> str:
    """Why no numbers make a fair exercise, and what to do: what helps, if anything we know does."""
    why, array, earlier = main_cause(causes)
    what = "No numbers drawn for this graph make a fair exercise"
    what += f": {WORDS[why].format(array)}." if why else "."
    helps: dict[str, str] = {}  # one of each kind: as little as is enough
    for kind, words, changed in _changes(data, level, array, earlier):
        if kind not in helps and _is_fair(changed, level):
            helps[kind] = words
    if helps:
        return f"{what} It works if you {', or '.join(helps.values())}."
    has_constants = data.update is not None and data.update.optimiser != PLAIN
    also = " or the optimiser's constants" if has_constants else ""
    return f"{what} Change the ranges of the leaves{also}, or what you ask for."


def _changes(
    data: GraphData, level: int, array: str, earlier: tuple[str, ...]
) -> Iterator[tuple[str, str, GraphData]]:
    """What may help, nearest to the graph as it is first: its kind, in words, and the graph."""
    name = LEVEL_NAMES[level]
    asked: tuple[str, ...] = getattr(data.asked, name)

    def asking(names: tuple[str, ...]) -> GraphData:
        return replace(data, asked=replace(data.asked, **{name: names}))

    if data.update and "beta2" in chosen(data.update).constants:
        constants = {**data.update.constants, "beta2": EASY}
        update = replace(data.update, constants=constants)
        if constants != data.update.constants:
            yield "set", f"set beta2 to {EASY}", replace(data, update=update)
    for many in range(1, len(earlier) + 1):
        yield "ask", f"ask for {listed(earlier[:many])} too", asking((*asked, *earlier[:many]))
    rest = tuple(one for one in asked if one.partition("[")[0] != array)
    if rest and rest != asked:
        yield "leave", f"don't ask for {array}", asking(rest)


def _is_fair(data: GraphData, level: int) -> bool:
    """Whether a few draws are enough for a fair exercise."""
    try:
        template = own_template(data, level)
        for number in range(TRIES):
            try:
                with up_to_digits(MOST + 1):
                    template.draw(Draw(f"remedy|{number}"), **template.complete({}))
            except Redraw:
                continue
            return True
    except BadQuestion:  # too much to ask, say
        pass
    return False
