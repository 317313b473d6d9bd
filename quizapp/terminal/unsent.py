"""What is being typed in answer to one question, stored after every blank and every line.

So nothing is lost however the program ends, and what is begun here goes on in any browser.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from engine.exercise.exercise import Exercise
from quizapp.models import Learner
from quizapp.practice import drop_draft, fields_of, keep_draft
from quizapp.storage.trouble import NotStoredError

from .keeper import Keeper
from .waiting import HangUpError, StopError

ANSWER = "Your answer"


@dataclass
class Unsent:
    """The texts of the parts so far, at their place among the learner's drafts."""

    keeper: Keeper
    learner: Learner
    place: str
    title: str
    exercise: Exercise
    token: str = ""  # of the answer this becomes, where that is known yet
    hints_used: int = 0
    responses: dict[str, str] = field(default_factory=dict)  # part name -> text
    alive: Callable[[], bool] = lambda: True  # called on every change; whether it is still asked
    stored: bool = False

    def write(self, name: str, text: str) -> None:
        """What a part holds now."""
        self.responses[name] = text
        self.save()

    def close(self, name: str, text: str) -> None:
        """What a part is answered with; after the last one, sending says whether it is stored."""
        self.responses[name] = text
        self.save(quiet=name == self.exercise.parts[-1].name)

    def save(self, quiet: bool = False) -> bool:
        """Store it; whether there is something, and it is stored."""
        fields = fields_of(self.exercise, self.responses)
        self.stored = bool(fields) and self.keeper.keep(lambda: self._keep(fields), quiet)
        return self.stored

    def leave_off(self, stop: BaseException, kept: str) -> None:
        """What becomes of it when its writer stops: say that it is `kept`, or that it is not.

        `NotStoredError` where it is lost; where an answer could not be sent but is kept, all is
        well after all, and it is a `StopError`.
        """
        if isinstance(stop, HangUpError) or self.empty:
            return
        unsent = isinstance(stop, NotStoredError)
        if self.stored or self.save():
            self.keeper.screen.line()
            self.keeper.screen.aside(kept)
            if unsent:
                raise StopError from None
        elif not unsent:
            raise NotStoredError(f"{ANSWER} was not stored. {self.keeper.trouble}") from None

    def drop(self) -> None:
        """Forget it, with what is committed next: it was sent."""
        drop_draft(self.keeper.session, self.learner, self.place)

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not any(text.strip() for text in self.responses.values())

    def _keep(self, fields: list[list[str]]) -> None:
        if not self.alive():
            return
        more = [["hints", str(self.hints_used)]] + ([["token", self.token]] if self.token else [])
        keep_draft(
            self.keeper.session, self.learner, self.place,
            {"title": self.title, "fields": [*fields, *more]},
            token=self.token, now=datetime.now(UTC),
        )  # fmt: skip
