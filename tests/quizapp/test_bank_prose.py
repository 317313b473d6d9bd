"""Texts of questions are either shown correctly or reported with advice."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from engine.derivation.slopes import SLOPES
from engine.exercise.question import Question
from quizapp.bank.check import check_text
from quizapp.bank.formats import toml
from quizapp.bank.markdown_check import prose_problems
from quizapp.bank.unfair_variants import variant_problems
from quizapp.presenting.markup import inline, latex_errors, render
from quizapp.presenting.prose import text as plain
from quizapp.web.question.draft_question import STARTS
from tests.quizapp.sample_bank import CHOICE, NUMBER, TEMPLATE

PROMPT = "'''What is $2 \\cdot 3 + 1$?'''"


def asked(prompt: str) -> list[str]:
    """The problems of a question with this prompt."""
    return told(NUMBER.replace(PROMPT, f"'''{prompt}'''"))


def told(text: str) -> list[str]:
    return [f"{problem.what} {problem.advice}" for problem in check_text(text, "q.toml")]


LOST = [
    (r"Let \(x\) be.", "$x$"),
    (r"\[y = x^2\]", "$$x$$"),
    ("\\[\ny = x^2\n\\]", "$$x$$"),
    (r"Let **\(x\)** be.", "$x$"),
    ("\\begin{equation}\nx\n\\end{equation}", r"\begin is outside"),
    (r"\alpha is a rate", r"\alpha is outside"),
    (r"A \textbf{net}", r"\textbf is outside"),
    ("![a net](https://a.example/x.png)", "An image"),
    ("![](data:image/png;base64,AAAA)", "An image"),
    ("![a net][1]\n\n[1]: https://a.example/x.png", "An image"),
    ("x<sub>2</sub>", "$x_2$"),
    ("x<sup>2</sup>", "$x^2$"),
    ("a<br>b", "<br>"),
    ("a<br/>b", "<br>"),
    ("<b>net</b>", "**bold**"),
    ("<div>\nnet\n</div>", "<div>"),
    ('<span style="color: red">net</span>', "<span>"),
    ("<!-- later -->", "HTML"),
    ("# A heading", "heading"),
    ("### A heading", "heading"),
    ("A heading\n=====", "heading"),
    ("A heading\n---", "heading"),
    ("A net[^1].\n\n[^1]: Of two layers.", "footnote"),
    ("A net[^1].", "footnote"),
    ("- [ ] first\n- [x] second", "tick"),
    ("[a page](chapter.html)", "doesn't work"),
    ("[a page](ftp://a.example/x)", "doesn't work"),
    ("[a page](javascript:alert)", "doesn't work"),
    ('[a page](https://a.example "Chapter 1")', "title"),
    ("H~2~O", "$x_2$"),
    ("a ==net==", "as it is"),
    ("```math\nx\n```", "$$x$$"),
    ("x" * 10_001, "Shorten it"),
    ("|a" * 300 + "\n" + "|-" * 300 + "\n" + "|\n" * 200, "table"),
]


@pytest.mark.parametrize(("prompt", "instead"), LOST)
def test_text_that_no_page_can_show_is_reported_with_what_to_write_instead(
    prompt: str, instead: str
) -> None:
    assert any(instead in one for one in asked(prompt)), asked(prompt)


@pytest.mark.parametrize(
    "prompt",
    [
        r"Say `\(x\)`, `<sub>`, `# H`, `![](a)`, `\alpha` and `[^1]`.",
        "```html\n# H\n<br> \\alpha ![](a) [^1]\n\ta\tb\n```",
        "    <br>\n    \\alpha",
        r"$a < b > c$, $\alpha$ and $$\begin{aligned} a &= b \\ &= c \end{aligned}$$",
        "a < b > c, a<b and c>d, List<int>, 2^3 and a_1_b",
        "- a\n  - b\n- c\n\n1. d\n2. e",
        "|a|b|\n|:-|-:|\n|1|2|",
        "> quoted\n\n---\n\n**bold** *italic* ~~gone~~ &nbsp;&alpha;",
        "See <https://a.example> or [this](https://a.example/x?y=1#z), mail [me](mailto:a@b.org).",
        r"It costs \$5, a \* b, \# 1, \_a\_ \\ and one line\
        break.",
        r"Is $\left[0, 1\right)$ half-open? And $[0, 1)$, $]0, 1[$?",
        "A line\nand another, “quoted”, „quoted“ and «quoted»: naïve 日本語 🙂",
    ],
)
def test_text_that_a_page_can_show_is_fine_and_code_may_say_anything(prompt: str) -> None:
    assert asked(prompt) == []


SPOILED = [
    (r'"What is $2\times 3$?"', r"`\t`", "TAB"),
    (r'"Is $x\neq y$?"', r"`\n`", "line end"),
    (r'"Is $a\rho$?"', r"`\r`", "carriage return"),
    (r'"Is $a\frac{1}{2}$?"', r"`\f`", "form feed"),
    (r'"Is $a\beta$?"', r"`\b`", "backspace"),
    (r'"Is $y = \tanh(x)$?"', r"`\t`", "TAB"),
    (r'"Is $\theta$ it?"', r"`\t`", "TAB"),
    (r'"""Is $\nabla f$ it?"""', r"`\n`", "line end"),
    (r'"Is $x\n+ 1$ it?"', r"`\n`", "line end"),
    (r'"A\u0007bell"', "U+0007", "Remove"),
    (r'"A\u000Btab"', "U+000B", "Remove"),
    (r'"A\u001B[1mbold"', "U+001B", "Remove"),
    (r'"A\u0085line"', "U+0085", "Remove"),
]


@pytest.mark.parametrize(("string", "sign", "name"), SPOILED)
def test_a_backslash_that_made_a_character_is_reported(string: str, sign: str, name: str) -> None:
    problems = told(NUMBER.replace(PROMPT, string))
    assert any(sign in one and name in one for one in problems), problems
    if "\\u" not in string:
        assert any("'''" in one for one in problems)


FIELDS = {
    "title": (NUMBER, '"A weighted sum"'),
    "source": (NUMBER, '"The neuron"'),
    "explanation": (NUMBER, "'''$2 \\cdot 3 = 6$, plus the bias $1$ gives $7$.'''"),
    "hints": (NUMBER, "'''First the product.'''"),
    "remark": (NUMBER, "'''The bias is added after the product.'''"),
    "option": (CHOICE, "'''It makes the curve steeper.'''"),
    "option remark": (CHOICE, "'''That is what the weight does.'''"),
}
TEXTS = {"short_answer": ("model", "point"), "matching": ("left", "right"), "ordering": ("items",)}


@pytest.mark.parametrize("field", FIELDS)
def test_every_text_is_checked(field: str) -> None:
    text, value = FIELDS[field]
    assert value in text
    assert any("TAB" in one for one in told(text.replace(value, r'"What \times is"', 1)))


@pytest.mark.parametrize("kind", TEXTS)
def test_every_text_of_an_answer_is_checked(kind: str) -> None:
    doc = toml.read(STARTS[kind])
    for spoilt in ("a\fb", "<br>", r"\(x\)"):
        for key in TEXTS[kind]:
            bad = toml.write({**doc, "answer": spoil(doc["answer"], key, spoilt)})
            assert told(bad), (key, spoilt)


def spoil(value, key: str, spoilt: str):
    """Replace the first text of this name."""
    if isinstance(value, list):
        return [spoil(value[0], key, spoilt), *value[1:]]
    if key in value:
        old = value[key]
        return {**value, key: [spoilt, *old[1:]] if isinstance(old, list) else spoilt}
    return {name: spoil(entry, key, spoilt) if isinstance(entry, list) and name != "distractors"
            else entry for name, entry in value.items()}  # fmt: skip


def test_a_character_that_nobody_sees_is_reported() -> None:
    for sign in ("\u200b", "\u202e", "\xad"):
        assert f"U+{ord(sign):04X}" in str(told(NUMBER.replace("What is", f"What{sign} is")))


def test_ends_of_lines_and_tabs_that_were_meant_stay() -> None:
    assert told(NUMBER.replace(PROMPT, '"First line.\\nSecond line.\\n\\nNew $x$ here."')) == []
    assert told(NUMBER.replace(PROMPT, "'''Code:\n\n```\nif a:\n\tb\n```\n\n$$\na\n$$'''")) == []
    assert told(NUMBER.replace(PROMPT, '"What is $2 \\\\times 3$, \\"it\\"?"')) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A", " a b".replace(" a b", " A ")),
        ("$x+1$", "$x + 1$"),
        ("a b", "a  b"),
        ("*a*", "_a_"),
        ("A – b.", "a - b"),
        ("“a”", '"A".'),
    ],
)
def test_options_that_look_the_same_are_reported(one: str, other: str) -> None:
    text = CHOICE.replace("It moves the curve sideways.", one)
    assert told(text.replace("It makes the curve steeper.", other))


def test_options_cannot_contain_lists_and_tables() -> None:
    text = CHOICE.replace("It makes the curve steeper.", "- one\n- two")
    assert any("A list cannot be shown here" in one for one in told(text))


def test_a_variant_that_cannot_be_explained_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(SLOPES, "sigmoid")
    (problem, *_) = check_text(TEMPLATE, "q.toml")
    assert "sigmoid has no slope" in problem.what


def test_a_variant_whose_statement_cannot_be_shown_is_reported() -> None:
    question = Question.from_dict(toml.read(TEMPLATE))
    assert variant_problems(question) == []
    above = replace(question, prompt="What is $\\kdot$?")
    assert any("\\kdot" in what for _, what, _ in variant_problems(above))


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        *("[" * 200_000, '"' * 100_000, "$$a" + " " * 60_000 + "b$$", "`" * 9_999, "[a" * 4_999),
        *("__a " * 2_499, "**a **" * 1_666, "$$a" + " " * 9_000 + "b$$", "\n" * 9_999),
        "> " * 4_999,
        *("|" * 9_999, "|a" * 300 + "\n" + "|-" * 300 + "\n" + "|\n" * 4_000, "***" * 3_333),
        *("![" * 4_999, "<a " * 3_333, "\\" * 9_999, "`a ``b " * 1_400, "~~a" * 3_333, "*" * 9_999),
    ],
    ids=lambda text: f"{text[:6]!r}",
)
def test_no_text_takes_long(text: str) -> None:
    for read in (render, inline, plain, latex_errors, asked):
        start = time.process_time()
        read(text)
        assert time.process_time() - start < 2, read


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("$x + 1$", "$1 + x$", True),
        ("$a(1 - a)$", r"$a - a^2$", True),
        (r"$\frac{1}{4}$", "$0.25$", True),
        (r"$\ln x^2$", r"$2 \ln x$", False),  # they differ below 0
        (r"$\max(0, x)$", r"$\max(0.1x, x)$", False),
        ("$AB$", "$BA$", False),  # matrices
        ("$f(2x)$", "$2f(x)$", False),
        ("a sum", "$x + 1$", False),
    ],
)
def test_options_that_are_equal_by_algebra_are_told(one: str, other: str, same: bool) -> None:
    options = [{"text": one}, {"text": other}]
    found = prose_problems({"answer": {"options": options}}, "")
    assert ["can be chosen too" in what for _, what, _ in found] == [True] * same
