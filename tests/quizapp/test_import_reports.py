"""What an import says of its questions before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from quizapp.exchange.arriving import Arrival, arrivals, told_of_many
from quizapp.exchange.opening import open_file
from tests.quizapp.sample_bank import full_session


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return full_session(tmp_path)


def planned(session: Session, data: bytes | str, name: str = "course.gift") -> list[Arrival]:
    content = data.encode() if isinstance(data, str) else data
    used, found = open_file(name, content)
    return arrivals(session, found, format=used.name, source="A course")


def test_a_report_names_the_blank_the_option_and_every_reason_at_once(session: Session) -> None:
    text = "A {1:SA:=sigmoid~%50%logistic#Nearly.} or {1:MC:=yes#Good~no#Bad}."
    xml = f'<question type="cloze"><questiontext><text>{text}</text></questiontext></question>'
    (one,) = planned(session, f"<quiz>{xml}</quiz>", "course.xml")  # of no topic
    assert "Blank 1 was typed there" in " ".join(one.notes)
    assert one.wants_topic  # all else is well: its words are in the list
    twice = "$CATEGORY: The moon\n\n::A::Choose {=a ~a}\n::B::Is it? {T}\n::C::Choose {=b#Yes. ~c}"
    same, also, bare = planned(session, twice)  # with no empty lines between
    assert "no topic “The moon”" in also.notes[0]
    assert not same.wants_topic  # a topic alone won't do
    assert "no topic “The moon”" in same.notes[-1]
    assert "The option “c” has no remark. Add one." in bare.notes
    (essay,) = planned(session, "::E::Why? {}")
    assert "Information for graders" not in essay.notes[0]
    known = planned(session, "$CATEGORY: neuron\n\n::A::Or {=a ~b}\n\n::B::And {=c ~d}")
    assert 2 in told_of_many(known).values()
