"""When an answer of ours was wrong: what was marked by it is marked again, and the learner told.

Marking again is in `again`, which only the command needs.
"""

from .notices import correction_of, headline, mark_seen, reasons, unseen

__all__ = ["correction_of", "headline", "mark_seen", "reasons", "unseen"]
