"""Plots as SVG: classes and presentation attributes only, so that one sheet colours both themes."""

from .axes import Axes
from .drawing import Figure, drawing
from .scale import Scale
from .tags import tag

__all__ = ["Axes", "Figure", "Scale", "drawing", "tag"]
