"""Boards: started once, continued, with counted hints, and not in the log."""

import pytest
from sqlalchemy import func, select

from engine import BadQuestion
from quizapp import whiteboard
from quizapp.models import Attempt, Whiteboard
from quizapp.practice import open_served
from tests.quizapp.sample_bank import NOW, chance, full_session, learner, row

WHOLE = "dE/dw = (y - t)*y*(1 - y)*x"


def begun(session, owner, seed=3, target="grad.W[0,0]"):
    served = open_served(session, row(session, "backprop/one-neuron").id, seed, level=1)
    board = whiteboard.start(session, owner, served, target, now=NOW)
    session.commit()
    return board


def write(board, *lines):
    return [whiteboard.write(whiteboard.open_board(board), text, now=NOW) for text in lines]


def test_only_questions_with_a_gradient_are_suitable(tmp_path):
    session = full_session(tmp_path)
    assert whiteboard.suitable(session) == {"backprop": [row(session, "backprop/one-neuron").id]}


def test_the_chosen_question_is_suitable_and_has_the_requested_level(tmp_path):
    session = full_session(tmp_path)
    ada = learner(session)
    served = whiteboard.choose(session, ada, skill=None, level=1, chance=chance())
    assert served.question.level == 1
    assert whiteboard.target_of(served.exercise).startswith("grad.W")
    assert whiteboard.choose(session, ada, skill="neuron", level=None, chance=chance()) is None


def test_the_same_target_of_the_same_exercise_is_one_board_until_it_is_finished(tmp_path):
    session = full_session(tmp_path)
    ada, grace = learner(session), learner(session, "Grace")
    first = begun(session, ada)
    assert begun(session, ada) is first
    assert begun(session, ada, target="grad.z[0]") is not first
    assert begun(session, ada, seed=4) is not first
    assert begun(session, grace) is not first
    write(first, WHOLE)
    session.commit()
    assert begun(session, ada) is not first


def test_lines_are_stored_as_typed_but_unreadable_ones_are_not(tmp_path):
    session = full_session(tmp_path)
    board = begun(session, learner(session))
    read = write(board, "dE/dy = y−t ", "dE/dy = (y", "dE/dz = y")
    assert [line.verdict for line in read] == ["correct", "unreadable", "wrong"]
    assert board.lines == ["dE/dy = y−t ", "dE/dz = y"]


def test_a_finished_board_accepts_no_lines_and_logs_no_attempt(tmp_path):
    session = full_session(tmp_path)
    board = begun(session, learner(session))
    write(board, WHOLE, "dE/db = dE/dz")
    whiteboard.undo(board)
    assert board.lines == [WHOLE]
    assert board.finished_at == NOW
    assert session.scalar(select(func.count(Attempt.id))) == 0


def test_hints_count_and_undoing_one_does_not_uncount_it(tmp_path):
    session = full_session(tmp_path)
    board = begun(session, learner(session))
    for _ in range(5):
        whiteboard.hint(whiteboard.open_board(board), now=NOW)
    assert board.hints_used == 3  # of the first step; then it must be written
    whiteboard.undo(board)
    assert board.hints_used == 3
    assert board.lines == ["?", "?"]


def test_typing_a_question_mark_asks_for_a_hint(tmp_path):
    session = full_session(tmp_path)
    board = begun(session, learner(session))
    write(board, " ? ")
    assert board.hints_used == 1


def test_a_board_has_a_maximum_length(tmp_path):
    session = full_session(tmp_path)
    board = begun(session, learner(session))
    board.lines = ["dE/dy = y"] * 60
    write(board, WHOLE)
    assert whiteboard.open_board(board).full
    assert len(board.lines) == 60


def test_a_board_comes_back_from_the_database_as_it_was(tmp_path):
    session = full_session(tmp_path)
    ada = learner(session)
    board = begun(session, ada)
    write(board, "delta = (y - t)*y*(1 - y)", "?")
    session.commit()
    session.expire_all()
    found = whiteboard.open_board(session.get(Whiteboard, (ada.id, board.id)))
    assert [line.verdict for line in found.board.lines] == ["defined", "hint"]
    assert found.target.name == "grad.W[0,0]"
    assert whiteboard.boards(session, ada) == [board]


def test_a_board_whose_exercise_no_longer_asks_for_the_target_is_refused(tmp_path):
    session = full_session(tmp_path)
    board = begun(session, learner(session), target="grad.W[9,9]")
    with pytest.raises(BadQuestion, match="no longer asks"):
        whiteboard.open_board(board)
