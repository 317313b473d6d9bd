"""Formulas as people spell them: each is read as what it means, or handed back; none is misread."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import ANSWERS, BadQuestion, Unreadable
from engine.formula import equal, parse, symbol_to_latex, to_latex, to_text, value
from engine.formula.lexer import FRACTIONS
from engine.formula.lookalikes import TABLE, place, unified
from tests.over import over

SYMBOLS = ["a", "z", "x", "y", "t", "n", "w", "eta", "g", "h_1"]
DOMAIN = dict.fromkeys(SYMBOLS, (-2.0, 2.0)) | {"a": (0.1, 0.9), "n": (1.0, 9.0)}

MEANT = {
    "sigma'(z)": (
        r"\sigma^{\prime}(z)", r"\sigma^\prime(z)", r"\sigma^{'}(z)", "σ′(z)", "dσ/dz", "∂σ/∂z",
        r"\frac{d\sigma}{dz}", r"\frac{\partial \sigma}{\partial z}", "(dσ/dz)", "dsigma/dz",
    ),
    "2*sigma'(z)*x": ("2dσ/dz*x", "x*2*dσ/dz", r"2x\frac{d\sigma}{dz}"),
    "step(z)": (
        "[z>0]", "[z > 0]", "(z>0)", "{z>0}", "1_{z>0}", "1_[z>0]", "1[z>0]", "1(z>0)", "𝟙(z>0)",
        "𝟏_{z>0}", r"\mathbb{1}[z>0]", r"\mathbb{1}_{z>0}", r"\mathbb 1(z>0)",
        r"\mathbb{1}\{z>0\}", r"\mathbf{1}[z>0]", r"\mathbb{I}(z>0)", "I(z>0)", "I[z>0]", "H(z)",
        r"1_{\left\{z>0\right\}}", r"1_{\{z>0\}}", r"\mathbf{1}_{\{z>0\}}",
        r"\mathbb 1_{ \{0<z\} }", r"\left[z>0\right]", "[0<z]", r"[z \gt 0]", "heaviside(z)",
        "Heaviside(z)", r"\operatorname{step}(z)", "[2z>z]", "step z",
    ),
    "sigmoid(z)": ("expit(z)", "logistic(z)", "1/(1+e⁻ᶻ)"),
    "1 - step(-z)": ("[z>=0]", "[z ≥ 0]", r"[z \geq 0]", "[0 ⩽ z]", "1-[z<0]", "1 - (z<0)"),
    "x*step(z)": ("x[z>0]", "x*[z>0]", "x 1_{z>0}", "x·1[z>0]", "[z>0]x", "x(z>0)", "x∘[z>0]"),
    "step(1-z)": ("[1 > z]", "[z < 1]", "1 - [z >= 1]"), "step(-z)": ("[0 > z]", "[z < 0]"),
    "step(x*(z + 1) - y)": ("[x(z+1) > y]", "1_{x(z+1)>y}", "[y < (z+1)x]"),
    "(1/2)*(y-t)^2": (
        "1/2 (y-t)^2", "½(y-t)^2", "½ (y − t)²", r"\frac12(y-t)^2", r"\frac12 (y-t)^2", "0.5(y-t)²",
        r"\frac{1}{2}(y-t)^2", "(y-t)²/2", r"\tfrac12(y-t)^{2}",
    ),
    "(2/n)*(y-t)": ("2/n (y-t)", r"\frac2n(y-t)", r"\frac 2 n (y-t)", "2(y-t)/n", "2÷n (y-t)"),
    "x*y": ("x⊙y", "x∘y", r"x\odot y", r"x \circ y", "x∙y", "x•y", "x✕y", r"x\cdot y", "x∗y", "xy"),
    "e^(-z)": ("e⁻ᶻ", "e^-z", "exp(−z)", "ℯ⁻ᶻ", "1/eᶻ", "e^{-z}", "e⁻⁽ᶻ⁾"),
    "x^n": ("xⁿ", "x^n", "x^{n}", "x**n"), "x^(2*n)": ("x²ⁿ", "(xⁿ)²"),
    "abs(z)": ("∣z∣", "|z|", "❘z❘", "｜z｜", r"\lvert z\rvert", r"\vert z \vert"),
    "a*(1-a)": (
        "= a(1-a)", "y = a(1-a)", "σ'(z) = a(1-a)", "da/dz = a(1-a)", "∂a/∂z = a(1−a)", "a(1-a).",
        "`a(1-a)`", "`a*(1-a)`.", "$a(1-a)$", "a(1‐a)", "a(1‑a)", "a(1–a)", "a(1—a)", "a(1﹣a)",
        "\ufeffa(1-a)\u200b", "a\u200d(1-a)", "𝑎(1−𝑎)", "𝐚(𝟏−𝐚)", "ａ（１－ａ）",
        "\u202aa(1-a)\u202c", "a\ufe0f(1\u00ad-\u2066a\u061c)",
        r"f(z) \approx a(1-a)", "≈ a(1-a)", "f := a(1-a)", "a(۱-a)", "a(١-a)",
    ),
    "w - eta*g": ("w ← w - ηg", "w <- w - ηg", r"w \leftarrow w - \eta g", "w := w − η⊙g",
                  r"w_{new} = w - \eta g", "w' = w - ηg"),
    "ln(x)": ("log_e x", "log_e(x)", r"\log_e x", "log(x)", "ln x"),
    "atan2(y, x)": ("arctan2(y, x)",), "x^(1/2)": ("x^½", "√x"), "2.5*x": ("2½x", "2½*x"),
    "h_1": ("h₁", "h1", "𝒉₁", "ℎ_1"),
}  # fmt: skip

HANDED_BACK = [  # text, where the caret points, words of the advice
    ("xln(x)", 0, r"put a space or `\*` between `x` and `ln`"), ("2 xexp(z)", 2, "`x` and `exp`"),
    ("sech(z)", 0, r"1/cosh"), ("sigmod(z)", 0, "sigmoid"), ("heavyside(z)", 0, "heaviside"),
    ("arctg(z)", 0, "arctan"), ("softmax(z)", 0, "exponentials"), ("z > 0", 2, r"\[z > 0\]"),
    ("1 if z>0 else 0", 2, r"such as \[z > 0\]"),
    ("[0 < z < 1]", 7, "brackets of its own"), ("step(z > 0)", 7, "brackets of its own"),
    ("dσ/dz(z)", 0, "not known"), ("x/dσ/dz", 2, "not known"), ("dσ/dz^2", 0, "not known"),
    ("dE/dx", 0, "not known"), ("1/2(y-t)", 3, "fraction bar"), ("1/(n) (y-t)", 6, "fraction bar"),
    (r"\frac123", 5, "braces"), (r"\frac²x", 5, "braces"), ("3!", 1, "Factorials"),
    ("50%", 2, "0.5 for 50%"), ("wᵀx", 1, "transposes"), ("a == a", 2, "equals"), ("x½", 1,
    "operator"),
    ("(0,5)", 2, "use a point"), ("x[1]", 1, "index"), ("\u200bx + b", 5, "not known"),
    ("½ + ⅓ ⅓", 6, "operator"), ("y = a + ", 7, "too early"), ("I*x", 0, "not known"),
]  # fmt: skip


@over({f"{form} for {key}": (key, form) for key, forms in MEANT.items() for form in forms})
def test_a_spelling_is_read_as_what_it_means(case):
    meant, form = case
    assert equal(parse(meant, SYMBOLS), parse(form, SYMBOLS), DOMAIN)


@over({f"{text} at {at}": (text, at, words) for text, at, words in HANDED_BACK})
def test_what_is_not_clear_is_handed_back_with_a_place_and_advice(case):
    text, at, words = case
    with pytest.raises(Unreadable, match=words) as caught:
        parse(text, SYMBOLS)
    assert caught.value.at == at


def test_a_derivative_may_be_declared_as_a_symbol_in_any_spelling():
    answer = ANSWERS["expression"]("dE/dy*y", ("dE/dy", "y"))
    answer.check()
    for form in ("dE/dy*y", "y*∂E/∂y", r"\frac{\partial E}{\partial y} y", r"\frac{dE}{dy}\cdot y"):
        assert answer.mark(form).verdict == "correct", form
    tree = answer.read("y*dE/dy")
    assert symbol_to_latex("dE/dy") == r"\frac{\partial E}{\partial y}"
    for shown in (to_latex(tree), to_text(tree)):
        assert answer.mark(shown).verdict == "correct", shown
    with pytest.raises(BadQuestion, match="symbol"):
        ANSWERS["expression"]("y", ("y", "E/y")).check()


@pytest.mark.parametrize("typed", ["1/(1+2.718^(-z))", "1/(1+2.7183^-z)", "1/(1+2.72^(-z))"])
def test_a_rounded_e_is_handed_back_with_its_own_advice(typed):
    answer = ANSWERS["expression"]("1/(1+e^(-z))", ("z",))
    with pytest.raises(Unreadable, match="Write e itself") as caught:
        answer.read(typed)
    assert typed[caught.value.at :].startswith("2.7")
    assert answer.mark("1/(1+2.5^(-z))").verdict == "wrong"


@pytest.mark.parametrize("off", ["1e-5", "1e-7", "0.001", "1"])
def test_a_wrong_value_is_told_with_enough_digits_to_see_that_it_is_wrong(off):
    remark = ANSWERS["expression"]("a*(1-a)", ("a",)).mark(f"a*(1-a) + {off}").remark
    values = remark.replace("−", "-")
    given, right = values.partition(" it gives ")[2].rstrip(".").split("; the correct value is ")
    assert given != right
    assert float(given) != float(right)


@given(text=st.text(st.sampled_from([*map(chr, TABLE), *"ab1.½ -"]), max_size=20))
def test_a_place_in_the_unified_text_leads_back_to_what_was_typed(text):
    plain = unified(text)
    assert unified(plain) == plain
    for at, character in enumerate(plain):
        index = place(text, at)
        assert unified(text[index]) == character
        assert len(unified(text[:index])) == at
    assert place(text, len(plain)) == len(text)


def test_every_number_and_formula_of_the_table_of_look_alikes_is_read():
    for code, plain in TABLE.items():
        if plain.isdigit():
            assert parse(chr(code), []).value == int(plain)
        if plain in ("", "-", "+", "*", "/"):
            assert equal(parse(f"x{chr(code)}{' y' if not plain else 'y'}", SYMBOLS),
                         parse(f"x{plain or '*'}y", SYMBOLS), DOMAIN)  # fmt: skip


def test_every_fraction_in_one_character_has_its_value():
    for sign in FRACTIONS:
        assert value(parse(sign, []), {}) == pytest.approx(unicodedata.numeric(sign)), sign
