"""Phrases that more than one door uses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from engine.exercise.statement import sentence

from .addressing import to_you
from .amounts import count, on

if TYPE_CHECKING:
    from quizapp.plan import Agenda, TodaysList

LEVELS = {1: "Easy", 2: "Medium", 3: "Hard"}
STATES = {
    "draft": "draft", "review": "in review", "published": "published", "retired": "retired",
}  # fmt: skip
NO_FORECAST = "No forecast yet. It starts with your first correct answer."
COMPARE = "Which of these points did you make?"
ASKED = "The interviewer asks:"  # about a text, which may then be continued
CONTINUE = "Add to what you wrote; it is marked as a whole."
PROBE = "An interviewer might ask next:"
CONFIRM = "We aren't sure about some points. Which of them did you make?"
BROKEN = "Something broke on our side"
GONE = "We can't show this question any more"
CHANGED = "We make it differently now."
IN_TABLE = "The table has the numbers."
PASSWORD = "At least 8 characters. A few random words work well."
ADDRESS_CONFIRMED = "Its owner has confirmed the address."
ADDRESS_UNSURE = (
    "Anyone can sign up with any address, so ask its owner whether the account is theirs."
)
AS_IT_IS = "Submit anyway"
STEP_BY_STEP = "Step-by-step solution"
NOT_COUNTED = "This doesn't count as a mistake. You'll see the topic again soon."
DONE_TODAY = "Done for today"
NOTHING_DUE = "Nothing is due for review today"
IN_INTERVIEW = "This question is in your interview"
DEBRIEF_FIRST = "Finish the interview first: its debrief shows every answer."
ALL_SEEN = "That was the last one on this list."
PLACED_EARLY = "We stopped early: four wrong answers in a row are enough to plan with."
CORRECTION = "Correcting the source, “Introduction to Neural Network”"
LOOK_AGAIN = "Please look at:"


# What learners are told by default when a question was corrected and their answer marked again.
TOLD = "Learners are told at their next visit."
MENDED = "The correct answer to this question was wrong. Revision {} corrects it."


def no_question(name: str) -> str:
    """What to say if no question has this name."""
    return f"There is no question {name!r} in the bank."


def moved(planned: str, here: str) -> str:
    """What to tell whoever has travelled away from their plan's time zone."""
    return f"Your days begin at midnight in {planned}, but this device is in {here}."


def level(number: int) -> str:
    """The word for a question's level."""
    return LEVELS.get(number, f"level {number}")


def likely(remark: str) -> str:
    """A remark on a misconception: we can't know what a learner did, only what would explain it."""
    said = to_you(remark)
    told = said != remark or said.startswith("Two at once")
    return sentence(said) if told else f"Check this: {said}"


def headline(found: Agenda) -> str:
    """A line about the date of the plan."""
    wanted = found.plan.interview_on if found.plan else None
    if wanted is None:
        return "No date set, so this plan covers the next month"
    if found.over:
        return over(wanted)
    if not found.days_left:
        return "The interview is today. Good luck!"
    return f"{count(found.days_left, 'day')} to the interview"


def over(wanted: date) -> str:
    """A line about an interview that is over."""
    return f"Your interview was on {on(wanted)}"


def left_today(found: TodaysList) -> str:
    """The time that today's list still takes: `8 min left`."""
    return f"{found.minutes_left} min left"


def put_off(questions: int) -> str:
    """Why today's list ended before all its questions were asked."""
    moved = count(questions, "question")
    return f"You've used today's minutes, so {moved} moved to another day."


def missed(days: int) -> str:
    """A line about days without practice."""
    return f"You missed {count(days, 'day')}, so we've replanned the days left."
