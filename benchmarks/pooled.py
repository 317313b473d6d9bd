"""Do answers survive a proxy, two servers and a pooler? `python -m benchmarks.pooled`.

Learners answer through HAProxy, which shares them between two quizapp servers; these reach
PostgreSQL through PgBouncer, which hands each transaction to any of its connections. One server is
killed half-way. On Debian: `apt install haproxy pgbouncer postgresql`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.answering import ready
from benchmarks.kill import LEARNERS, Victims
from benchmarks.postgres import SAFE, UNPRIVILEGED, Postgres, running
from benchmarks.serving import free_port

SECONDS = 6.0  # of answers before the kill, and after it
POOLER = """[databases]
* = host={folder} user=quiz
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
"""
PROXY = """defaults
    mode http
    option redispatch
    timeout connect 5s
    timeout client 60s
    timeout server 60s
frontend everybody
    bind 127.0.0.1:{port}
    default_backend servers
backend servers
    option httpchk GET /readyz
    default-server check inter 500ms fall 1 rise 1
    server one 127.0.0.1:{one}
    server two 127.0.0.1:{two}
"""


def main() -> None:
    with running(SAFE) as database, pooled(database) as pool, ExitStack() as stack:
        url = f"postgresql+psycopg://quiz@127.0.0.1:{pool}/{database.fresh()}"
        heard = ready(url, free_port(), LEARNERS)
        one, two = (Victims(url, free_port()) for _ in range(2))
        stack.callback(one.stop)
        stack.callback(two.stop)
        stack.enter_context(proxied(heard.port, one.port, two.port))
        with heard.going_on():
            time.sleep(SECONDS)
            before = len(heard.acknowledged)
            one.kill_all()
            time.sleep(SECONDS)
        lost = heard.lost()
    print(f"{before} answers acknowledged before the kill, {len(heard.acknowledged)} in all, "
          f"{len(lost)} lost; the slowest took {heard.longest:.1f} s. "
          f"Sent again after: {dict(heard.refused)} (0: no answer).")  # fmt: skip
    sys.exit(bool(lost))


@contextmanager
def pooled(database: Postgres) -> Iterator[int]:
    """The port of a PgBouncer in front of the database."""
    port = free_port()
    with _run("pgbouncer", POOLER.format(folder=database.folder, port=port)):
        yield port


@contextmanager
def proxied(port: int, one: int, two: int) -> Iterator[None]:
    """HAProxy on a port, in front of two servers."""
    with _run("haproxy", PROXY.format(port=port, one=one, two=two), "-f"):
        time.sleep(2)  # for its first checks
        yield


@contextmanager
def _run(name: str, settings: str, *option: str) -> Iterator[None]:
    program = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        sys.exit(f"{name} is missing: apt install {name}")
    user = UNPRIVILEGED if os.getuid() == 0 else None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{name}.cfg"
        file.write_text(settings)
        Path(folder).chmod(0o755)
        running_one = subprocess.Popen([program, *option, str(file)], user=user, cwd="/")
        try:
            yield
        finally:
            running_one.terminate()
            running_one.wait()


if __name__ == "__main__":
    main()
