"""Markdown and formulas are shown correctly and safely."""

from __future__ import annotations

import re

import pytest

from quizapp.presenting.markup import inline, latex_errors, math, render
from quizapp.storage.resources import questions
from quizapp.web.question.written_derivation import aligned, left_side, one_a_line


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[press](javascript:alert(1))",
        "![](https://elsewhere.example/x.png)",
        "<a href='data:text/html,x'>x</a>",
        "`</code><script>`",
        r"$\text{</math><script>alert(1)</script>}$",
        "$<img src=x onerror=alert(1)>$",
        r"$\foo<script>$",
    ],
)
@pytest.mark.parametrize("reader", [render, inline])
def test_no_text_becomes_live_html(reader, text: str) -> None:
    shown = reader(text).lower()
    for live in ("<script", "<img", "<style", 'href="javascript', 'href="data'):
        assert live not in shown.replace("&lt;", "_")


def test_a_formula_becomes_mathml_without_inline_styles() -> None:
    shown = render(r"$$\begin{aligned} a &= \frac{b}{c} \\ d &= \overline{e}\!f \end{aligned}$$")
    assert "<mfrac>" in shown
    assert 'class="right flush-right"' in shown
    assert " style=" not in shown


@pytest.mark.parametrize(
    "latex",
    [
        "{" * 1000,
        "(" * 100,
        "[" * 100,
        r"\{" * 60,
        r"\langle " * 60,
        r"\lvert " * 60,
        r"\left(" * 200,
        r"\begin{matrix}" * 100,
        r"\def\a{{\a}}\a",
        r"\newcommand{\a}{\a\a}\a",
        "x^{" * 600 + "}" * 600,
        "x" * 5000,
        r"\foo",
        "a &",
        "\\",
        "}",
    ],
)
def test_no_formula_ends_the_process_or_raises(latex: str) -> None:
    assert '<code class="unread">' in math(latex)
    assert latex_errors(f"${latex.strip()}$") or len(latex) < 3


def test_a_formula_that_cannot_be_read_is_reported_with_its_place() -> None:
    (trouble,) = latex_errors(r"Fine: $a$, not fine: $b + \foo$.")
    assert "character 5" in trouble
    assert r"\foo" in trouble


def test_deep_but_honest_formulas_are_shown() -> None:
    latex = r"\frac{1}{1 + \exp\left(-\left(w_1 x_1 + \left(w_2 x_2 + b\right)\right)\right)}, [0)"
    assert "<math>" in math(latex)


def test_money_is_not_a_formula() -> None:
    assert "<math" not in render("It costs $5 and then $6.")


def test_no_line_begins_with_the_point_after_a_formula() -> None:
    shown = render("Is it true for $z$? *Yes.*")
    assert re.search(r'<span class="held"><math>.*</math>\?</span> <em>', shown)
    assert "held" not in render("Is $z$ true?")


def test_formulas_side_by_side_may_wrap() -> None:
    assert render(r"$$a = 1,\quad b = 2$$").count("<math") == 2
    assert render("$$a = 1, \\qquad b = 2,\n\\qquad c = 3.$$").count("<math") == 3
    assert render(r"$$\left(a,\quad b\right)$$").count("<math") == 1


def test_every_formula_of_the_bank_is_shown() -> None:
    files = sorted(questions().glob("*/*.toml"))
    assert len(files) >= 60
    for file in files:
        assert latex_errors(file.read_text(encoding="utf-8")) == [], file.name


def test_a_derivation_has_one_relation_per_line() -> None:
    latex = r"\frac{a}{b} = \sum_{i = 1} c \approx 2"
    assert left_side(latex) == r"\frac{a}{b}"
    assert aligned(latex).count(r"\\") == 1
    assert aligned("a = b") == "a = b"


def test_numbers_with_the_same_subscripts_are_a_table():
    numbers = [rf"{letter}_{{\text{{{at}}}}} = {place}" for letter in "wu"
               for place, at in enumerate("ifgo")]  # fmt: skip
    shown = render("$$" + r",\quad ".join(["x = 2", *numbers]) + "$$")
    assert shown.count("<math") == 2
    assert shown.count("<mtr>") == 3
    assert shown.count("<mn>3</mn>") == 2
    assert render(rf"$$x = 2,\quad {numbers[0]}$$").count("<mtr>") == 0


def test_each_of_several_equations_is_on_its_own_line():
    lines = inline(one_a_line("$a$ ${} = 1$ ${} = 2$, $b$ ${} = 3$"))
    assert lines.count("<br>") == 1
    assert one_a_line("$a$, $b$") == "$a$, $b$"
