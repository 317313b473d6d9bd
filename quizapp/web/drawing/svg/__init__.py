"""Plots as SVG: classes and presentation attributes only, so that one sheet colours both themes."""

from .axes import Axes
from .drawing import Plot, drawing
from .scale import Scale
from .tags import tag

__all__ = ["Axes", "Plot", "Scale", "drawing", "tag"]
