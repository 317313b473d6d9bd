"""Corrects marks after one of our answers was wrong, and tells the learners.

Marking again is in `again`, which only the command needs.
"""

from .notices import correction_of, headline, mark_seen, reasons, unseen

__all__ = ["correction_of", "headline", "mark_seen", "reasons", "unseen"]
