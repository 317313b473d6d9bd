"""Laws for every op: its rules agree with each other in every reading."""

import mpmath
import numpy as np
import pytest
import sympy

from engine import OPS
from engine.derivation.slopes import SLOPES
from engine.proof import slope_table
from engine.readings.interval import WAYS, Interval
from engine.readings.rounding import Rounding
from engine.readings.several import Several
from tests.over import over_each
from tests.seeds import QUICK

ENTRIES = 1 if QUICK else 4  # of each input, by which SymPy differentiates
CASES = {
    name: {f"{name}-{number}": sample for number, sample in enumerate(cls.samples())}
    for name, cls in sorted(OPS.items())
}
BENDS = {
    name: bends
    for name, cls in sorted(OPS.items())
    if (
        bends := {
            f"{name}.{bend.name}": (*cls.samples()[0], bend)
            for bend in cls.bends.values()
            if not bend.reads  # the rule itself, read elsewhere: tests/engine/test_misread.py
        }
    )
}
FORMS = {
    name: {
        f"{sample}.{form}": (op, inputs, rule, form)
        for sample, (op, inputs) in CASES[name].items()
        for rule, forms in cls.forms.items()
        for form in forms
    }
    for name, cls in sorted(OPS.items())
    if cls.forms
}


def objects(array, make):
    """An object array of another kind of number."""
    return np.frompyfunc(lambda entry: make(float(entry)), 1, 1)(array)


def floats(array):
    return np.array(np.asarray(array, dtype=object).tolist(), dtype=float)


def weighed(array, g):
    """The sum of all entries times their upstream gradients."""
    return np.asarray(np.asarray(array, dtype=object) * g, dtype=object).sum()


def upstream(op, inputs):
    """A gradient w.r.t. the output with no two entries alike."""
    y = np.asarray(op.forward(*inputs))
    return (np.arange(1, y.size + 1) * 0.37 - 0.8).reshape(y.shape)[()]


@over_each(CASES)
def test_the_formula_in_sympy_and_in_fifty_digits_is_the_forward_rule(case):
    op, inputs = case
    expected = np.asarray(op.forward(*inputs))
    symbolic = op.formula(*(objects(x, lambda v: sympy.Rational(repr(v))) for x in inputs))
    precise = op.formula(*(objects(x, lambda v: mpmath.mpf(repr(v))) for x in inputs))
    np.testing.assert_allclose(floats(symbolic), expected, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(floats(precise), expected, rtol=1e-12, atol=1e-14)


@over_each(CASES)
def test_the_reverse_rule_agrees_with_sympy_and_with_central_differences(case):
    op, inputs = case
    g = upstream(op, inputs)
    gradients = op.vjp(g, op.forward(*inputs), *inputs)
    assert len(gradients) == len(inputs)
    for position, (gradient, array) in enumerate(zip(gradients, inputs, strict=True)):
        assert np.shape(gradient) == array.shape
        for index in list(np.ndindex(*array.shape))[:ENTRIES]:
            unknown = sympy.Symbol("unknown", real=True)
            exact = [objects(x, lambda v: sympy.Rational(repr(v))) for x in inputs]
            point = exact[position][index]
            exact[position][index] = unknown
            loss = weighed(op.formula(*exact), g)
            by_sympy = float(sympy.diff(loss, unknown).subs(unknown, point))

            def at(move, position=position, index=index):
                moved = [objects(x, mpmath.mpf) for x in inputs]
                moved[position][index] += move
                return weighed(op.formula(*moved), g)

            with mpmath.workdps(50):
                step = mpmath.mpf(10) ** -17
                by_differences = float((at(step) - at(-step)) / (2 * step))
            assert gradient[index] == pytest.approx(by_sympy, rel=1e-9, abs=1e-12)
            assert gradient[index] == pytest.approx(by_differences, rel=1e-9, abs=1e-12)


@over_each(CASES)
def test_variants_at_once_give_to_the_bit_what_each_gives_alone(case):
    op, inputs = case
    variants = [inputs, tuple(x * 1.25 for x in inputs)]
    at_once = [Several(np.stack(both)) for both in zip(*variants, strict=True)]
    g, y = upstream(op, inputs), op.forward(*at_once)
    gradients = op.vjp(Several.alike(g), y, *at_once)
    bent = [getattr(op, bend.name)(*at_once) for bend in op.bends.values()
            if bend.replaces == "forward" and not bend.reads]  # fmt: skip
    for row, alone in enumerate(variants):
        output = op.forward(*alone)
        wrong = [getattr(op, bend.name)(*alone) for bend in op.bends.values()
                 if bend.replaces == "forward" and not bend.reads]  # fmt: skip
        expected = [output, *op.vjp(g, output, *alone), *wrong]
        for made, one in zip([y, *gradients, *bent], expected, strict=True):
            rows = Several.alike(made).rows
            np.testing.assert_array_equal(rows[row % len(rows)], one)


@over_each(CASES)
def test_intervals_hold_every_result_that_inputs_within_them_can_give(case):
    op, inputs = case
    chance = np.random.default_rng(0)
    boxes = [Interval(x - 0.003, x + 0.003) for x in inputs]
    bounds = op.formula(*boxes)
    g = upstream(op, inputs)
    bound_gradients = op.vjp(Interval(g, g), bounds, *boxes)
    for _ in range(20):
        point = [x + chance.uniform(-0.003, 0.003, x.shape) for x in inputs]
        y = op.forward(*point)
        results = [(y, bounds), *zip(op.vjp(g, y, *point), bound_gradients, strict=True)]
        for result, bound in results:
            assert np.all(bound.lo - 1e-12 <= result)
            assert np.all(result <= bound.hi + 1e-12)


def arguments_of(rule, op, inputs):
    """What a rule takes: the inputs, of a reverse rule also the gradient and the output."""
    y = op.forward(*inputs)
    return inputs if rule == "forward" else (upstream(op, inputs), y, *inputs)


def each(result):
    """The arrays that a rule gives."""
    return result if isinstance(result, tuple) else (result,)


@over_each(FORMS)
def test_every_equal_form_is_the_rule_itself(case):
    op, inputs, rule, form = case
    arguments = arguments_of(rule, op, inputs)
    expected = each(getattr(op, rule)(*arguments))
    precise = [objects(np.asarray(x), lambda v: mpmath.mpf(repr(v))) for x in arguments]
    for made in (getattr(op, form)(*arguments), getattr(op, form)(*precise)):
        for result, right in zip(each(made), expected, strict=True):
            assert np.shape(result) == np.shape(right)
            np.testing.assert_allclose(floats(result), right, rtol=1e-12, atol=1e-12)


@over_each(FORMS)
def test_every_equal_form_runs_on_intervals_and_is_bounded_around_the_result(case):
    op, inputs, rule, form = case
    arguments = arguments_of(rule, op, inputs)
    expected = each(getattr(op, rule)(*arguments))
    for rounding in (None, Rounding(4)):
        boxes = [Interval(x, x, rounding) for x in arguments]
        for bound, right in zip(each(getattr(op, form)(*boxes)), expected, strict=True):
            assert bound.shape == np.shape(right)
            assert np.all(bound.lo - 1e-12 <= right)
            assert np.all(right <= bound.hi + 1e-12)


def test_every_way_to_compute_a_function_gives_that_function():
    x = np.linspace(-2.5, 2.5, 24)
    for function, ways in WAYS.items():
        assert (made := list(ways(x)))
        for way in made:
            np.testing.assert_allclose(way, function(x), rtol=1e-12)


@over_each(BENDS)
def test_every_misconception_changes_a_result(case):
    op, inputs, bend = case
    y, g = op.forward(*inputs), upstream(op, inputs)
    arguments = inputs if bend.replaces == "forward" else (g, y, *inputs)
    right, wrong = getattr(op, bend.replaces)(*arguments), getattr(op, bend.name)(*arguments)
    right, wrong = (x if isinstance(x, tuple) else (x,) for x in (right, wrong))
    assert [np.shape(x) for x in right] == [np.shape(x) for x in wrong]
    assert any(not np.allclose(a, b) for a, b in zip(right, wrong, strict=True))


@over_each(BENDS)
def test_every_remark_on_a_misconception_is_a_sentence_for_the_learner(case):
    op, inputs, bend = case
    assert bend.remark.endswith(".")
    assert len(bend.remark) > 20
    assert bend.replaces in ("forward", "vjp")


@pytest.mark.parametrize("name", sorted(OPS))
def test_an_op_has_latex_for_its_inputs_a_sentence_and_a_docstring_with_its_formula(name):
    op, inputs = OPS[name].samples()[0]
    assert op.latex(*(f"v_{{{i}}}" for i in range(len(inputs)))).count("v_") >= len(inputs)
    assert op.says.endswith(".")
    assert OPS[name].__doc__


def test_the_table_of_slopes_is_what_sympy_derives_today():
    assert slope_table() == SLOPES, "Run `make slopes`: it has SymPy differentiate the activations."
