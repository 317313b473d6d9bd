"""Formulas as readable text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.presenting.latex import box, inline

READS_AS = [
    (r"\frac{\partial E}{\partial W^{(1)}_{12}}", "∂E/∂W⁽¹⁾₁₂"),
    (r"\frac{\partial E}{\partial W_{12}^{(1)}}", "∂E/∂W⁽¹⁾₁₂"),
    (r"\sigma(z)(1-\sigma(z))", "σ(z)(1 − σ(z))"),
    (r"\sigma\left(z\right)\left(1-\sigma\left(z\right)\right)", "σ(z)(1 − σ(z))"),
    (r"\frac{1}{2}\sum_k (y_k - t_k)^2", "½ ∑ₖ (yₖ − tₖ)²"),
    (r"\frac12", "½"),
    (r"\frac{a+b}{c}", "(a + b)/c"),
    (r"\frac{a}{bc}", "a/(bc)"),
    (r"\frac{a}{\frac{b}{c}}", "a/(b/c)"),
    (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
    (r"\frac{a}{b}c", "a/b · c"),
    (r"\left(\frac{a}{b}\right)^2", "(a/b)²"),
    (r"\frac{e^z-e^{-z}}{e^z+e^{-z}}", "(eᶻ − e⁻ᶻ)/(eᶻ + e⁻ᶻ)"),
    (r"\frac{\partial E}{\partial y}\frac{\partial y}{\partial z}", "∂E/∂y · ∂y/∂z"),
    (r"w \leftarrow w - \eta \frac{\partial C}{\partial w}", "w ← w − η · ∂C/∂w"),
    (r"\frac{d}{dx}\tanh x = 1 - \tanh^2 x", "d/dx tanh x = 1 − tanh² x"),
    (r"q \ln \frac{q}{p}", "q ln(q/p)"),
    (r"-\sum p \ln\frac{1}{p} \frac{a}{b}", "−∑ p ln(1/p) · a/b"),
    (r"\operatorname{erf}\tfrac{x}{\sqrt{2}}", "erf(x/√2)"),
    (r"\frac{q \ln \frac{q}{p}}{n}", "q ln(q/p)/n"),
    (r"\log_2 \frac{a}{b}", "log₂(a/b)"),
    (r"\frac{1}{2} 8\, w^2", "½ · 8 w²"),
    (r"3\frac{1}{2} x", "3 · ½x"),
    (r"\underbrace{\frac{a}{b}}_{\text{through }z_1} + 1", "a/b [through z₁] + 1"),
    (r"\underbrace{a + b}_{\text{slope}} c", "(a + b) [slope] c"),
    (r"e^{-z_1}", "e^(−z₁)"),
    (r"W_{\text{new}} = W_{\text{old}} - \eta\, g", "W_new = W_old − η g"),
    (r"W(\text{new})", "W(new)"),
    (r"\sum_{i=1}^{n} w_i x_i + b", "∑ᵢ₌₁ⁿ wᵢxᵢ + b"),
    (r"\sqrt{x} + \sqrt{x+1} + \sqrt[3]{x}", "√x + √(x + 1) + ∛x"),
    (r"\hat{y} = \bar{x}", "ŷ = x\u0304"),
    (r"|x| + \|w\|_2^2 - |-3|", "|x| + ‖w‖₂² − |−3|"),
    (r"x \in \mathbb{R}^{n \times m}", "x ∈ ℝⁿˣᵐ"),
    (r"-t\log p - (1-t)\log(1-p)", "−t log p − (1 − t) log(1 − p)"),
    (r"a \cdot (-0.3)", "a · (−0.3)"),
    (r"w_{10,2} + w_{1,2}", "w₁₀‚₂ + w₁₂"),
    (r"\begin{bmatrix} 1 & -2 \\ 3 & 4 \end{bmatrix}", "[1 −2; 3 4]"),
    (r"\unheardof{x}", "unheardof x"),
    (r"5\% \text{ of } \$3", "5% of $3"),
]


@pytest.mark.parametrize(("latex", "text"), READS_AS, ids=[latex for latex, _ in READS_AS])
def test_a_formula_looks_as_on_paper(latex: str, text: str) -> None:
    assert inline(latex) == text


def test_a_matrix_stands_in_tall_brackets_with_its_numbers_aligned() -> None:
    picture = box(r"W = \begin{pmatrix} 0.72 & -0.5 \\ -0.24 & 0.27 \end{pmatrix}")
    assert picture.lines == ("W = ⎛  0.72  −0.5 ⎞", "    ⎝ −0.24  0.27 ⎠")


def test_cases_are_shown_behind_one_brace() -> None:
    picture = box(r"f(x) = \begin{cases} x & x > 0 \\ a(e^x - 1) & x \le 0 \end{cases}")
    assert picture.lines == ("f(x) = ⎧ x           x > 0", "       ⎩ a(eˣ − 1)   x ≤ 0")


@given(st.text(alphabet=r"\{}^_$&ab12 +-'()[]|" + "frackbeginsqtlh", max_size=80))
def test_even_broken_latex_is_shown(latex: str) -> None:
    assert isinstance(inline(latex), str)


@pytest.mark.parametrize("deep", ["{", r"\frac{", r"\sqrt{", "x^{", r"\left(", r"\begin{matrix}"])
def test_extreme_nesting_is_shown_as_it_was_typed(deep: str) -> None:
    assert inline(deep * 2000).startswith(deep)
