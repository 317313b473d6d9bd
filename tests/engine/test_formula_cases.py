"""Formulas that others test, and attacks on formula parsers, held against our reading."""

import pytest
import sympy

from engine import ANSWERS, Unreadable
from engine.formula import canonical, value
from tests.measures import FOLDER, measure
from tests.over import over

if not FOLDER.is_dir():
    pytest.skip(f"there is no {FOLDER}", allow_module_level=True)


def cases(name):
    return measure(name)["cases"]


def named(found):
    return {f"{number}: {case['input'][:40]}": case for number, case in enumerate(found)}


def does_without(case):
    """Complex numbers, infinity, factorials, sets, free functions, and `2e-3` for 2e − 3."""
    meant = case.get("expected_srepr", "") + case.get("expected", "")
    return (
        case["category"] in ("set", "custom_function", "sci_notation_as_euler")
        or (case.get("allow_complex") and set("ij") & set(case["input"]))
        or any(name in meant for name in ("oo", "factorial"))
    )


def read(case):
    """The tree of a case, or None where it is handed back."""
    symbols = case.get("variables") or ["x", "y", "a", "b"]
    domain = {"n": (0.6, 0.9), "m": (0.6, 0.9)}
    answer = ANSWERS["expression"](
        "1", tuple(symbols), {name: domain[name] for name in symbols if name in domain}
    )
    try:
        return answer.read(case["input"])
    except Unreadable:
        return None


@over(named(cases("symbolic_input.json")))
def test_formulas_that_others_test_are_read_or_handed_back_as_they_should(case):
    tree = read(case)
    if case["verdict"] == "invalid":
        assert tree is None or "float" in case["why"], "decimals are welcome here"
    else:
        assert tree is not None or does_without(case)


@over(named([case for case in cases("symbolic_input.json") if "expected" in case and read(case)]))
def test_formulas_that_others_test_mean_here_what_they_mean_there(case):
    symbols = case["variables"]
    names = {name: sympy.Symbol(name) for name in [*map(canonical, symbols), "j", "E"]}
    meant = sympy.sympify(case["expected"].replace("E(symbol)", "E"), names)
    if case["category"] == "set":  # one number in braces: here they are brackets
        (meant,) = meant
    point = {name: 0.61 + 0.07 * index for index, name in enumerate(symbols)}
    number = meant.subs({canonical(name): at for name, at in point.items()})
    assert value(read(case), point) == pytest.approx(float(number))


@over(named(cases("hostile_input.json")))
def test_hostile_text_is_refused_or_harmless(case):
    answer = ANSWERS["expression"]("x + n", ("x", "y", "n"))
    mark = answer.mark(case["input"])
    assert mark.verdict == "unreadable" or case["verdict"] == "must_reject_or_bound"
