"""Tests run in forks of a process that has collected them, so that no import is paid for twice."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import time
import types
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.machinery import SourceFileLoader
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any

import pytest

from tests.mutating import Mutant

OURS = ("engine", "quizapp", "tests")
QUIETLY = ("-p", "no:cacheprovider", "-p", "no:xdist", "--tb=no", "-s", "-m", "not browser")
IMPORTING = 30.0  # seconds
Line = tuple[str, int]


@dataclass(frozen=True)
class Reached:
    """What a test runs through: seconds of the processor's time, and lines."""

    name: str  # of the test, as pytest has it
    seconds: float
    lines: frozenset[Line]


class Warm:
    """A plugin of pytest that, once everything is collected, does something else than run it."""

    def __init__(self, do: Callable[[Warm], None]) -> None:
        self.do = do
        self.functions: defaultdict[str, list[types.FunctionType]] = defaultdict(list)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        factory: Any = session.config
        factory._tmp_path_factory.getbasetemp()  # one for all forks: what is costly is made once
        gc.unfreeze()
        for each in gc.get_objects():
            if isinstance(each, types.FunctionType):
                self.functions[each.__code__.co_filename].append(each)
        gc.freeze()
        self.items = {item.nodeid: item for item in session.items}
        self.do(self)
        return True

    def reached(
        self, items: list[pytest.Item], below: tuple[str, ...], seconds: float
    ) -> list[Reached]:
        """What tests reach below some paths; without those that fail or take longer."""
        found = []
        for _, group in groupby(items, lambda item: getattr(item, "function", item)):
            left = list(group)
            while left:
                traced = _in_fork(partial(_traced, left, below), seconds)
                found += [each for each in traced if each]
                left = left[len(traced) + 1 :]  # the next one hung, if there is one
        return found

    def kills(self, mutant: Mutant, tests: list[Reached]) -> bool:
        """Whether one of these tests fails on the mutant, or hangs."""
        code = compile(mutant.tree(), mutant.root / mutant.path, "exec")
        items = [self.items[test.name] for test in tests]
        limit = 5 + 1.5 * sum(test.seconds for test in tests)

        def attempt() -> Iterator[bool]:
            if not mutant.at_import and self._changed(code):
                yield _fails(items)
            else:
                _timed(IMPORTING + limit)
                _import_anew(code)
                yield pytest.main(["-x", *QUIETLY, *(test.name for test in tests)]) != 0

        return _in_fork(attempt, limit) != [False]

    def _changed(self, module: types.CodeType) -> bool:
        """Whether the functions there are could be given the code of a changed module."""
        codes = _all_codes(module)
        changed, times = {_key(code): code for code in codes}, Counter(map(_key, codes))
        for function in self.functions[module.co_filename]:
            key = _key(function.__code__)
            if times[key] != 1:  # two lambdas in a line
                return False
            try:
                function.__code__ = changed[key]
            except ValueError:  # it closes over other names than before
                return False
        return True


def _fails(items: list[pytest.Item], later: pytest.Item | None = None) -> bool:
    """Whether one of them fails; no more are run. What is set up for a `later` one stays so."""
    items[0].session.testsfailed = 0
    for item, following in zip(items, [*items[1:], later], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if item.session.testsfailed:
            return True
    return False


def _import_anew(code: types.CodeType) -> None:
    """Forget all modules of ours, so that they are imported again, one of them with that code."""
    usual = SourceFileLoader.get_code

    def get_code(loader: Any, name: str) -> Any:
        return code if loader.path == code.co_filename else usual(loader, name)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
    for name in [name for name in sys.modules if name.partition(".")[0] in OURS]:
        del sys.modules[name]


def _traced(items: list[pytest.Item], below: tuple[str, ...]) -> Iterator[Reached | None]:
    """What each test reaches; None if it fails."""
    lines: set[Line] = set()

    def line(frame: types.FrameType, event: str, _: Any) -> Any:
        lines.add((frame.f_code.co_filename, frame.f_lineno))
        return line

    def call(frame: types.FrameType, event: str, _: Any) -> Any:
        return line if frame.f_code.co_filename.startswith(below) else None

    for item, following in zip_longest(items, items[1:]):
        lines.clear()
        began = time.process_time()
        sys.settrace(call)
        failed = _fails([item], following)
        sys.settrace(None)
        seconds = time.process_time() - began
        yield None if failed else Reached(item.nodeid, seconds, frozenset(lines))


def _in_fork(do: Callable[[], Iterator[Any]], seconds: float) -> list[Any]:
    """What it gives in a fork of this process, until one takes more of the processor's time."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        try:
            _timed(seconds)
            with os.fdopen(writing, "wb") as pipe:
                for found in do():
                    pickle.dump(found, pipe)
                    pipe.flush()
                    _timed(seconds)
        finally:
            os._exit(0)
    os.close(writing)
    given = []
    with os.fdopen(reading, "rb") as pipe, suppress(EOFError, pickle.UnpicklingError):
        while True:
            given.append(pickle.load(pipe))
    os.waitpid(child, 0)
    return given


def _timed(seconds: float) -> None:
    """End this process when it has computed for so long, or slept, on a machine that is busy."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(int(60 + 20 * seconds))


def _all_codes(code: types.CodeType) -> list[types.CodeType]:
    """It and all that are defined inside."""
    inner = [each for each in code.co_consts if isinstance(each, types.CodeType)]
    return [code, *(found for each in inner for found in _all_codes(each))]


def _key(code: types.CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def collect(tests: list[str], do: Callable[[Warm], None], temporary: Path) -> None:
    """Collect the tests of these files, and do that instead of running them."""
    pytest.main([*QUIETLY, f"--basetemp={temporary}", *tests], plugins=[Warm(do)])
