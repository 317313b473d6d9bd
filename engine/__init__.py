"""Exercises over computation graphs, marked fairly. The contract other programs build on.

>>> exercise = build("mlp_backprop", seed=7, hidden=2, activation="sigmoid")
>>> mark(exercise, {"grad.W1[0,1]": "0.0123"}).score
0.0
"""

from .answer import ANSWERS, BadQuestion, Unreadable
from .building import build
from .exercise import Exercise, Part, Step
from .grading import Mark, mark
from .graph import Graph
from .op import OPS
from .template import TEMPLATES

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
