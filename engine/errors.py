"""The two errors that are advice to a person; everything else that is raised is our own bug."""

from __future__ import annotations


class Unreadable(ValueError):
    """A response that cannot be read. The message is advice to the learner.

    `at` is the index of the offending character, or None where no one place is to blame.
    """

    def __init__(self, message: str, at: int | None = None) -> None:
        super().__init__(message)
        self.at = at


class BadQuestion(ValueError):
    """A question that cannot be used. The message is advice to its author.

    `where` is the path of the offending key in the question file, e.g. ("answer", "options", 1).
    """

    def __init__(self, message: str, where: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.where = where
