"""Laws over every template and many seeds: same seed same exercise, and marking is fair."""

import json
import math
import random
import subprocess
import sys

import pytest

from engine import TEMPLATES, mark
from engine.graph.bent import at, bends
from engine.graph.program import execute
from engine.proof.simulated import honest_responses, written
from engine.readings.digits import to_digits, unit
from tests.latex_numbers import last_sides
from tests.variants import (
    EXACT,
    GRAPHS,
    WITH_GRADIENTS,
    every_exact,
    every_graph,
    every_template,
    keys,
    settings,
    variant,
)

WAYS = (
    {}, {"products": False}, {"chance": None}, {"cut": True}, {"keep": 1}, {"digits": 4},
    {"digits": 5},
)  # fmt: skip


def in_stated_digits(answer):
    """The key as a learner writes it who keeps to the digits asked for."""
    return answer.rounded(answer.key) if answer.kind == "number" else answer.write()


@every_template
def test_a_template_has_a_graph_where_it_takes_graph_exercise_and_gradients_where_it_says(name):
    """What the laws read off the source, since they build nothing before they run."""
    levels = [variant(name, 1, **params) for params in TEMPLATES[name].levels.values()]
    assert {exercise.graph is not None for exercise in levels} == {name in GRAPHS}
    parts = [part for exercise in levels if exercise.graph for part in exercise.parts]
    assert any(part.name.startswith("grad.") for part in parts) == (name in WITH_GRADIENTS)


@every_template
def test_every_value_of_every_parameter_builds_and_the_exercise_is_plain_json(name):
    for seed, params in settings(name, 200 if name in EXACT else 60):
        exercise = variant(name, seed, **params)
        text = json.dumps(exercise.as_dict(), allow_nan=False)
        assert json.loads(text)["fingerprint"] == exercise.fingerprint


FRESH = """
import json, sys
from engine import build

for name in map(str.strip, sys.stdin):
    try:
        found = [build(name, seed).as_dict() for seed in range(5)]
    except Exception as error:  # which this template's own test will tell
        found = repr(error)
    print(json.dumps(found), flush=True)
"""


@pytest.fixture(scope="session")
def fresh():
    """Makes a few variants of a template in a process of its own, which only does what is asked."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", FRESH], text=True, **pipes) as child:

        def made(name):
            print(name, file=child.stdin, flush=True)
            return json.loads(child.stdout.readline())

        yield made


@pytest.mark.slow
@every_template
def test_the_same_seed_gives_the_same_exercise_in_a_fresh_process(name, fresh):
    here = [variant(name, seed).as_dict() for seed in range(5)]
    assert fresh(name) == json.loads(json.dumps(here))
    assert len({exercise["fingerprint"] for exercise in here}) > 1


@every_template
def test_the_key_scores_full_marks_in_full_and_in_stated_digits(name):
    for seed, params in settings(name, 60):
        exercise = variant(name, seed, **params)
        written = {part.name: in_stated_digits(part.answer) for part in exercise.parts}
        for responses in (keys(exercise), written):
            marked = mark(exercise, responses)
            assert marked.score == 1.0
            assert {part.verdict for part in marked.parts.values()} == {"correct"}


@every_graph
def test_no_honest_learner_who_rounds_every_intermediate_is_rejected(name):
    for seed, params in settings(name, 60):
        exercise = variant(name, seed, **params)
        for way in WAYS:
            way = dict(way, chance=random.Random(seed)) if "chance" in way else way
            responses = honest_responses(exercise, **way)
            verdicts = {p.verdict for p in mark(exercise, responses).parts.values()}
            fewer = way.get("digits", exercise.digits) < exercise.digits
            allowed = {"correct", "rounded", *(["imprecise"] if fewer else [])}
            assert verdicts <= allowed, (seed, params, way, responses)


@every_graph
def test_who_works_with_two_digits_is_asked_for_more_and_never_marked_wrong(name):
    for seed, params in settings(name):
        exercise = variant(name, seed, **params)
        responses = honest_responses(exercise, digits=2)
        verdicts = {p.verdict for p in mark(exercise, responses).parts.values()}
        assert verdicts <= {"correct", "rounded", "imprecise"}, (seed, params, responses)


@every_graph
def test_an_answer_well_outside_the_envelope_is_refused(name):
    for seed, params in settings(name):
        exercise = variant(name, seed, **params)
        for part in exercise.parts:
            low, high = part.answer.envelope
            off = high - low + 2 * (part.answer.step or 1e-3)
            for outside in (low - off, high + off):
                typed = to_digits(outside, exercise.digits + 2)
                marked = mark(exercise, keys(exercise) | {part.name: typed})
                assert marked.parts[part.name].credit == 0


@every_template
def test_every_misconception_is_diagnosed_by_name_and_none_is_accepted(name):
    for seed, params in settings(name):
        exercise = variant(name, seed, **params)
        for part in exercise.parts:
            for wrong in part.answer.misconceptions:
                typed = wrong.written
                if part.answer.kind == "number" and not part.answer.is_whole:  # zeros and all
                    digits, fixed = exercise.digits, part.answer.rounded(wrong.answer)
                    typed = to_digits(wrong.answer, digits) if digits else fixed
                told = mark(exercise, keys(exercise) | {part.name: typed}).parts[part.name]
                assert (told.verdict, told.credit) == (f"misconception:{wrong.name}", 0)


@pytest.mark.slow
@every_graph
def test_a_learner_holding_one_misconception_throughout_is_told_which_where_it_first_shows(name):
    seen = 0
    for seed, params in (variants := [*settings(name)]):
        exercise = variant(name, seed, **params)
        program, marks = exercise.graph.program, {}  # several rules may give the same answers
        for op, bend, _ in bends(program, range(len(program.instructions))):
            arrays = execute(program, exercise.leaves, bend=[(op, bend.name)])
            numbers = {q.name: at(arrays[q.array], q.index) for q in exercise.asked}
            if not all(map(math.isfinite, numbers.values())):
                continue  # ln of a negative number, say: such a learner notices
            responses = {blank: written(x, exercise.digits) for blank, x in numbers.items()}
            typed = tuple(responses.values())
            marked = marks[typed] = marks.get(typed) or mark(exercise, responses)
            wrong = [n for n, part in marked.parts.items() if part.credit < 1]
            if wrong:
                told = marked.parts[wrong[0]]
                names = (told.verdict.removeprefix("misconception:"), *told.also)
                named = f"{op}.{bend.name}" in names
                assert named or bend.rare, (seed, params, op, bend.name, names)
                seen += named  # rare ones only where nothing else leads there
    assert seen >= len(variants)


@every_graph
def test_a_key_is_zero_only_where_no_rounding_moves_it_and_every_number_is_finite(name):
    for seed, params in settings(name, 60):
        exercise = variant(name, seed, **params)
        for part in exercise.parts:
            assert part.answer.key != 0 or part.answer.envelope == (0, 0)
            assert all(map(math.isfinite, (part.answer.key, *part.answer.envelope)))


@every_exact
def test_an_exact_key_refuses_its_near_misses_and_is_the_last_step_of_its_explanation(name):
    for seed, params in settings(name, 60):
        exercise = variant(name, seed, **params)
        last = {step.quantity: step.value for step in exercise.steps}
        for part in exercise.parts:
            assert last[part.name] == part.answer.key
            for near in part.answer.near_misses():
                marked = mark(exercise, keys(exercise) | {part.name: near})
                assert marked.parts[part.name].credit < 1


@every_graph
def test_the_last_step_of_each_part_is_its_key_and_every_line_evaluates_to_its_value(name):
    worked = 0  # lines with numbers put into a formula, beside the result
    for seed, params in (variants := [*settings(name)]):
        exercise = variant(name, seed, **params)
        last = {step.quantity: step.value for step in exercise.steps}
        for part in exercise.parts:
            assert last[part.name] == pytest.approx(part.answer.key, rel=1e-12)
        for step in exercise.steps:
            sides = last_sides(step.latex)
            worked += len(sides) > 1
            assert sides, step.latex
            for side in sides:
                most = max(abs(side), abs(step.value))
                assert side == pytest.approx(step.value, abs=5 * unit(most, exercise.digits))
    assert worked >= len(variants)
