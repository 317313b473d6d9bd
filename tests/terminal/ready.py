"""Run in a checkout, forks `quizapp` from a process that has imported it: half a second each time.

What it forks is otherwise like a program that was just started: its own arguments, environment,
working folder, streams and terminal, Python's signal handlers, and its own end.
"""

from __future__ import annotations

import array
import fcntl
import gc
import os
import pkgutil
import random
import runpy
import signal
import socket
import sys
import termios
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

HEAVY = ("alembic", "fsrs", "sqlalchemy.dialects.sqlite", "urllib.request")  # imported when needed
PACKAGES = ("commands", "terminal", "remote", "practice", "plan", "mock", "presenting", "storage")
TRIED = {"drill --plain --count 2": b"s\n\ns\n\n", "mock --plain": b"q\n", "progress": b""}
NUL = "\0"


def send(
    path: Path, arguments: Sequence[str], environ: dict[str, str], cwd: Path,
    streams: Sequence[int], terminal: bool = False,
) -> socket.socket:  # fmt: skip
    """Start the program; the answer says its id on one line, and how it ended on the next."""
    words = ["terminal" if terminal else "", str(cwd), str(len(arguments)), *arguments]
    words += [f"{name}={value}" for name, value in environ.items()]
    asked = socket.socket(socket.AF_UNIX)
    asked.connect(str(path))
    message = NUL.join(words).encode("utf-8", "surrogateescape")
    rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", streams))
    asked.sendmsg([len(message).to_bytes(4, "big")], [rights])
    asked.sendall(message)
    return asked


def _received(asked: socket.socket) -> tuple[list[str], list[int]]:
    head, streams, _, _ = socket.recv_fds(asked, 4, 3)
    left, message = int.from_bytes(head, "big"), b""
    while len(message) < left:
        message += asked.recv(left - len(message))
    return message.decode("utf-8", "surrogateescape").split(NUL), streams


def _report(asked: socket.socket, pid: int) -> None:
    """Wait for the program, and say how it ended."""
    asked.sendall(f"{pid}\n".encode())
    status = os.waitpid(pid, 0)[1]
    asked.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _become(words: list[str], streams: list[int]) -> None:
    """Be what `python -m quizapp` is when it starts."""
    terminal, cwd, count, *rest = words
    if terminal:
        os.setsid()
        fcntl.ioctl(streams[0], termios.TIOCSCTTY, 0)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(pair.split("=", 1) for pair in rest[int(count) :])
    time.tzset()
    random.seed()
    for each in (signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(each, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    own = {"encoding": "utf-8", "closefd": False}
    sys.stdin = open(0, errors="surrogateescape", **own)  # type: ignore[call-overload]  # noqa: SIM115
    sys.stdout = open(1, "w", errors="surrogateescape", **own)  # type: ignore[call-overload]  # noqa: SIM115
    sys.stderr = open(2, "w", 1, errors="backslashreplace", **own)  # type: ignore[call-overload]  # noqa: SIM115
    sys.argv = ["quizapp", *rest[: int(count)]]


def _import() -> None:
    for name in HEAVY:
        import_module(name)
    for name in PACKAGES:
        package = import_module(f"quizapp.{name}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)


def _practise() -> None:
    """Practise once: what is compiled for the first statements takes half of a short program."""
    runpy.run_path(str(Path(__file__).parents[1] / "compiling.py"))["share"]()
    from quizapp.commands import main

    streams = sys.stdin, sys.stdout, sys.stderr
    with TemporaryDirectory() as folder, open(os.devnull, "w") as nowhere:
        os.environ["QUIZAPP_DATABASE_URL"] = f"sqlite:///{folder}/quiz.db"
        for words, typed in TRIED.items():
            reading, writing = os.pipe()
            os.write(writing, typed)
            os.close(writing)
            with open(reading) as sys.stdin:
                sys.stdout = sys.stderr = nowhere
                main(words.split(), prog_name="quizapp", standalone_mode=False)
    sys.stdin, sys.stdout, sys.stderr = streams
    gc.enable()
    gc.collect()  # and with it what was open


def _serve(path: str) -> bool:
    """Answer requests; True in what is to become the program."""
    door = socket.socket(socket.AF_UNIX)
    door.bind(path)
    door.listen(8)
    print("ready", flush=True)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those that report need nobody to wait for them
    while os.getppid() != 1:
        door.settimeout(10)  # then see whether the tests are still there
        try:
            asked, _ = door.accept()
        except TimeoutError:
            continue
        words, streams = _received(asked)
        if os.fork() == 0:
            door.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            if pid := os.fork():
                for stream in streams:
                    os.close(stream)
                _report(asked, pid)
            asked.close()
            _become(words, streams)
            return True
        asked.close()
        for stream in streams:
            os.close(stream)
    return False


if __name__ == "__main__":
    sys.path[0] = os.getcwd()  # as of `python -m`
    _import()
    _practise()
    if _serve(sys.argv[1]):
        runpy.run_module("quizapp", run_name="__main__", alter_sys=True)

OWN_WORDS = """\
title = "What only you know"
type = "short_answer"
level = 1
source = "The neuron"
prompt = "Explain it."
explanation = "Only you know what you meant."
hints = ["Say more than one line."]
[answer]
model = "A line or two, a second and third thing, another one, what I say, and text from the web."
[[answer.rubric]]
point = "a first point"
[[answer.rubric]]
point = "a second point"
"""
