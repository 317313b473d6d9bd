"""Exercises over computation graphs, marked fairly. The contract other programs build on.

>>> exercise = build("mlp_backprop", seed=7, hidden=2, activation="sigmoid")
>>> mark(exercise, {"grad.W1[0,1]": "0.0123"}).score
0.0
"""

from . import answers, ops, templates
from .answer import ANSWERS, BadQuestion, Unreadable
from .building import build
from .exercise import Exercise, Part, Step
from .grading import Mark, mark
from .graph import Graph
from .op import OPS
from .registry import import_folder
from .template import TEMPLATES

for _folder in (ops, answers, templates):
    import_folder(_folder)

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
