"""Asking one question in the terminal, from its statement to the Enter after its mark."""

from __future__ import annotations

import time
import uuid
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from functools import partial

from quizapp.kinds import is_written
from quizapp.models import Attempt
from quizapp.plan import PLACEMENT
from quizapp.practice import NotMarked, Served, draft, place, submit
from quizapp.practice import skip as put_off
from quizapp.storage.trouble import NotStoredError

from ..presenting.phrases import NOT_COUNTED, STEP_BY_STEP
from .asking import point_at, readable
from .drill import Drill
from .marks import show_mark
from .obeying import GiveUpError, SkipError, back, give_up, obeyed, skip
from .own_words import checked_off, compared
from .question_screen import (
    NOTHING_BEFORE,
    ask_part,
    drill_keys,
    go_through,
    show_given,
    show_question,
)
from .solution import show_answers, show_derivation, show_explanation
from .style import clean
from .twins import choose_twin
from .unsent import ANSWER, Unsent
from .waiting import StopError, whole

SKIPPED = "Skipped; other questions come first now."
KEPT = "Your answers are saved. To continue: "


class Sitting:
    """One question of a drill, from its statement to the Enter after its mark."""

    def __init__(
        self,
        drill: Drill,
        served: Served,
        answers: Mapping[str, str] | None = None,
        hints_used: int = 0,
        follows: bool = False,
    ) -> None:
        self.drill, self.served, self.screen = drill, served, drill.screen
        self.follows = follows  # whether it is a follow-up
        self.hints_used = min(hints_used, len(served.hints)) if hints_used else 0
        self.resumed = answers is not None
        self.unsent = self._unsent(answers or {})
        self.commands = {
            "?": self._hint, "r": self._show, "b": back, "s": give_up, "q": _stop,
            **({} if drill.placing else {"k": skip}),
        }  # fmt: skip

    def _unsent(self, answers: Mapping[str, str]) -> Unsent:
        """What was typed so far, with the draft's token, so that the answer counts only once."""
        drill, served, at = self.drill, self.served, place(self.served)
        left = (draft(drill.session, drill.learner, at) if self.resumed else None) or {}
        token = dict(left.get("fields", [])).get("token", "")[:80] or uuid.uuid4().hex
        texts = {name: clean(text) for name, text in answers.items()}
        return Unsent(drill.keeper, drill.learner, at, served.question.title, served.exercise,
                      token, self.hints_used, texts)  # fmt: skip

    @property
    def responses(self) -> dict[str, str]:
        """What was answered so far, by part name."""
        return self.unsent.responses

    def run(self) -> None:
        exercise = self.served.exercise
        self.screen.forget_typeahead()
        self.screen.line()
        self.screen.line(self.drill.header(self.served, self.follows))
        self._show()
        with whole():
            self.drill.session.commit()  # no transaction stays open while the learner thinks
        self.drill.idle()
        began = time.monotonic()
        done = readable(exercise, self.responses)
        try:
            try:
                self._go_through([part.name for part in exercise.parts], done)
                gave_up = False
            except GiveUpError:
                gave_up = True
                self._compare_begun()
            attempt = self._submit(time.monotonic() - began)
        except SkipError:
            self._skip()
            return
        except (StopError, NotStoredError, KeyboardInterrupt) as stop:
            self.drill.left_open = not self.unsent.empty
            self.unsent.leave_off(stop, KEPT + self.screen.command(f"drill {self.drill.going_on}"))
            raise
        self.drill.attempts.append(attempt)
        self.drill.follow_ups += self.follows
        if self.drill.placing:  # as on the web: what was found out is told at the end
            self.screen.note("Noted.")
            return
        self.screen.line()
        if gave_up and not any(given.strip() for given in self.responses.values()):
            show_answers(self.screen, exercise)
            self.screen.note(NOT_COUNTED)
        else:
            show_mark(self.screen, exercise, attempt.mark, self.responses)
        show_explanation(self.screen, self.served.question)
        derived = self.served.question.is_drawn  # a fixed question has its explanation
        if gave_up and derived:
            self._derive()
        follow_up = self._pause(offers_derivation=derived and not gave_up)
        if follow_up:
            Sitting(self.drill, follow_up, follows=True).run()

    def _show(self) -> None:
        keys = drill_keys(self.served.exercise)
        offered = {key: does for key, does in keys.items() if key == "e" or key in self.commands}
        self.numbers = show_question(self.screen, self.served, offered, self.unsent.in_text)

    def _go_through(self, names: list[str], done: Collection[str] = ()) -> None:
        go_through(
            names, done, ask=self._ask, before=lambda: self.screen.note(NOTHING_BEFORE),
            show=lambda name: show_given(
                self.screen, self.served.exercise, name, self.responses[name]
            ),
        )  # fmt: skip

    def _skip(self) -> None:
        """Put the question off; what was typed stays a draft."""
        drill = self.drill
        self.unsent.save()
        drill.keeper.store("The skip", lambda: put_off(
            drill.session, drill.learner, self.served.question_row.id, now=datetime.now(UTC)
        ))  # fmt: skip
        self.screen.note(SKIPPED)

    def _ask(self, name: str) -> None:
        """Ask for one part and keep the answer."""
        self.numbers.again()
        text = ask_part(
            self.screen, self.served.exercise, name, self.commands,
            begun=self.responses.get(name, ""), keep=lambda text: self.unsent.write(name, text),
            given=self.responses,
        )  # fmt: skip
        self.unsent.close(name, text)

    def _compare_begun(self) -> None:
        """Let the learner compare a text that was given up half-way, so that it can be marked."""
        for part in self.served.exercise.parts:
            written = self.responses.get(part.name, "")
            if not written.strip() or part.name in readable(self.served.exercise, self.responses):
                continue
            if not is_written(part.answer.kind):  # something unreadable from the web
                del self.responses[part.name]
                continue
            try:
                commands = {key: self.commands[key] for key in "?rsq"}
                checked = compared(self.screen, part.answer, written, commands)
            except GiveUpError:
                checked = checked_off(written, "none")
            self.unsent.write(part.name, checked)

    def _submit(self, seconds: float) -> Attempt:
        """Mark and log; what cannot be read after all, or has too few digits, is asked again."""
        mark = partial(self._mark, seconds, False)
        while True:
            result = self.drill.keeper.store(ANSWER, mark)
            self.screen.forget_typeahead()
            if not isinstance(result, NotMarked):
                self.drill.idle()
                return result
            for name, trouble in result.parts.items():
                point_at(self.screen, self.responses.pop(name, ""), trouble)
                self._go_through([name])
            mark = partial(self._mark, seconds, True)

    def _mark(self, seconds: float, take_imprecise: bool) -> Attempt | NotMarked:
        result = submit(
            self.drill.session,
            self.served,
            self.drill.learner,
            {name: given for name, given in self.responses.items() if given.strip()},
            token=self.unsent.token,
            now=datetime.now().astimezone(),
            door=PLACEMENT if self.drill.placing else "drill",
            hints_used=self.hints_used,
            duration_seconds=None if self.resumed else round(seconds, 1),
            leave_blank=True,
            take_imprecise=take_imprecise,
        )
        if not isinstance(result, NotMarked):
            self.unsent.drop()
        return result

    def _hint(self) -> None:
        hints = self.served.hints
        if self.hints_used == len(hints):
            self.screen.note("There are no more hints; `s` shows the solution.")
            return
        self.hints_used = self.unsent.hints_used = self.hints_used + 1
        self.unsent.save()
        self.screen.line()
        self.screen.line(
            "    " + self.screen.paint("dim", f"Hint {self.hints_used} of {len(hints)}")
        )
        self.screen.note(hints[self.hints_used - 1])
        self.screen.line()

    def _pause(self, offers_derivation: bool) -> Served | None:
        """Wait for Enter, and return the follow-up that was chosen with `i`, if any.

        If input is piped, the next answer may come instead, and is kept.
        """
        commands = {"q": _stop, **({"d": self._derive} if offers_derivation else {})}
        follow_ups = self.served.follow_ups
        choices = ["Enter " + ("finish" if self.drill.is_last else "continue")]
        choices += ["d step by step"] if offers_derivation else []
        choices += ["i what if …?"] if follow_ups else []
        choices += [] if self.drill.is_last else ["q stop"]
        while True:
            self.screen.line()
            typed = self.screen.read(" · ".join(choices) + " ", "dim")
            if follow_ups and typed.strip().lower() == "i":
                if chosen := choose_twin(self.screen, self.drill.session, self.served):
                    return chosen
                continue
            if obeyed(typed, commands):
                continue
            if typed.strip() and not self.screen.interactive:
                self.screen.kept = typed
            return None

    def _derive(self) -> None:
        with self.screen.paged():
            self.screen.line()
            self.screen.heading(STEP_BY_STEP)
            show_derivation(self.screen, self.served.exercise)


def _stop() -> None:
    raise StopError
