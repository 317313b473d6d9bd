"""Find the bug: the marked line is the first that does not follow from the others."""

import re

import pytest

from engine import TEMPLATES, build, mark
from engine.readings.digits import unit
from tests.latex_numbers import last_sides
from tests.seeds import seeds

SOURCES = TEMPLATES["find_the_bug"].choices["derivation"]


@pytest.mark.parametrize("derivation", SOURCES)
def test_every_line_evaluates_to_its_own_number_so_that_only_the_rule_is_wrong(derivation):
    for seed in seeds(15):
        (part,) = build("find_the_bug", seed, derivation=derivation).parts
        for option in part.answer.options:
            whole = option.text.replace("$ ${} = ", " = ")  # where a line may wrap
            for equation in re.findall(r"\$(.*?)\$", whole):
                sides = last_sides(equation)
                assert sides
                last = unit(max(map(abs, sides)), 3)  # of the digits the lines keep, at least
                assert max(sides) - min(sides) <= 5 * last, equation


@pytest.mark.parametrize("derivation", SOURCES)
def test_the_wrong_line_and_its_correction_end_in_visibly_different_numbers(derivation):
    for seed in seeds(15):
        (part,) = build("find_the_bug", seed, derivation=derivation).parts
        wrong = next(option for option in part.answer.options if option.correct)
        corrected = wrong.remark.partition("It should read ")[2]
        results = [
            [float(number) for number in re.findall(r"= (-?[\d.]+)\$", text)]
            for text in (wrong.text, corrected)
        ]
        assert len(results[0]) == len(results[1]) >= 1
        assert any(abs(a - b) >= 0.02 * abs(b) for a, b in zip(*results, strict=True))


def test_a_derivative_at_the_input_is_located_where_it_first_appears():
    seen = 0
    for seed in range(25, 40):  # one of which has it: this slip is a rare one
        exercise = build("find_the_bug", seed, derivation="weight_update")
        (part,) = exercise.parts
        lines = [option.text for option in part.answer.options]
        bent = [n for n, line in enumerate(lines, 1) if r"z \cdot \left(1 - z\right)" in line]
        if bent:
            seen += 1
            assert part.answer.key == bent[0]
            assert mark(exercise, {"line": str(bent[0])}).score == 1.0
            assert mark(exercise, {"line": str(bent[0] % len(lines) + 1)}).score == 0.0
    assert seen


def test_the_mistake_is_not_always_on_the_same_line():
    keys = {build("find_the_bug", seed).parts[0].answer.key for seed in range(30)}
    assert len(keys) >= 4
