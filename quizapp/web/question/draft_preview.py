"""The preview of a draft: a variant as learners see it, tried out, and all that will be named."""

from __future__ import annotations

import tomllib
from typing import Any

from werkzeug.datastructures import MultiDict

from engine import BadQuestion, mark
from engine.answers._base import Answer
from engine.exercise.exercise import Exercise
from quizapp.bank.images import stored
from quizapp.bank.load import read_question
from quizapp.bank.redraws import redraw_rate
from quizapp.models import Question
from quizapp.practice.hints import hints
from quizapp.practice.submitting import NotMarked, imprecise, unreadable
from quizapp.presenting import phrases
from quizapp.presenting.amounts import as_asked

from ..drawing.network.picture import picture
from ..extensions import db
from ..forms import LARGEST, small
from . import blanks
from .blanks import PageBlank
from .draft_problems import HERE, draft_problems, misnamed, unready
from .draft_question import QuestionDraft
from .mark_summary import summary

PROVING = 10  # seeds proved for each request, so that there is progress to show
ACTIONS = ("preview", "another", "try", "prove")  # buttons that check and save nothing


def preview_of(
    draft: QuestionDraft, said: MultiDict[str, str], changed: Question | None = None
) -> dict[str, Any]:
    """The draft's problems, and a variant if its answer makes sense.

    `said` names the seed and the level, and holds an answer to try. The variant is shown even if
    the text holds something that no page can show, to help find it. `changed` is the question that
    the draft is of, None if it is a new one.
    """
    text, problems = draft.text, draft_problems(draft, changed)
    wrong: dict[str, Any] = {"problems": problems}
    wrong["misnamed"] = None if changed else next(iter(misnamed(draft)), None)
    try:
        question = read_question(text)
        question.check()
        levels = question.levels
        shown = levels.get(said.get("level", 0, type=small), question)
        exercise = shown.exercise(_seed(said))
        rate = None if problems else redraw_rate(shown, text)
    except (tomllib.TOMLDecodeError, BadQuestion, RecursionError):
        return {**wrong, "previewed": None}
    return {
        **wrong,
        "previewed": question,
        "shown": shown,
        "unready": [] if problems else unready(draft, changed),
        "levels": list(levels),
        "exercise": exercise,
        "picture": picture(exercise),
        "all_hints": hints(shown, exercise),
        "redraws": rate,
        "narrow": "narrow" in said,
        "named": [(part, named(part.answer, exercise)) for part in exercise.parts],
        **_tried(exercise, said),
        **(proof_of(text, count=LARGEST) if said.get("action") == "prove" else {}),
    }


def named(answer: Answer, exercise: Exercise) -> list[tuple[str, str, str]]:
    """Every wrong answer that is recognised: its value as it is shown, its remark and its name."""
    is_number = hasattr(answer, "rounded")
    said = phrases.likely if exercise.graph else str
    return [
        (
            as_asked(each.answer, answer) if is_number else each.written,
            said(each.remark),
            each.name,
        )
        for each in answer.misconceptions
    ]


def _seed(said: MultiDict[str, str]) -> int:
    seed = said.get("seed", 1, type=small)
    return (seed + 1) % LARGEST if said.get("action") == "another" else seed


def _tried(exercise: Exercise, said: MultiDict[str, str]) -> dict[str, Any]:
    """The blanks with what was typed, and its mark once it can be marked."""
    if said.get("action") == "another":
        return {"blanks": blanks.fresh(exercise)}
    refused, result = _marked(exercise, said) if said.get("action") == "try" else (None, {})
    typed = blanks.typed(exercise, said, refused)
    return {"blanks": typed, "troubled": [one for one in typed if one.trouble], **result}


def _marked(
    exercise: Exercise, said: MultiDict[str, str]
) -> tuple[NotMarked | None, dict[str, Any]]:
    """What keeps the answer from being marked, or its mark; nothing is logged."""
    given = blanks.responses(exercise, said)
    if refused := unreadable(exercise, given, leave_blank=False):
        return refused, {}
    settled = exercise.settled(given)
    found = mark(exercise, settled)
    if refused := imprecise(found):
        return refused, {}
    done = [
        PageBlank(part, number, (settled[part.name],), mark=found.parts[part.name])
        for number, part in enumerate(exercise.parts, 1)
    ]
    return None, {"tried": done, "said": summary(exercise, done, found.as_dict())}


def proof_of(text: str, first: int = 0, count: int = PROVING) -> dict[str, Any]:
    """Proves the next few seeds: how far it has come, and what is wrong."""
    from quizapp.bank import unfair_variants
    from quizapp.bank.check import check_text
    from quizapp.bank.file_problem import at_key

    problems = check_text(text, HERE, 0, stored(db.session))
    upto = min(first + count, unfair_variants.PROVEN)
    if not problems:
        question = read_question(text)
        found = unfair_variants.variant_problems(question, upto, first)
        problems = [at_key(HERE, text, *each) for each in found]
        for seed in range(first, min(unfair_variants.SHOWN, upto)):
            picture(question.exercise(seed))  # the check itself knows no pictures
    return {"proved": upto, "proofs": unfair_variants.PROVEN, "doubts": problems}
