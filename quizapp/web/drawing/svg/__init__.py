"""Plots as SVG with classes instead of colours, so that one style sheet does both themes."""

from .axes import Axes
from .drawing import Plot, drawing
from .scale import Scale
from .tags import tag

__all__ = ["Axes", "Plot", "Scale", "drawing", "tag"]
