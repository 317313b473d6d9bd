"""A real server in its own processes, for tests from outside."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType

PATIENCE = 60  # seconds for a busy machine to start or stop a server


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def serving(program: Sequence[str]) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address of `program serve` on a free port, as soon as it answers, and its process."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([*program, "serve", "--port", str(port)], start_new_session=True)
    try:
        answering(address, process)
        yield address, process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def fetch(url: str, headers: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """The content at this address; raises `HTTPError` if the server refuses."""
    asked = urllib.request.Request(url, headers=dict(headers))
    with urllib.request.urlopen(asked, timeout=PATIENCE) as page:
        content: bytes = page.read()
    return content


def answering(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers there; raises `TimeoutError` if it does not in `PATIENCE`."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise AssertionError(f"the server stopped with exit code {process.returncode}")
        try:
            fetch(address)
        except urllib.error.HTTPError:
            return  # it answers, and what is for the test to judge
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(address)
