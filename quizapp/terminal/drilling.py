"""The drill: question after question on the screen, every answer logged before the next one."""

from __future__ import annotations

from quizapp.practice import left_off
from quizapp.storage.trouble import NotStoredError

from .drill import Drill
from .sitting import Sitting
from .waiting import HangUpError, StopError


def run(drill: Drill) -> None:
    """Ask until the end; answers are kept, whatever happens."""
    try:
        if drill.resume:
            _go_on(drill)
        for served in drill.questions():
            Sitting(drill, served).run()
    except HangUpError as end:
        end.obey()
    except (StopError, NotStoredError, KeyboardInterrupt) as stop:
        drill.ended = "count" if drill.is_last else "stopped"
        drill.unstored = str(stop) if isinstance(stop, NotStoredError) else ""
    drill.session.rollback()


def _go_on(drill: Drill) -> None:
    """Ask the question that was left unfinished, with the answers given so far."""
    if found := left_off(drill.session, drill.learner):
        Sitting(drill, *found).run()
    else:
        drill.screen.note("You left no question unfinished. Here is another one.")
