"""The JSON API: all that a learner can do, for programs that carry a token."""

from . import attempts, questions, reference
from .endpoint import api

__all__ = ["api", "attempts", "questions", "reference"]
