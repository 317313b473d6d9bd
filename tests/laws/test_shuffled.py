"""Law: a seed shuffles what there is to choose from, and nothing but its order.

Over every fixed question of the bank whose options, pairs or lines have an order, and over the
samples of their types.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from math import factorial

import pytest

from engine import ANSWERS, mark
from engine.answers._shuffled import STORED, Shuffled
from engine.answers.choice import Option
from engine.exercise.question import Question
from quizapp.bank.files import question_files
from quizapp.bank.load import read_question
from quizapp.kinds import kind_of
from quizapp.models import Attempt, Revision
from quizapp.practice import reopen
from quizapp.storage import resources
from tests.over import over
from tests.seeds import QUICK

SEEDS = range(1, 25)
SOME = SEEDS[:2] if QUICK else SEEDS  # where each takes long
TYPES = sorted(name for name, cls in ANSWERS.items() if issubclass(cls, Shuffled))


@cache
def fixed() -> dict[str, Question]:
    """Every question with something to shuffle, by its slug or by the number of its sample."""
    bank = (
        (slug, read_question(path.read_text(encoding="utf-8")))
        for slug, path in question_files(resources.questions()).items()
    )
    samples = (
        (f"{name}-{n}", Question(f"{name} {n}", name, 1, "Here", "Say it.", "So.", answer=answer))
        for name in TYPES
        for n, answer in enumerate(ANSWERS[name].samples())
    )
    return {slug: asked for slug, asked in (*bank, *samples) if isinstance(asked.answer, Shuffled)}


over_all = over(fixed)


def answer(asked: Question, seed: int) -> Shuffled:
    (part,) = asked.exercise(seed).parts
    assert isinstance(part.answer, Shuffled)
    return part.answer


def shown(found: Shuffled) -> tuple[list[str], list[str]]:
    """What every door lists: the texts to choose from, and their partners."""
    return kind_of(found).choices(found), kind_of(found).partners(found)


def pinned(asked: Question) -> list[Option]:
    return [option for option in getattr(asked.answer, "options", ()) if option.pinned]


def responses(found: Shuffled) -> list[str]:
    """Something right, and much that is not."""
    return [found.write(), *found.near_misses()]


def meaning(found: Shuffled, typed: str) -> object:
    """What was chosen, as texts, whatever it was called."""
    response = found.read(typed)
    choices, partners = shown(found)
    if partners:
        return {choices[row]: partners[partner] for row, partner in enumerate(response)}
    if isinstance(response, int):
        return choices[response]
    chosen = [choices[index] for index in response]
    backwards = " ".join(reversed(found.write().split()))
    return set(chosen) if found.mark(backwards).credit == 1 else chosen


def test_the_bank_has_some_of_every_type() -> None:
    in_bank = [asked.type for slug, asked in fixed().items() if "/" in slug]
    assert {*in_bank} >= {*OLD}
    assert len(in_bank) > 100


@over_all
def test_seeds_give_other_orders_of_the_same_things(asked: Question) -> None:
    orders = [shown(answer(asked, seed)) for seed in SEEDS]
    choices, partners = shown(answer(asked, 0))
    assert all(sorted(texts) == sorted(choices) for texts, _ in orders)
    assert all(sorted(texts) == sorted(partners) for _, texts in orders)
    possible = factorial(len(choices) - len(pinned(asked)))
    assert len({str(order) for order in orders}) >= min(possible, 5) - (asked.type == "ordering")
    assert len({asked.exercise(seed).fingerprint for seed in SEEDS}) > 1


@over_all
def test_everything_that_may_move_comes_first_for_some_seed(asked: Question) -> None:
    first = {shown(answer(asked, seed))[0][0] for seed in range(1, 80)}
    assert first == {*shown(answer(asked, 0))[0]} - {option.text for option in pinned(asked)}


@over_all
def test_what_is_pinned_stays_last_in_its_own_order(asked: Question) -> None:
    last = [option.text for option in pinned(asked)]
    for seed in SEEDS:
        texts, _ = shown(answer(asked, seed))
        assert texts[len(texts) - len(last) :] == last


@over_all
def test_the_key_is_right_and_its_near_misses_are_not_whatever_the_seed(asked: Question) -> None:
    for seed in (0, *SOME):
        exercise, found = asked.exercise(seed), answer(asked, seed)
        assert mark(exercise, {"answer": found.write()}).score == 1
        assert exercise.steps[-1].value == found.key
        for typed in found.near_misses():
            assert mark(exercise, {"answer": typed}).score < 1


@over_all
def test_what_is_stored_means_the_same_whatever_the_seed(asked: Question) -> None:
    own = answer(asked, 0)
    stored = {typed: own.settled(typed) for typed in responses(own)}
    for seed in (0, *SOME):
        exercise, found = asked.exercise(seed), answer(asked, seed)
        for typed, kept in stored.items():
            here = found.typed(kept)
            assert STORED not in here
            assert meaning(found, here) == meaning(found, kept) == meaning(own, typed)
            assert exercise.settled({"answer": here}) == {"answer": kept}
            assert exercise.settled({"answer": kept}) == {"answer": kept}
            now, then = (each.mark(text) for each, text in ((found, here), (own, typed)))
            assert (now.verdict, now.credit) == (then.verdict, then.credit)
            assert found.mark(kept) == now


@over_all
def test_an_attempt_from_before_orders_were_drawn_is_shown_and_marked_as_it_was(
    asked: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has the fingerprint without an order, no parameters, and what was typed."""
    monkeypatch.setattr("quizapp.practice.served.read_question", lambda text: asked)
    before = answer(asked, 0)
    for seed in (0, 7):
        for typed in responses(before):
            row = Attempt(
                revision=Revision(text=asked.title), seed=seed, params={},
                responses={"answer": typed},
                fingerprint=asked.exercise(0).fingerprint,
            )  # fmt: skip
            exercise = reopen(None, row).exercise  # type: ignore[arg-type]
            assert shown(exercise.parts[0].answer) == shown(before)
            assert mark(exercise, row.responses) == mark(asked.exercise(0), {"answer": typed})


@over_all
def test_an_attempt_is_shown_in_the_order_it_was_given_in(
    asked: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.practice.served.read_question", lambda text: asked)
    for seed in (0, 1, 2):
        exercise = asked.exercise(seed)
        kept = exercise.settled({"answer": answer(asked, seed).write()})
        row = Attempt(
            revision=Revision(text=asked.title), seed=seed, params=dict(exercise.params),
            responses=kept,
            fingerprint=exercise.fingerprint,
        )  # fmt: skip
        again = reopen(None, row).exercise  # type: ignore[arg-type]
        assert shown(again.parts[0].answer) == shown(answer(asked, seed))
        assert mark(again, row.responses).score == 1


@pytest.mark.slow
def test_another_process_draws_the_same_orders() -> None:
    script = (
        "from tests.laws.test_shuffled import fixed, SEEDS\n"
        "print([list(asked.exercise(seed).params['order'])"
        " for asked in fixed().values() for seed in SEEDS])"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        env={"PYTHONHASHSEED": "7"},
    ).stdout  # fmt: skip
    here = [asked.exercise(seed).params["order"] for asked in fixed().values() for seed in SEEDS]
    assert told.strip() == str(here)


OLD = {
    "choice": ("23752920a70a199d", "1"),
    "choices": ("3d80358e65482f49", "1 3"),
    "matching": ("43c1e3095affea26", "1c 2d 3b"),
    "ordering": ("2c9e698a87c6bb07", "3 4 2 1"),
}
BODIES = {
    "choice": {"options": [
        {"text": "a", "correct": True, "remark": "Yes."},
        {"text": "b", "remark": "No.", "name": "bad"},
        {"text": "c", "remark": "No."}, {"text": "d", "remark": "No."},
    ]},
    "choices": {"options": [
        {"text": "a", "correct": True, "remark": "Yes."}, {"text": "b", "remark": "No."},
        {"text": "c", "correct": True, "remark": "No."}, {"text": "d", "remark": "No."},
    ]},
    "matching": {
        "pairs": [{"left": "1", "right": "one"}, {"left": "2", "right": "two"},
                  {"left": "3", "right": "three"}],
        "distractors": ["four"],
    },
    "ordering": {"items": ["one", "two", "three", "four"]},
}  # fmt: skip


@pytest.mark.parametrize("kind", OLD)
def test_seed_0_has_the_fingerprint_and_the_key_that_every_seed_once_had(kind: str) -> None:
    """As they were before seeds drew an order: attempts, drafts and packs of then hold them."""
    doc = {"title": "A title", "level": 1, "source": "Here", "prompt": "Say it.",
           "explanation": "So.", "type": kind, "answer": BODIES[kind]}  # fmt: skip
    exercise = Question.from_dict(doc).exercise(0)
    assert (exercise.fingerprint, exercise.parts[0].answer.write()) == OLD[kind]
