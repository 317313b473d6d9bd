"""Law: a question that a format can carry is the same question when it comes back."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from engine.exercise.question import Question
from quizapp.bank.check import check_text
from quizapp.bank.files import question_files
from quizapp.bank.formats import toml
from quizapp.bank.load import question_of
from quizapp.exchange.coming_in import document
from quizapp.exchange.filling_in import filled_in
from quizapp.exchange.formats import FORMATS
from quizapp.exchange.going_out import items_of
from quizapp.exchange.item import ForeignQuestion

EACH = 6  # questions of every type
BANK = Path(__file__).parents[2] / "questions"
# What a format has no question for at all; a few questions of other types cannot go out either.
WITHOUT = {"moodle": {"expression"}, "gift": {"expression", "ordering", "cloze"}}


def some_of_each() -> dict[str, dict[str, Any]]:
    """Documents of fixed questions by name: a few of every type."""
    found: dict[str, dict[str, Any]] = {}
    kinds: dict[str, int] = defaultdict(int)
    for slug, path in question_files(BANK).items():
        doc = toml.read(path.read_text(encoding="utf-8"))
        if doc["type"] != "template" and kinds[doc["type"]] < EACH:
            kinds[doc["type"]] += 1
            found[slug] = doc
    return found


@pytest.fixture(scope="module")
def bank() -> dict[str, dict[str, Any]]:
    return some_of_each()


def back_again(name: str, items: list[ForeignQuestion]) -> list[ForeignQuestion]:
    found = FORMATS[name].read(FORMATS[name].write(items).data)
    read = [one for one in found if isinstance(one, ForeignQuestion)]
    assert len(read) == len(found), found
    return read


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_a_question_comes_back_as_it_went_out(name: str, bank: dict[str, dict[str, Any]]) -> None:
    items = [item for slug, doc in bank.items() for item in items_of(slug, question_of(doc))]
    came = back_again(name, items)
    kinds = {bank[item.id]["type"] for item in came}
    assert kinds == {doc["type"] for doc in bank.values()} - WITHOUT.get(name, set())
    for item in came:
        doc, notes = document(item, "elsewhere")
        assert not notes, (item.id, notes)
        assert not check_text(toml.write(doc), item.id, 0), item.id
        full = filled_in(doc, bank[item.id], bool(item.level), bool(item.source))
        assert toml.digest(full) == toml.digest(bank[item.id]), item.id


@pytest.mark.parametrize("name", FORMATS)
def test_a_variant_goes_out_with_its_bounds_as_tolerances(name: str) -> None:
    doc = {"title": "A neuron", "type": "template", "level": 2, "source": "x",
           "template": "neuron_gradient"}  # fmt: skip
    question: Question = question_of(doc)
    (item,) = items_of("neuron/one", question, 1)
    came = [gap for back in back_again(name, [item]) for gap in back.gaps]
    assert [gap.value for gap in came] == [gap.value for gap in item.gaps]
    for gap, part in zip(came, question.exercise(1).parts, strict=True):
        low, high = part.answer.envelope or (0, 0)
        reach = (high - low) * 1e-3
        assert gap.lower == pytest.approx(low, abs=reach)
        assert gap.upper == pytest.approx(high, abs=reach)
        wrong = {wrong.remark for wrong in part.answer.misconceptions}
        assert name == "csv" or len(gap.mistakes) == len(wrong) or gap.mistakes
