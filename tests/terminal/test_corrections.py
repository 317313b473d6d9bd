"""The terminal tells a learner once that answers were marked again."""

from __future__ import annotations

import pytest

from quizapp.accounts.learners import terminal_learner
from quizapp.storage.database import make_engine, make_sessions
from tests.quizapp.wrongly import NOW, WRONG, answered_then
from tests.terminal.program import Program


def answer_wrongly_marked(program: Program) -> None:
    with make_sessions(make_engine(program.url))() as session:
        answered_then(session, terminal_learner(session, now=NOW), WRONG)
        session.commit()


@pytest.mark.parametrize("command", [("today", "--plain"), ("drill", "--plain")])
def test_the_next_visit_says_what_was_marked_again_and_why(
    program: Program, command: tuple[str, ...]
) -> None:
    program.run("today")
    answer_wrongly_marked(program)
    assert "marked one of your answers again" not in program.run(*command, typed="q\n").stdout
    assert "1 answer of 1 learner marked again" in program.run("bank", "mark-again").stdout
    program.run("today", "--json")  # shows nothing, so nothing was seen
    only_read = program.url.replace("///", "///file:") + "?mode=ro&uri=true"
    done = program.run(*command, typed="q\n", QUIZAPP_DATABASE_URL=only_read)
    assert "marked one of your answers again" in done.stdout  # and it cannot be kept
    assert done.returncode == 0
    shown = " ".join(program.run(*command, typed="q\n", COLUMNS="60").stdout.split())
    assert "We found a mistake in our answers and marked one of your answers again." in shown
    assert "100% before, 33% now: A table of three inputs" in shown
    assert "depends on one input only" in shown
    assert "marked one of your answers again" not in program.run(*command, typed="q\n").stdout
