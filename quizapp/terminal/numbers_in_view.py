"""The numbers of an exercise, written again before a blank once they have left the window."""

from __future__ import annotations

from engine.exercise.exercise import Exercise
from engine.exercise.statement import matrix
from engine.graph.quantity import symbol

from ..presenting.latex import inline
from .markdown import render
from .screen import Screen
from .style import Paint

PROMPT = 2  # rows that a blank takes


class NumbersInView:
    """Knows how far above the last line the numbers stand; made when the statement is written."""

    def __init__(self, screen: Screen, exercise: Exercise) -> None:
        self.screen, statement = screen, exercise.statement
        leaves = exercise.leaves.items() if exercise.graph else ()
        equations = (rf"{symbol(name)} = {matrix(leaf)}" for name, leaf in leaves)
        shown = [each for each in equations if each in statement]
        # each stays on one line as long as it can
        self.given = ", ".join(inline(each).replace(" ", "\u00a0") for each in shown)
        first = min(map(statement.index, shown), default=len(statement))
        below = statement[max(0, statement.rfind("\n\n", 0, first)) :].strip()
        self.top = screen.rows - len(render(below, screen.columns, Paint()))

    def again(self) -> None:
        """Write them, in short, if they are no longer in the window."""
        screen = self.screen
        if self.given and screen.rows + PROMPT - self.top > screen.window.lines:
            self.top = screen.rows
            screen.runs([(f"Given: {self.given}", "dim")], hang=2)
