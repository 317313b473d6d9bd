"""Which truth tables a perceptron can compute, decided by sums over rows instead of a search."""

import re
from functools import cache
from itertools import combinations_with_replacement, product

import numpy as np
import pytest

from engine import build

STATEMENT = re.compile(r"does \$w = \(([^)]*)\),\\ b = ([^$]*)\$")
UNIT = re.compile(r"\$w = \(([^)]*)\),\\ b = ([^$]*)\$")
ROUNDS = 200  # of the perceptron rule; for these tables a few dozen are enough


def corners(inputs):
    return np.array(list(product((0, 1), repeat=inputs)))


@cache
def learned(table):
    """Whether the perceptron rule converges on the table, which proves that it is separable."""
    x = np.hstack([corners(len(table).bit_length() - 1), np.ones((len(table), 1))])
    w = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        wrong = False
        for row, target in zip(x, table, strict=True):
            error = target - int(row @ w > 0)
            w, wrong = w + error * row, wrong or error != 0
        if not wrong:
            return True
    return False


@cache
def clashing(table):
    """Whether equally many ones and zeros have the same sum, so that no plane separates them."""
    x = corners(len(table).bit_length() - 1)
    ones, zeros = (
        {tuple(x[list(rows)].sum(axis=0)) for rows in combinations_with_replacement(side, 2)}
        for side in (
            [row for row, t in enumerate(table) if t == kind] for kind in (1, 0)
        )
    )  # fmt: skip
    return bool(ones & zeros)


def most_rows(table):
    """How many rows the nearest separable table has in common with this one."""
    every = product((0, 1), repeat=len(table))
    return max(sum(a == b for a, b in zip(t, table, strict=True)) for t in every if learned(t))


def table_of(exercise):
    body = exercise.statement.partition(r"\hline ")[2].partition(r" \end")[0]
    return tuple(int(row.rpartition("&")[2]) for row in body.split(r"\\"))


def fires(unit, table):
    weights, bias = unit
    x = corners(len(table).bit_length() - 1)
    return tuple(int(row @ np.array(whole_numbers(weights)) + float(bias) > 0) for row in x)


def whole_numbers(text):
    return [int(number) for number in text.split(",")]


@pytest.mark.slow
@pytest.mark.parametrize(("inputs", "separable"), [(2, 14), (3, 104)])
def test_every_table_is_either_learned_or_clashes_but_never_both(inputs, separable):
    every = list(product((0, 1), repeat=2**inputs))
    assert all(learned(table) != clashing(table) for table in every)
    assert sum(map(learned, every)) == separable


@pytest.mark.slow
@pytest.mark.parametrize("inputs", [2, 3])
@pytest.mark.parametrize("tables", ["separable", "any"])
def test_the_answers_agree_with_learning_and_counting(inputs, tables):
    seen = set()
    for seed in range(600):
        exercise = build("linear_separability", seed, inputs=inputs, tables=tables)
        table = table_of(exercise)
        seen.add(table)
        parts = {part.name: part.answer for part in exercise.parts}
        given = fires(STATEMENT.search(exercise.statement).groups(), table)
        assert parts["right"].key == sum(a == b for a, b in zip(given, table, strict=True))
        if tables == "any":
            assert parts["most"].key == most_rows(table), (seed, table)
        (right,) = [option for option in parts["weights"].options if option.correct]
        for option in parts["weights"].options:
            unit = UNIT.fullmatch(option.text)
            fits = fires(unit.groups(), table) == table if unit else not learned(table)
            assert fits == option.correct, (seed, option)
        assert bool(UNIT.fullmatch(right.text)) == learned(table)
    if (inputs, tables) == (3, "any"):
        assert {tuple(column) for column in corners(inputs).T} & seen, "copies of one input"


@pytest.mark.slow
@pytest.mark.parametrize("inputs", [2, 3])
def test_every_reason_given_is_true_of_its_table(inputs):
    reasons = set()
    for seed in range(600):
        exercise = build("linear_separability", seed, inputs=inputs)
        table = table_of(exercise)
        most = exercise.part("most").answer
        told = {entry.name.rpartition(".")[2]: entry for entry in most.wrong}
        assert ("xor_is_separable" in told) == (not learned(table))
        assert ("not_separable_at_all" in told) == learned(table)
        (step,) = [step for step in exercise.steps if step.quantity == "most"]
        if learned(table):
            assert step.text.startswith("One line separates the ones from the zeros.")
            reasons.add("cut")
        else:
            points = [whole_numbers(x) for x in re.findall(r"\((\d(?:, \d)+)\)", step.text)[:4]]
            rows = [corners(inputs).tolist().index(point) for point in points]
            assert [table[row] for row in rows] == [1, 1, 0, 0]
            a, b, c, d = map(np.array, points)
            assert (a + b == c + d).all()
            reasons.add("clash")
        best = fires(UNIT.search(step.text).groups(), table)
        assert sum(a == b for a, b in zip(best, table, strict=True)) == most.key
    assert reasons == {"cut", "clash"}
