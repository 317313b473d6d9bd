"""What it takes to mark an exercise where this program is not: the keys of its parts, as JSON.

`static/offline/marking.js` reads it and gives the verdicts of `engine.mark`, with the script of
each kind. What needs the graph, the reason of a wrong number and the credit for what follows from
it, is left until the answer comes in.
"""

from __future__ import annotations

from typing import Any

from engine.exercise.exercise import Exercise
from quizapp.kinds import kind_of


def key_sheet(exercise: Exercise) -> dict[str, Any]:
    """Its parts in order; `follows`: a later one may be right from an earlier wrong one."""
    parts = [
        {"name": part.name, "kind": part.answer.kind}
        | (kind_of(part.answer).key_sheet(part.answer) or {})
        for part in exercise.parts
    ]
    return {"follows": exercise.graph is not None, "parts": parts}


def can_be_marked(exercise: Exercise) -> bool:
    """Whether every part can; a formula cannot, which takes a parser."""
    return all(kind_of(part.answer).key_sheet(part.answer) for part in exercise.parts)
