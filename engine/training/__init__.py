"""Training a small network in view: points in the plane, a network, its steps one by one."""

from .data import DATA, Points, points
from .network import LOSSES, Setup
from .trainer import Frame, Score, predict, train

__all__ = ["DATA", "LOSSES", "Frame", "Points", "Score", "Setup", "points", "predict", "train"]
