"""The lab: a small network of one's own, trained step by step, and exercises made of its steps."""

from .choices import FIELDS, Asked, Lab, read
from .training import Run, run

__all__ = ["FIELDS", "Asked", "Lab", "Run", "read", "run"]
