"""The clock of an interview, at given times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.mock import clock
from quizapp.mock.clock import SILENCE, State, go_on, left, spent, state, stop
from quizapp.models import Interview

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def begun(minutes: int = 15) -> Interview:
    return Interview(
        minutes=minutes, items=[], position=0, spent_seconds=0.0, running_since=NOON,
        created_at=NOON,
    )  # fmt: skip


def test_the_clock_runs_on_its_own_and_a_reload_does_not_affect_it() -> None:
    interview = begun()
    assert left(interview, at(0)) == 900
    assert [spent(interview, at(90)), spent(interview, at(90))] == [90, 90]
    assert state(interview, at(90)) is State.RUNNING


def test_a_pause_stops_it_for_as_long_as_it_takes() -> None:
    interview = begun()
    stop(interview, at(100))
    assert state(interview, at(5000)) is State.PAUSED
    assert left(interview, at(5000)) == 800
    go_on(interview, at(5000))
    assert spent(interview, at(5020)) == 120


def test_signs_of_life_change_nothing_about_the_time() -> None:
    interview = begun()
    for second in range(20, 200, 20):
        clock.fold(interview, at(second))
        assert spent(interview, at(second)) == second
    assert spent(interview, at(199)) == 199


def test_after_a_crash_it_is_known_up_to_the_last_sign_of_life() -> None:
    interview = begun()
    clock.fold(interview, at(200))
    back = at(200 + SILENCE + 1000)
    assert state(interview, back) is State.SILENT
    assert left(interview, back) == 700
    assert state(interview, at(200 + SILENCE)) is State.RUNNING


@pytest.mark.parametrize(("count", "expected"), [(False, 200), (True, 600)])
def test_the_learner_decides_whether_a_silence_counts(count: bool, expected: float) -> None:
    interview = begun()
    clock.fold(interview, at(200))
    go_on(interview, at(600), count_silence=count)
    assert spent(interview, at(600)) == expected
    assert spent(interview, at(610)) == expected + 10
    assert state(interview, at(610)) is State.RUNNING


def test_time_is_up_exactly_on_the_second_and_stays_up() -> None:
    interview = begun()
    clock.fold(interview, at(890))
    assert state(interview, at(899.9)) is State.RUNNING
    assert state(interview, at(900)) is State.OVER
    assert left(interview, at(950)) == 0
    clock.fold(interview, at(950))
    assert state(interview, at(10_000)) is State.OVER
    interview.finished_at = at(950)
    assert state(interview, at(950)) is State.FINISHED


@given(st.lists(st.tuples(st.sampled_from(["beat", "pause", "go"]), st.integers(1, 60))))
def test_the_clock_is_the_sum_of_the_times_in_which_it_ran(
    events: list[tuple[str, int]],
) -> None:
    interview, now, ran = begun(45), 0, 0
    for event, gap in events:
        ran += gap if interview.running_since else 0
        now += gap
        if event == "beat":
            clock.fold(interview, at(now))
        elif event == "pause":
            stop(interview, at(now))
        elif interview.running_since is None:
            go_on(interview, at(now))
        assert spent(interview, at(now)) == pytest.approx(ran)
