"""Tests run in forks of a process that has collected them, so that no import is paid for twice."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import time
import types
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from tests.mutating import Mutant

OURS = ("engine", "quizapp", "tests")
QUIETLY = ("-p", "no:cacheprovider", "-p", "no:xdist", "--tb=no", "-s", "-m", "not browser")
Line = tuple[str, int]


@dataclass(frozen=True)
class Reached:
    """What a test runs through: seconds of the processor's time, and lines."""

    item: pytest.Item
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
        self.items = session.items
        self.do(self)
        return True

    def reached(self, item: pytest.Item, below: tuple[str, ...], seconds: float) -> Reached | None:
        """What the test reaches of the files in some folders; None if it fails or takes longer."""

        def trace() -> tuple[float, frozenset[Line]] | None:
            lines: set[Line] = set()

            def line(frame: types.FrameType, event: str, _: Any) -> Any:
                lines.add((frame.f_code.co_filename, frame.f_lineno))
                return line

            def call(frame: types.FrameType, event: str, _: Any) -> Any:
                return line if frame.f_code.co_filename.startswith(below) else None

            began = time.process_time()
            sys.settrace(call)
            failed = _fails([item])
            sys.settrace(None)
            return None if failed else (time.process_time() - began, frozenset(lines))

        found = _in_fork(trace, seconds)
        return Reached(item, *found) if found else None

    def kills(self, mutant: Mutant, tests: list[Reached]) -> bool:
        """Whether one of these tests fails on the mutant, or hangs."""
        code = compile(mutant.tree(), mutant.root / mutant.path, "exec")
        items = [test.item for test in tests]

        def attempt() -> bool:
            if not mutant.at_import and self._changed(code):
                return _fails(items)
            _import_anew(code)
            return pytest.main(["-x", *QUIETLY, *(item.nodeid for item in items)]) != 0

        seconds = 5 + 3 * sum(test.seconds for test in tests)
        return _in_fork(attempt, seconds) is not False

    def _changed(self, module: types.CodeType) -> bool:
        """Whether the functions there are could be given the code of a changed module."""
        changed = {_key(code): code for code in _all_codes(module)}
        try:
            for function in self.functions[module.co_filename]:
                function.__code__ = changed[_key(function.__code__)]
        except (KeyError, ValueError):  # it closes over other names than before
            return False
        return True


def _fails(items: list[pytest.Item]) -> bool:
    """Whether one of them fails; it is the last to run."""
    for item, following in zip_longest(items, items[1:]):
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


def _in_fork(do: Callable[[], Any], seconds: float) -> Any:
    """What it gives in a fork of this process; None if it takes more of the processor's time."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.alarm(int(60 + 20 * seconds))  # for one that sleeps, on a machine that is busy
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        try:
            os.write(writing, b"") if (found := do()) is None else _send(writing, found)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        sent = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(sent) if sent else None


def _send(pipe: int, found: Any) -> None:
    with os.fdopen(pipe, "wb") as file:
        pickle.dump(found, file)


def _all_codes(code: types.CodeType) -> list[types.CodeType]:
    """It and all that are defined inside."""
    inner = [each for each in code.co_consts if isinstance(each, types.CodeType)]
    return [code, *(found for each in inner for found in _all_codes(each))]


def _key(code: types.CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def collect(tests: list[str], do: Callable[[Warm], None], temporary: Path) -> None:
    """Collect the tests of these files, and do that instead of running them."""
    pytest.main([*QUIETLY, f"--basetemp={temporary}", *tests], plugins=[Warm(do)])
