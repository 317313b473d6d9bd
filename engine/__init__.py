"""Exercises over computation graphs, marked fairly. The contract other programs build on.

>>> exercise = build("mlp_backprop", seed=7, hidden=2, activation="sigmoid")
>>> mark(exercise, {"grad.W1[0,1]": "0.0123"}).score
0.0
"""

from .answers._base import ANSWERS
from .errors import BadQuestion, Unreadable
from .exercise.exercise import Exercise, Part, Step
from .exercise.variant import build
from .graph.graph import Graph
from .marking.mark import Mark, mark
from .ops._base import OPS
from .templates._base import TEMPLATES

__all__ = [
    "ANSWERS",
    "OPS",
    "TEMPLATES",
    "BadQuestion",
    "Exercise",
    "Graph",
    "Mark",
    "Part",
    "Step",
    "Unreadable",
    "build",
    "mark",
]
