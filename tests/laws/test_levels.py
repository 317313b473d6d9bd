"""Laws for the three levels of every template: warm-up, interview question, hard."""

import statistics

import pytest

from engine import TEMPLATES, mark
from engine.proof.simulated import honest_responses
from tests.seeds import seeds
from tests.variants import every_graph, every_template, variant

SEEDS = range(8)
DERIVED = 4  # exercises whose whole derivation is written out
BLANKS = [3, 5, 8]  # that a level asks for, at most
DRILL = 18  # that a full drill asks for, at most


@every_template
def test_the_three_levels_are_three_settings_the_middle_one_being_the_defaults(name):
    chosen = TEMPLATES[name]
    assert list(chosen.levels) == [1, 2, 3]
    settings = [chosen.complete(params) for params in chosen.levels.values()]
    assert settings[1] == chosen.defaults
    assert settings[0] != settings[1] != settings[2] != settings[0]


@pytest.mark.slow
@every_template
def test_every_level_keeps_a_twentieth_of_its_draws_and_is_no_shorter_than_the_one_below(name):
    lengths, blanks = [], []
    for params in TEMPLATES[name].levels.values():
        exercises = [variant(name, seed, **params) for seed in SEEDS]
        assert len(exercises) / sum(1 + exercise.redraw for exercise in exercises) >= 0.05
        derived = exercises[:DERIVED] if exercises[0].graph else exercises
        lengths.append(statistics.mean(len(exercise.steps) for exercise in derived))
        blanks.append(max(len(exercise.parts) for exercise in exercises))
    assert lengths == sorted(lengths)
    assert all(found <= most for found, most in zip(blanks, BLANKS, strict=True)), blanks


@pytest.mark.parametrize("name", [name for name, one in TEMPLATES.items() if one.by_hand])
def test_what_takes_no_calculator_asks_for_whole_numbers_of_at_most_three_digits(name):
    for params in TEMPLATES[name].levels.values():
        parts = [part for seed in SEEDS for part in variant(name, seed, **params).parts]
        keys = [part.answer.key for part in parts if part.answer.kind == "number"]
        assert all(key == int(key) and abs(key) < 1000 for key in keys)


@pytest.mark.slow
@every_template
def test_a_full_drill_asks_for_more_about_the_same_numbers(name):
    """Of most seeds: where the longer sheet cannot be fair, its numbers are drawn again."""
    if not TEMPLATES[name].has_drill:
        return
    same = 0
    for level in TEMPLATES[name].levels.values():
        for seed in seeds(3):
            few, full = variant(name, seed, **level), variant(name, seed, **level, ask="all")
            assert len(few.parts) <= len(full.parts) <= DRILL
            same += few.redraw == full.redraw
    assert same


@every_graph
def test_no_level_refuses_an_honest_learner_who_rounds_every_intermediate(name):
    for level in (1, 3):  # the laws of test_templates.py meet the level between from the first
        for seed in seeds(6):
            exercise = variant(name, seed, **TEMPLATES[name].levels[level])
            marks = mark(exercise, honest_responses(exercise, products=True)).parts.values()
            assert {part.verdict for part in marks} <= {"correct", "rounded"}, (level, seed)
