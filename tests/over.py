"""One test for a law over many small cases: it tries them all, and names each that breaks it.

A test of its own costs 7 ms, whatever it does. Where a case takes less, a hundred of them belong
into one; where a case takes longer, `pytest.mark.parametrize` lets the workers share them.
"""

from __future__ import annotations

import functools
import inspect
import traceback
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

BROKEN = (Exception, pytest.fail.Exception)


Cases = Mapping[str, Any] | Iterable[str]


def over(cases: Cases | Callable[[], Cases]) -> Callable[[Callable[..., None]], Any]:
    """Decorates a law whose first argument is the case; its others are fixtures.

    A function finds the cases when the law runs, if they take long to find.
    """
    known = {} if callable(cases) else _named(cases)

    def folded(law: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(law)
        def test(**fixtures: Any) -> None:
            found = _named(cases()) if callable(cases) else known
            try_all(law, found, fixtures)

        return _taking(test, [*inspect.signature(law).parameters.values()][1:])

    return folded


def over_each(groups: Mapping[str, Mapping[str, Any]]) -> Callable[[Callable[..., None]], Any]:
    """The same with one test for each group of cases."""
    assert groups, "a law over nothing says nothing"

    def folded(law: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(law)
        def test(group: str) -> None:
            try_all(law, groups[group], {})

        group = inspect.Parameter("group", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        return pytest.mark.parametrize("group", groups)(_taking(test, [group]))

    return folded


def try_all(law: Callable[..., None], named: Mapping[str, Any], fixtures: dict[str, Any]) -> None:
    """Fails with the name of every case that breaks the law, and how."""
    broken = {}
    for name, case in named.items():
        try:
            law(case, **fixtures)
        except BROKEN as error:
            broken[name] = "".join(traceback.format_exception(error, limit=-2))
    told = "\n\n".join(f"{name}:\n{why}" for name, why in broken.items())
    assert not broken, f"{len(broken)} of {len(named)} break this law.\n\n{told}"


def _named(cases: Cases) -> dict[str, Any]:
    found = dict(cases) if isinstance(cases, Mapping) else {str(case): case for case in cases}
    assert found, "a law over nothing says nothing"
    return found


def _taking(test: Callable[..., None], known: list[inspect.Parameter]) -> Callable[..., None]:
    """The test, for which pytest finds these arguments."""
    test.__signature__ = inspect.Signature(known)  # type: ignore[attr-defined]
    return test
