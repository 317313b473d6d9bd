"""Going through a list in the terminal: a set, one's mistakes, what one saved."""

from __future__ import annotations

from datetime import UTC, datetime

from click.testing import CliRunner

from quizapp import practice
from quizapp.browse.sets import sets
from quizapp.commands import main
from quizapp.models import Attempt, Question
from quizapp.presenting.phrases import ALL_SEEN
from quizapp.storage import resources
from quizapp.storage.database import make_engine, make_sessions
from tests.terminal.program import Program
from tests.terminal.test_back_and_skip import drill


def test_a_set_is_asked_in_its_order(program: Program) -> None:
    slugs = sets(resources.questions())["most-asked"].questions
    with make_sessions(make_engine(program.url))() as session:
        titles = {row.slug: row.title for row in session.query(Question)}
    shown = drill(program, "--set", "most-asked", typed=["s", "", "k", "q"])
    order = [shown.index(titles[slug]) for slug in slugs[:3]]
    assert order == sorted(order)
    assert f"1/{len(slugs)}" in shown
    assert len(program.attempts()) == 1


def test_mistakes_and_what_was_saved_are_asked_until_the_list_ends(program: Program) -> None:
    answer = program.only("true_false").parts[0].answer
    right, wrong = answer.write(), answer.near_misses()[0]
    assert "nothing on this list" in drill(program, "--mistakes", typed=[])
    drill(program, "--count", "1", typed=[wrong, ""])
    shown = drill(program, "--mistakes", typed=[right, ""])
    assert "1/1" in shown
    assert ALL_SEEN in shown
    assert [attempt.score for attempt in program.attempts()] == [0, 1]
    assert "nothing on this list" in drill(program, "--mistakes", typed=[])

    with make_sessions(make_engine(program.url))() as session:
        attempt = session.query(Attempt).first()
        assert attempt
        kept = practice.keepsake(
            session, attempt.learner, attempt.revision.question_id, now=datetime.now(UTC)
        )
        kept.bookmarked = True
        session.commit()
    assert "1/1" in drill(program, "--saved", typed=["k"])


def test_an_unknown_set_and_two_lists_at_once_are_usage_errors(program: Program) -> None:
    known = {"QUIZAPP_DATABASE_URL": program.url}
    done = CliRunner().invoke(main, ["drill", "--set", "most-askd"], env=known)
    assert done.exit_code == 2
    assert "Did you mean most-asked" in done.output
    done = CliRunner().invoke(main, ["drill", "--saved", "--mistakes"], env=known)
    assert done.exit_code == 2
    assert "Choose one of" in done.output
