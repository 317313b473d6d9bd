"""What the log says of each question. All of it can be counted again from the log."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Number


class FirstAnswer(Base):
    """The first attempt of one learner on one question, as it was counted.

    It follows the log instead of belonging to the learner, so it names them without a foreign key.
    """

    __tablename__ = "first_answers"
    __table_args__ = (
        Index(None, "question_id", "seconds"),  # finds the median without reading a row
        Index(None, "question_id", "attempt_id"),
    )

    learner_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    attempt_id: Mapped[int] = mapped_column(Number)
    score: Mapped[int] = mapped_column(BigInteger)  # millionths, so that sums are exact
    seconds: Mapped[float | None]
    hints: Mapped[int]
    day: Mapped[date]


class QuestionSums(Base):
    """Sums over the first answers to a question. Those with an x are in (millionths)²."""

    __tablename__ = "question_sums"

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    answers: Mapped[int] = mapped_column(default=0)
    score: Mapped[int] = mapped_column(BigInteger, default=0)
    score_x_score: Mapped[int] = mapped_column(BigInteger, default=0)
    untried: Mapped[int] = mapped_column(default=0)  # asked for the solution
    hinted: Mapped[int] = mapped_column(default=0)  # used a hint
    # Of learners who have answered other questions: their score here and their mean elsewhere.
    rested: Mapped[int] = mapped_column(default=0)
    own: Mapped[int] = mapped_column(BigInteger, default=0)
    own_x_own: Mapped[int] = mapped_column(BigInteger, default=0)
    rest: Mapped[int] = mapped_column(BigInteger, default=0)
    rest_x_rest: Mapped[int] = mapped_column(BigInteger, default=0)
    own_x_rest: Mapped[int] = mapped_column(BigInteger, default=0)


class QuestionTally(Base):
    """How many people's first answers to a question have something in common."""

    __tablename__ = "question_tallies"

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    about: Mapped[str] = mapped_column(String(10), primary_key=True)  # week, part or option
    # The Monday; the name of the part; the number of the revision that has the option.
    what: Mapped[str] = mapped_column(String(200), primary_key=True)
    value: Mapped[str] = mapped_column(String(200), primary_key=True)  # a verdict, a letter
    people: Mapped[int]
    score: Mapped[int] = mapped_column(BigInteger)  # the sum, in millionths
