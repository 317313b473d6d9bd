"""`quizapp progress`: bars and sparklines, or numbers, in sixty columns."""

from __future__ import annotations

import re
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizapp.models import Attempt
from quizapp.storage.database import make_engine, make_sessions
from quizapp.terminal.trends import BLOCKS, spark
from tests.terminal.program import Program, Terminal


def with_two_weeks(program: Program) -> None:
    right = program.only("true_false").parts[0].answer.write()
    program.drill("--count", "1", typed=f"{right}\n\n")
    with make_sessions(make_engine(program.url))() as session:
        one = session.query(Attempt).one()
        columns = {c.key: getattr(one, c.key) for c in Attempt.__table__.columns if c.key != "id"}
        ago = timedelta(days=9)
        before = {"created_at": one.created_at - ago, "day": one.day - ago}
        session.add(Attempt(**columns | before | {"token": "before", "score": 0.5}))
        session.commit()


@given(st.lists(st.none() | st.floats(-1, 2), max_size=20))
def test_a_sparkline_has_a_sign_for_every_number_and_rises_with_them(
    values: list[float | None],
) -> None:
    drawn = spark(values, 0.0, 1.0)
    assert len(drawn) == len(values)
    there = [(v, BLOCKS.index(c)) for v, c in zip(values, drawn, strict=True) if v is not None]
    heights = [height for _, height in sorted(there)]
    assert heights == sorted(heights)
    assert spark([0.0, None, 1.0], 0.0, 1.0) == "▁ █"
    assert spark([3.0], 3.0, 3.0) == "▁"


def test_a_new_learner_is_told_how_to_begin(program: Program) -> None:
    assert "start with quizapp drill" in program.run("progress").stdout


def test_progress_shows_trends_within_sixty_columns(program: Program) -> None:
    with_two_weeks(program)
    terminal = Terminal(program, "progress", columns=60)
    assert terminal.exit_code() == 0
    shown = re.sub(r"\x1b\[[0-9;]*m", "", terminal.seen)
    assert any(block in shown for block in BLOCKS)
    assert "50% to 100%" in shown
    assert "2 answers" in shown
    assert max(len(line.rstrip("\r")) for line in shown.split("\n")) <= 60


def test_plain_shows_numbers_and_no_colour_keeps_the_sparkline(program: Program) -> None:
    with_two_weeks(program)
    plain = program.run("progress", "--plain").stdout
    assert "Score by week: 50%, 100%" in plain
    assert not any(block in plain for block in BLOCKS)
    uncoloured = Terminal(program, "progress", environ={"NO_COLOR": "1"})
    uncoloured.exit_code()
    assert "\x1b[" not in uncoloured.seen
    assert any(block in uncoloured.seen for block in BLOCKS)
