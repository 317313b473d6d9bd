"""Law: the script that marks offline gives the verdicts of `engine.mark`."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from engine import ANSWERS, TEMPLATES, Unreadable, build, mark
from engine.answers._base import CORRECT, UNREADABLE, Answer
from engine.answers._read_number import read_number
from engine.answers.number import NumberAnswer
from engine.exercise.exercise import Exercise, Part
from engine.marking.mark import Mark
from engine.readings.digits import to_digits
from quizapp.kinds import is_written, kind_of
from quizapp.kinds._base import FOLDER
from quizapp.practice.offline.key_sheet import can_be_marked, key_sheet
from tests.variants import answers

SEEDS = range(2)
MARK = """async (cases) => {
    const { mark } = await import("/static/offline/marking.js");
    return cases.map(([sheet, texts]) => mark(sheet, texts));
}"""
READ = """async (cases) => {
    const { readNumber } = await import("/static/offline/number.js");
    return cases.map(([text, unit, whole]) => {
        try { return readNumber(text, unit, whole); } catch { return null; }
    });
}"""
NUMBERS = [
    "0.25", ".25", "0,25", ",5", "5.", "-2", "−2", "–2", "+3", "1e-3", "1E5", "1.2e+3",
    "1.2×10^-3", "1.2*10^-3", "1.2·10⁻³", "1.2x10**(-3)", "1.2\\times10^{-3}", "3/8", "−3/8",
    ".5/.25", "1∕4", "1,234", "12,345", "1,23", "0,123", "50%", "1/0", "1e400", "1e-400",
    "0e-400", "nan", "inf", "∞", "1__0", "1_000", "1'000", "0x10", "1e", "1e+", "e5", "--", "-",
    "+", ".", ",", "1.2.3", "1/2/3", "２．５", "－２", "（2）", "007", "1e05", "banana", "=3", "≈3",
    "1e3e3", "10^3", "2^3", "1²", "1×10⁵", "1×10+5", "1×10⁻¹⁰", "1×10⁺²", "𝟏",
    "1.7976931348623157e308", "5e-324", "0.1", "0.30000000000000004", "123456789.123456789",
    "4.9406564584124654e-324", "1/3", "2/3", "22/7", "", " ", "\u00a0", "\u20092", "2\u00a0",
    "\ufeff2", "2\u001c", "\u00852", "- 2", "1.2 × 10 ^ 3", "1 / 4", "1 000", "1\u202f000",
    "2 ms", "2ms", "2 µs", "2.480", "-2.480", "12.480", "1.234.567", "2.000", "0.480", "2.0",
    "2480.000", "2.480e3", "2.480 × 10^3", "2.480*10³", "2.480 ms", "4.960/2", "4960/1.000",
    "2.4800", "２．４８０", "2.480 000", "2.480,5", "2.480%", "2.480\\cdot10^3", "1.234.56",
]  # fmt: skip
LONG = ["9" * 60, "9" * 61, "0." + "3" * 58]


def near(part: Part, chance: random.Random) -> list[str]:
    """What may be typed into a blank: right, barely right, barely not, named, slipped, unread."""
    answer: Any = part.answer
    if answer.kind != "number":
        return [answer.write(), *answer.near_misses(), ""]
    low, high = answer.envelope or (answer.value, answer.value)
    unit, shown = answer.step or 1.0, answer.rounded(answer.value)
    return [
        answer.write(), shown, f"-{shown}", *(to_digits(answer.value, n) for n in (1, 2, 3)),
        repr(low), repr(high), repr(low - unit * 0.02), repr(high + unit * 0.02),
        *(entry.written for entry in answer.misconceptions), *answer.near_misses(),
        repr(answer.value + chance.uniform(-3, 3) * unit), f"{chance.uniform(-2, 2):.4f}", "", "x",
        f"{round(answer.value):_}".replace("_", "."), "2.480",
    ]  # fmt: skip


def papers(exercise: Exercise, chance: random.Random) -> Iterator[dict[str, str]]:
    """Filled in rightly, wholly at random, and rightly but for one blank."""
    right = {part.name: part.answer.write() for part in exercise.parts}
    choices = {part.name: near(part, chance) for part in exercise.parts}
    yield right
    yield {name: chance.choice(texts) for name, texts in choices.items()}
    for part in chance.sample(exercise.parts, min(2, len(exercise.parts))):
        for text in chance.sample(choices[part.name], min(5, len(choices[part.name]))):
            yield right | {part.name: text}


def expected(exercise: Exercise, marked: Mark, found: dict[str, Any]) -> dict[str, Any]:
    """The engine's mark, as far as the page may know it without the graph."""
    parts: dict[str, Any] = {}
    for name, part in marked.parts.items():
        parts[name] = (part.verdict, round(part.credit, 9))
        told = found["parts"][name]
        reads = is_written(exercise.part(name).answer.kind) and part.verdict != UNREADABLE
        bent = exercise.graph and part.verdict != CORRECT
        if told["verdict"] == "waiting" and (bent or reads):  # a text is read by the program
            parts[name] = ("waiting", 0)
    return parts


def agree(page: Page, cases: list[tuple[Exercise, dict[str, str]]]) -> set[str]:
    """The verdicts that were given."""
    seen = set()
    told = page.evaluate(MARK, [[key_sheet(exercise), texts] for exercise, texts in cases])
    for (exercise, texts), found in zip(cases, told, strict=True):
        parts = {
            name: (each["verdict"], round(each["credit"], 9))
            for name, each in found["parts"].items()
        }
        marked = mark(exercise, texts)
        assert parts == expected(exercise, marked, found), (exercise.template, exercise.seed, texts)
        if "waiting" not in [verdict for verdict, _ in parts.values()]:
            assert found["score"] == pytest.approx(marked.score)
        seen |= {verdict.partition(":")[0] for verdict, _ in parts.values()}
    return seen


def test_every_template_is_marked_as_by_the_engine(page: Page, address: str) -> None:
    page.goto(f"{address}/offline")
    chance, seen = random.Random(4), set()
    for name in sorted(TEMPLATES):
        exercises = [build(name, seed=seed) for seed in SEEDS]
        able = [exercise for exercise in exercises if can_be_marked(exercise)]
        seen |= agree(page, [(each, texts) for each in able for texts in papers(each, chance)])
    assert seen >= {"correct", "rounded", "misconception", "wrong", "waiting", "unreadable"}


def alone(answer: Answer) -> Exercise:
    return Exercise("any", 0, {}, "", (Part("answer", "", answer),))


def test_every_question_type_is_marked_as_by_the_engine(page: Page, address: str) -> None:
    page.goto(f"{address}/offline")
    chance = random.Random(5)
    able = [
        alone(answer)
        for kind in sorted(ANSWERS)
        for answer in answers(kind)
        if can_be_marked(alone(answer))
    ]
    assert {each.parts[0].answer.kind for each in able} == {
        script.parent.name for script in FOLDER.glob("*/marking.js")
    }
    agree(page, [(each, texts) for each in able for texts in papers(each, chance)])


def test_every_order_and_every_set_of_ticks_is_marked_as_by_the_engine(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/offline")
    cases = []
    for answer in (*answers("ordering"), *answers("choices")):
        kind = kind_of(answer)
        places = range(1, len(kind.choices(answer)) + 1)
        ways: Iterator[tuple[int, ...]] = itertools.permutations(places)
        if answer.kind == "choices":
            sizes = range(1, len(places) + 1)
            ways = itertools.chain(*(itertools.combinations(places, size) for size in sizes))
        cases += [(alone(answer), {"answer": " ".join(map(str, way))}) for way in ways]
    assert agree(page, cases) == {"correct", "misconception", "wrong"}


def test_numbers_are_read_as_by_the_engine(page: Page, address: str) -> None:
    page.goto(f"{address}/offline")
    cases = list(itertools.product(NUMBERS + LONG, ("", "ms", "µs", "％"), (False, True)))
    for (text, unit, whole), found in zip(cases, page.evaluate(READ, cases), strict=True):
        try:
            wanted = read_number(text, unit, whole=whole)
        except Unreadable:
            wanted = None
        assert found == wanted, (text, unit, whole)


def test_what_is_no_number_is_handed_back_in_the_same_words(page: Page, address: str) -> None:
    page.goto(f"{address}/offline")
    exercise = alone(NumberAnswer(2480.0, 0))
    for typed in ("2.480", "1.234.567", "-123.456", "inf", "0.5 or 0.6", "--3"):
        (found,) = page.evaluate(MARK, [[key_sheet(exercise), {"answer": typed}]])
        wanted = mark(exercise, {"answer": typed}).parts["answer"]
        told = found["parts"]["answer"]
        assert (told["verdict"], told["remark"]) == ("unreadable", wanted.remark)
    (found,) = page.evaluate(MARK, [[key_sheet(exercise), {"answer": "abc"}]])
    assert found["parts"]["answer"]["remark"].startswith("abc has no value here. Give one number")
