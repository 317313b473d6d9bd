"""The lab: training a small network step by step, and exercises about its steps."""

from .choices import FIELDS, Asked, Lab, read
from .training import Run, run

__all__ = ["FIELDS", "Asked", "Lab", "Run", "read", "run"]
