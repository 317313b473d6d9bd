"""The keys of an exercise as JSON, for marking it in the browser.

`static/offline/marking.js` and the script of each kind read it and give the verdicts of
`engine.mark`. What needs the graph (explaining wrong numbers, credit for what follows from them) is
left to the server.
"""

from __future__ import annotations

from typing import Any

from engine.exercise.exercise import Exercise
from quizapp.kinds import kind_of


def key_sheet(exercise: Exercise) -> dict[str, Any]:
    """The parts in order; `follows` says whether later parts may follow from wrong earlier ones."""
    parts = [
        {"name": part.name, "kind": part.answer.kind}
        | (kind_of(part.answer).key_sheet(part.answer) or {})
        for part in exercise.parts
    ]
    return {"follows": exercise.graph is not None, "parts": parts}


def can_be_marked(exercise: Exercise) -> bool:
    """Whether every part can be marked offline, which formulas cannot."""
    return all(kind_of(part.answer).key_sheet(part.answer) for part in exercise.parts)
