"""Law: a browser reads what is typed into a number field as the engine does."""

from __future__ import annotations

import random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from engine import Unreadable
from engine.answers._read_number import read_number
from engine.formula.lookalikes import bare, unified
from engine.readings.decimals import fixed, significant
from tests.engine import test_calculator, test_number

READ = """async (cases) => {
    const { readTyped } = await import("/static/offline/number.js");
    return cases.map(([text, unit, whole, names]) => {
        try { return Object.values(readTyped(text, unit, whole, names)); } catch (error) {
            return error.constructor.name === "Unreadable" ? null : String(error);
        }
    });
}"""
ALIKE = """async (texts) => {
    const { bare, unified } = await import("/static/offline/lookalikes.js");
    return texts.map((text) => bare(unified(text)));
}"""
NAMES = test_calculator.NAMES | {"y_hat": 0.3, "x": 2.0, "d": 5.0, "b12": 7.0, "η": 0.1}
TABLE = [
    *test_number.READ, *(text for text, *_ in test_number.REFUSED), *test_calculator.WORKED_OUT,
    *(text for text, *_ in test_calculator.HANDED_BACK), *test_calculator.PRECISION,
    "0e" + "9" * 150, "1e" + "9" * 150, "(" * 24 + "1" + ")" * 24, "ŷ", r"\hat{y}", r"\hat y",
    "yhat",
    "2η", "xd", "xh1", "h1x", "b_12", "b_{1,2}", "b₁₂", "3x", "x^2d", "ln x", "ln 2x", "sqrt 2x",
    r"\ln 2", r"\sqrt{2}", r"\left(2\right)", r"\log_2 8", "ln^2(3)", "ln²3", "sin^{2}(1)",
    "|1||2|",
    "||-1|-2|", "2|x|", "e⁻ˣ", "e⁻⁽ˣ⁺¹⁾", "x²ˣ", "5!!", "3 %", "10%%", "100-10%", "0.5 x 3",
    "2 x", "x2",
    r"\mathrm{exp}(1)", r"\operatorname{ln}(2)", "e = 2", "y = x = 3", "H(1)", "th(1)", "dσ/dx",
]  # fmt: skip
PIECES = [
    *"0123456789.,+-*/^()[]{}|%!=eExhdη_√½²⁻ˣ×·− \u200b٣'~", "0.5", "1/", "e^", "(", ")", " ",
    "ln(",
    "sqrt(", "10^", "h_1", "x", "25%", "1,234", "abs", "pi", r"\frac", r"{2}", "2.480", "e-3", "|",
]  # fmt: skip

COUNT = 3000
OPERANDS = [
    "2", "0.5", "3,5", "h1", "x", "e", "pi", "-1", "(2)", "(x)", "[3]", "{h_1}", "|2|", "ln(3)",
    "ln 2",
    "sqrt(2)", "√2", "25%", "4!", "½", "2½", "1e-3", "2e3", "ηx", r"\frac12", r"\frac{1}{h1}",
    "exp(-1)",
]  # fmt: skip
OPERATORS = ["+", "-", "*", "/", "^", "**", "·", "−", " ", "", " * ", "^-", "/ ", " x ", "²", "⁻¹*"]


def sentence(chance: random.Random) -> str:
    """Operands with operators between them, which can mostly be read."""
    found = chance.choice(OPERANDS)
    for _ in range(chance.randint(0, 4)):
        found += chance.choice(OPERATORS) + chance.choice(OPERANDS)
        found = f"({found})" if chance.random() < 0.15 else found
    return found


def wanted(text: str, unit: str, whole: bool, names: dict[str, float]) -> list[Any] | None:
    try:
        found = read_number(text, unit, whole=whole, names=names)
    except Unreadable:
        return None
    return [float(found), found.unit, found.digits, found.computed]


def agree(page: Page, address: str, cases: list[tuple[str, str, bool, dict[str, float]]]) -> int:
    """How many of the cases could be read, the same in the browser as here."""
    page.goto(f"{address}/offline")
    read = 0
    for case, found in zip(cases, page.evaluate(READ, cases), strict=True):
        expected = wanted(*case)
        if expected is None or found is None or isinstance(found, str):
            assert found == expected, case[:3]
            continue
        read += 1
        assert found[1:] == expected[1:], case[:3]
        exact = 1e-12 * expected[3]  # what was computed may differ in the last bits
        assert found[0] == pytest.approx(expected[0], rel=exact, abs=1e-15 * expected[3]), case[:3]
    return read


def test_every_spelling_of_the_tables_is_read_as_by_the_engine(page: Page, address: str) -> None:
    cases = [
        (text, unit, whole, names)
        for text in TABLE
        for unit, whole, names in (("", False, NAMES), ("", True, {}), ("ms", False, {}),
                                   ("%", False, NAMES))
    ]  # fmt: skip
    assert agree(page, address, cases) > len(TABLE)


def test_strings_at_random_are_read_as_by_the_engine(page: Page, address: str) -> None:
    chance = random.Random(8)
    texts = ["".join(chance.choices(PIECES, k=chance.randint(1, 9))) for _ in range(COUNT)]
    texts += [sentence(chance) for _ in range(COUNT)]
    assert agree(page, address, [(text, "", False, NAMES) for text in texts]) > COUNT / 2


def test_look_alikes_are_those_of_the_engine(page: Page, address: str) -> None:
    page.goto(f"{address}/offline")
    codes = (*range(1, 0x3200), *range(0xF900, 0x10000), *range(0x1D300, 0x1D900))
    texts = [f"x{chr(code)}y" for code in codes]
    texts += ["`x`.", "$x$", "w = x", "w ← x", "x == y", "dE/dw_{1} = x", "a[0 = 1", "x...", "≈ x."]
    found = page.evaluate(ALIKE, texts)
    for text, plain in zip(texts, found, strict=True):
        assert bare(unified(text)).strip() == plain.strip(), text


WORKED_OUT = """async (cases) => {
    const { workedOut } = await import("/static/working.js");
    return cases.map((text) => workedOut(text));
}"""
WRITTEN = """async (cases) => {
    const { fixed, significant } = await import("/static/decimals.js");
    return cases.map(([value, count]) => [fixed(value, count), significant(value, count + 1)]);
}"""


def test_only_arithmetic_is_worked_out_beside_the_field(page: Page, address: str) -> None:
    page.goto(f"{address}/offline")
    shown = {
        "0.98*0.02": "= 0.0196", "1/(1+e^-0.17)": "= 0.54239794", "3/8": "= 0.375", "½": "= 0.5",
        "2-5": "= −3", "1-1": "= 0", "0.5": "", "-0.5": "", "25%": "", "1.2×10⁻³": "", "2*": "",
        "tanh(1)": "", "1/0": "", "": "",
    }  # fmt: skip
    assert page.evaluate(WORKED_OUT, list(shown)) == list(shown.values())


def test_a_script_writes_numbers_as_the_engine_does(page: Page, address: str) -> None:
    page.goto(f"{address}/offline")
    chance = random.Random(3)
    cases = [(0.170625, 5), (-0.0004, 3), (0.0, 2), (-0.5, 0), (2.5, 0)]
    for _ in range(3000):
        value = chance.randint(-(10**6), 10**6) / 10 ** chance.randint(0, 9)
        cases.append((value, chance.randint(0, 6)))
    for (value, count), (decimals, digits) in zip(
        cases, page.evaluate(WRITTEN, cases), strict=True
    ):
        assert decimals == fixed(value, count)
        assert float(digits) == float(significant(value, count + 1))


def test_what_arithmetic_comes_to_is_shown_while_it_is_typed(
    page: Page, address: str, number: Any
) -> None:
    page.goto(f"{address}/practice/{number('number')}")
    field = page.get_by_label("Your answer")
    field.fill("0.98*0.02")
    expect(page.get_by_text("= 0.0196")).to_be_visible()
    field.fill("0.0196")
    expect(page.locator(".worked-out")).to_have_text("")
    page.goto(f"{address}/practice/{number('network')}?seed=5")
    page.locator("#blank-2").fill("1/4")
    expect(page.get_by_text("= 0.25")).to_be_visible()


def test_arithmetic_is_marked_without_scripts_too(
    browser: Browser, address: str, number: Any
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/practice/{number('number')}")
    page.get_by_label("Your answer").fill("1/(1+e^-2)")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("status")).to_contain_text("Correct")
    context.close()
