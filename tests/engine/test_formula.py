"""Formulas: what is read, what is refused with advice, what counts as equal."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Unreadable
from engine.formula import (
    Apply,
    Number,
    Symbol,
    canonical,
    equal,
    parse,
    symbol_to_latex,
    to_latex,
    to_text,
    value,
)
from engine.formula.activations import names
from engine.formula.compare import points
from tests.over import over

SYMBOLS = ["a", "z", "x", "y", "t", "n", "w_1", "w_2", "x_1", "w_12", "eta", "h_1", "y_hat"]
POINT = {name: 0.3 + 0.17 * index for index, name in enumerate(SYMBOLS)}
DOMAIN = dict.fromkeys(SYMBOLS, (-2.0, 2.0)) | {"a": (0.1, 0.9), "n": (1.0, 9.0)}

SAME = [
    ("a*(1-a)", "(1-a)*a", "a-a^2", "a(1-a)", "a − a²", r"a \cdot \left(1 - a\right)", "a(1 – a)"),
    ("sigma(z)", "σ(z)", "1/(1+e^-z)", "1/(1+exp(-z))", r"\frac{1}{1+e^{-z}}", r"\sigma(z)",
     "sigmoid(z)", "e^z/(1+e^z)", "(1+tanh(z/2))/2", r"\dfrac{1}{1+\exp(-z)}", "σ z", "（σ（z））"),
    ("sigma'(z)", "σ′(z)", "σ(z)(1-σ(z))", "1/(4*cosh(z/2)^2)", r"\sigma'\!\left(z\right)"),
    ("sigma'(z)*x_1", "x₁σ'(z)", "x1*sigma'(z)", r"x_{1}\,\sigma'(z)", "σ’(z)·x_1"),
    ("2/n*(y-t)*w_2", r"\frac{2}{n}(y-t)w_{2}", "2(y-t)w₂/n", "−2(t−y)w2÷n"),
    ("w_1 - eta*x", "w_1 - ηx", r"w_1-\eta x", r"w_1 - \eta \times x", "w1 − η∗x"),
    ("w_1*x_1 + w_2", "w_1x_1+w_2", "w1x1 + w2", "w₁x₁ + w₂"),
    ("w_12", r"w_{12}", "w₁₂", "w_{1,2}"),
    ("y_hat - t", r"\hat{y}-t", "ŷ - t", "ŷ - t", r"\hat y - t"),
    ("max(0, z)", "ReLU(z)", "Max(z, 0)", "(z+|z|)/2", r"\operatorname{ReLU}(z)", r"\max(0,z)"),
    ("sqrt(x^2)", "|x|", "abs(x)", "√(x²)", r"\sqrt{x^{2}}", r"\left|x\right|", r"\lvert x\rvert"),
    ("ln(exp(x))", "x", "log(e^x)", r"\ln\left(e^{x}\right)", "+x", "-(-x)"),
    ("2*x", "2x", "x+x", "2 x", "(2)(x)", "2(x)", "[2]{x}", "２ｘ", "4x/2"),
    ("a*exp(x)", "ae^x", "ae^{x}", "ae**x", "aeˣ", r"a e^x"),
    ("x*y*exp(-z) - x", "xye^-z - x", "xye⁻ᶻ - x", "yxe^(-z) - x"),
    ("x*y", "xy", "x y", "y×x", "x⋅y"),
    ("-x^2", "-(x*x)", "-x**2", "−x²"),
    ("x^(-1)", "1/x", "x⁻¹", "x^-1", "x^{-1}"),
    ("ln(2*n)^2", "log^2 2n", "ln²(2n)", "log^{2}(2n)"),
    ("1e5*x", "100000x", "10^5 x"),
    ("1e-3*x", "x/1000", "10^-3 x", "0.001x"),
    ("x^y^2", "x^(y^2)"),
    ("2*pi*x", "2πx", r"2\pi x"),
    ("ln(n)/ln(2)", "log_2(n)", r"\log_2 n", "log2(n)"),
    ("x/y", r"$\frac{x}{y}$", r"\(x/y\)", r"\[\frac{x}{y}\]"),
    ("0*x", "0", "(x+1)^2 - x^2 - 2x - 1"),
]  # fmt: skip

DIFFERENT = [
    ("a*(1-a)", "1-a^2"), ("a*(1-a)", "a"), ("a*(1-a)", "a*(1-a)+1e-6"), ("sigma(z)", "tanh(z)"),
    ("x", "|x|"), ("x", "max(0,x)"), ("x", "x^2/x+0.001"), ("x*y", "x+y"), ("x^2", "2^x"),
    ("ln(x^2)", "2 ln(x)"), ("sigma'(z)", "sigma(z)"), ("-x^2", "(-x)^2"), ("x", "sqrt(x)^2"),
    ("x - y", "y - x"), ("0*x", "1e30*x*0+1e-9"), ("x", "x + 1e20 - 1e20"),
    ("1e-9*x", "2*10^(-9)*x"),
]  # fmt: skip

REFUSED = [  # text, where the caret points
    ("", 0), ("a+", 2), ("(a", 0), ("a)", 1), ("a*(1-b)", 5), ("banana", 0), ("a == 1", 2),
    ("1/2x", 3), ("x/y z", 4), ("e^2x", 3), ("e^xy", 3), ("a^x(1-a)", 3), ("sin x y", 6),
    ("tanh z/2", 6), ("σ z(1-z)", 3), ("2e-3", 1), ("x[0]", 1), ("2.x", 1), ("x 2", 2), ("1 2", 2),
    ("3!", 1), ("exp", 3), ("2+exp", 5), ("exp()", 4), ("max(1,)", 6), ("0,5", 1), ("(0,5)", 2),
    ("sin^-1 x", 4), ("a b c", 2), ("x_y", 0), ("X", 0), ("Σ(x)", 0), ("tan", 3), ("f(x)", 0),
    ("infty", 0), ("i*x", 0), ("1 < 2", 2), ("{}", 1), ("[1, 2)", 2), ("|x", 0), (r"\foo x", 0),
    (r"\sqrt[3]{x}", 5), (r"2\frac{1}{2}", 1), ("exp(1,2)", 0), ("a\x00", 1), ("x½", 1), ("ex", 0),
    ("ae", 0), ("a^xe^y", 3),
    ("sigma''(z)", 0), ("x=", 0), ("a" * 501, None),
]  # fmt: skip


@over({f"{form} for {forms[0]}": (forms[0], form) for forms in SAME for form in forms})
def test_every_way_of_writing_a_formula_is_accepted(pair):
    key, form = pair
    assert equal(parse(key, SYMBOLS), parse(form, SYMBOLS), DOMAIN)


@pytest.mark.parametrize(("key", "other"), DIFFERENT)
def test_formulas_with_other_values_are_not_equal(key, other):
    assert not equal(parse(key, SYMBOLS), parse(other, SYMBOLS), DOMAIN)


@over({repr(text): (text, at) for text, at in REFUSED})
def test_what_cannot_be_read_in_one_way_is_handed_back_with_a_place(case):
    text, at = case
    with pytest.raises(Unreadable) as caught:
        parse(text, SYMBOLS)
    assert caught.value.at == at, str(caught.value)


def test_an_unknown_name_is_named_together_with_what_may_be_used():
    with pytest.raises(Unreadable, match=r"`bb` is not known here.*a, z.*exp") as caught:
        parse("a + bb", ["z", "a"])
    assert caught.value.at == 4


def test_a_declared_name_wins_over_a_function_or_constant_of_that_name():
    assert parse("sigma*e", ["sigma", "e"]) == Apply("*", (Symbol("sigma"), Symbol("e")))
    assert equal(parse("2e-3", ["e"]), parse("2*e - 3", ["e"]), {"e": (-2, 2)})
    assert parse("∂E", ["dE"]) == parse(r"\partial E", ["dE"]) == Symbol("dE")


def test_two_ways_of_cutting_a_run_are_not_guessed_at():
    with pytest.raises(Unreadable, match="several ways"):
        parse("abc", ["a", "bc", "ab", "c"])


def test_points_where_only_one_formula_has_a_value_tell_them_apart():
    log, square = parse("2*ln(x)", ["x"]), parse("ln(x^2)", ["x"])
    assert not equal(log, square, {"x": (-2, 2)})
    assert equal(log, square, {"x": (0.1, 2)})


def test_a_formula_with_values_at_too_few_points_equals_nothing():
    root = parse("sqrt(x - 1)", ["x"])
    assert not equal(root, root, {"x": (-2, 2)})
    assert equal(root, root, {"x": (1, 2)})


def test_formulas_are_compared_at_points_of_both_signs_away_from_zero_and_inside_the_domain():
    drawn = points((("x", -2, 2), ("y", 0.1, 0.9), ("lr", 1e-4, 1e-3)))
    signs = [(point["x"] > 0) for point in drawn]
    assert min(signs.count(True), signs.count(False)) > 10
    assert min(abs(point["x"]) for point in drawn) >= 0.1
    assert all(0.1 <= point["y"] <= 0.9 and 1e-4 <= point["lr"] <= 1e-3 for point in drawn)
    assert len({point["lr"] for point in drawn}) > 30


def test_what_is_shown_in_one_line_leaves_no_doubt_about_fractions():
    shown = {"x/2*y": "(x/2)·y", "x/y/2": "(x/y)/2", "x*y/2": "x·y/2", "2/(x*y)": "2/(x·y)"}
    assert {text: to_text(parse(text, SYMBOLS)) for text in shown} == shown


def test_a_formula_without_values_equals_nothing_not_even_itself():
    root = parse("sqrt(-x^2)", ["x"])
    assert not equal(root, root, {"x": (-2, 2)})


@pytest.mark.parametrize(
    "text", ["9^9^9", "10^400", "exp(exp(99))", "0^(-1)", "(-8)^(1/3)", "ln(0)"]
)
def test_overflow_poles_and_complex_values_are_no_value(text):
    assert math.isnan(value(parse(text, []), {}))


@pytest.mark.parametrize(
    ("name", "tex"),
    [("h_1", "h_{1}"), ("eta", r"\eta"), ("y_hat", r"\hat{y}"), ("lr", r"\mathrm{lr}"),
     ("w_ij", "w_{ij}"), ("μ0", r"\mu_{0}"), ("y'", "y'"), ("x_1'", "x_{1}'")],
)  # fmt: skip
def test_a_symbol_is_typeset_as_it_is_meant(name, tex):
    assert symbol_to_latex(name) == tex
    assert canonical(tex.replace(r"\mathrm", r"\mathrm")) == canonical(name)


ONE = ("neg", "exp", "sqrt", "abs", "sigmoid", "sigmoid'", "relu'", "tanh", "sign", "log2")
LEAVES = st.sampled_from(SYMBOLS).map(Symbol) | st.sampled_from(
    [Number("2", 2.0), Number("0.5", 0.5), Number("pi", math.pi), Number("e", math.e)]
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda name, one, two: Apply(name, (one,) if name in ONE else (one, two)),
        st.sampled_from(["+", "-", "*", "/", "^", "max", *ONE]), inner, inner,
    ),
    max_leaves=12,
)  # fmt: skip


@given(tree=TREES)
def test_what_is_shown_back_means_what_was_read(tree):
    expected = value(tree, POINT)
    for written in (to_text(tree), to_latex(tree)):
        if len(written) <= 500:
            again = value(parse(written, SYMBOLS), POINT)
            assert again == pytest.approx(expected, rel=1e-9, nan_ok=True), written


ARITHMETIC = st.recursive(
    st.sampled_from(["2", "3.5", "0.5", "x", "y"]),
    lambda inner: st.one_of(
        st.builds("{} {} {}".format, inner, st.sampled_from(["+", "-", "*", "/", "**"]), inner),
        st.builds("({})".format, inner),
        # two signs side by side are handed back as a slip
        st.builds("-{}".format, inner.filter(lambda text: not text.startswith("-"))),
    ),
    max_leaves=8,
)


@given(text=ARITHMETIC)
def test_precedence_is_that_of_arithmetic(text):
    point = {"x": 1.25, "y": 0.75}
    try:
        expected = eval(text, {}, dict(point))  # our own text, from the strategy above
    except ArithmeticError:
        return
    if isinstance(expected, float) and math.isfinite(expected):
        assert value(parse(text, point), point) == pytest.approx(expected, rel=1e-9)


def test_a_name_that_bears_an_exponent_already_is_put_in_brackets_before_it_gets_another():
    squared = parse("w_1^2", ["w_1"])
    assert to_latex(squared) == "w_{1}^{2}"
    assert to_latex(squared, lambda _: "w^{(2)}_{1}") == r"\left(w^{(2)}_{1}\right)^{2}"


def test_two_pairs_of_bars_side_by_side_are_a_product():
    assert parse("|x||y|", ["x", "y"]) == parse("abs(x)*abs(y)", ["x", "y"])


@pytest.mark.parametrize(("typed", "name"), [
    ("w\u0304", "w_bar"), ("h\u0305", "h_bar"), ("w\u0303", "w_tilde"), ("x\u0302", "x_hat"),
])  # fmt: skip
def test_an_accent_that_no_single_character_has_is_read_off_the_letter_it_stands_on(typed, name):
    assert parse(typed, [name]) == Symbol(name)


def test_a_sigmoid_far_out_is_0_or_1_and_does_not_overflow():
    assert [value(parse(f"sigmoid({z})", []), {}) for z in (-1000, 1000)] == [0, 1]


def test_a_root_is_typeset_as_one():
    assert to_latex(parse("sqrt(x)", ["x"])) == r"\sqrt{x}"


def test_swish_is_another_name_of_silu():
    known = names(())
    assert known["swish"] == known["silu"]
