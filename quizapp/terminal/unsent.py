"""The draft of an answer, stored after every blank and every line.

So nothing is lost however the program ends, and the learner can continue in any browser.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from engine.exercise.exercise import Exercise
from quizapp.kinds import is_written
from quizapp.models import Learner
from quizapp.practice import drop_draft, fields_of, keep_draft
from quizapp.storage.trouble import NotStoredError

from .keeper import Keeper
from .waiting import HangUpError, StopError

ANSWER = "Your answer"


@dataclass
class Unsent:
    """The texts of the parts so far, stored as a draft at `place`."""

    keeper: Keeper
    learner: Learner
    place: str
    title: str
    exercise: Exercise
    token: str = ""  # of the answer, if known already
    hints_used: int = 0
    responses: dict[str, str] = field(default_factory=dict)  # part name -> text
    alive: Callable[[], bool] = lambda: True  # called on every change: is it still asked?
    stored: bool = False

    def write(self, name: str, text: str) -> None:
        """Set a part's text."""
        self.responses[name] = text
        self.save()

    def close(self, name: str, text: str) -> None:
        """Set a part's final text; after the last one, submitting reports trouble with storing."""
        self.responses[name] = text
        self.save(quiet=name == self.exercise.parts[-1].name)

    def save(self, quiet: bool = False) -> bool:
        """Store the draft; return whether there was something to store and it worked."""
        fields = fields_of(self.exercise, self.responses)
        self.stored = bool(fields) and self.keeper.keep(lambda: self._keep(fields), quiet)
        return self.stored

    def leave_off(self, stop: BaseException, kept: str) -> None:
        """When the writer stops: store the draft, if need be after asking, and say that it is kept.

        Raises `NotStoredError` if it is lost, and `StopError` if an answer could not be submitted
        but the draft is kept.
        """
        if isinstance(stop, HangUpError) or self.empty:
            return
        unsent = isinstance(stop, NotStoredError)
        if not self.stored and not self.save(quiet=True):
            if unsent:  # they were asked already
                return
            fields = fields_of(self.exercise, self.responses)
            self.keeper.store(ANSWER, lambda: self._keep(fields))
        self.keeper.screen.line()
        self.keeper.screen.aside(kept)
        if unsent:
            raise StopError from None

    def drop(self) -> None:
        """Delete the draft with the next commit, because it was submitted."""
        drop_draft(self.keeper.session, self.learner, self.place)

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not any(text.strip() for text in self.responses.values())

    @property
    def in_text(self) -> bool:
        """Whether a text was begun, in which a letter alone is no command."""
        written = (part.name for part in self.exercise.parts if is_written(part.answer.kind))
        return any(self.responses.get(name) for name in written)

    def _keep(self, fields: list[list[str]]) -> None:
        if not self.alive():
            return
        more = [["hints", str(self.hints_used)]] + ([["token", self.token]] if self.token else [])
        keep_draft(
            self.keeper.session, self.learner, self.place,
            {"title": self.title, "fields": [*fields, *more]},
            token=self.token, now=datetime.now(UTC),
        )  # fmt: skip
