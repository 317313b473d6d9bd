"""Does the loss of a database server lose an answer? `python -m benchmarks.failover [TIMES]`.

Learners answer while the primary PostgreSQL server is killed, and its standby, which had confirmed
every commit, is promoted, as Patroni would do. quizapp knows both by its database address, finds
the new primary by itself, and isn't restarted. Fails if an answer that was acknowledged is lost.
"""

from __future__ import annotations

import sys
import time

from benchmarks.answering import ready
from benchmarks.kill import LEARNERS, Victims
from benchmarks.postgres import SAFE, Postgres, running, standby_of
from benchmarks.serving import PATIENCE, free_port

BEFORE = 5.0  # seconds of answers before the kill
NOTICED = 1.0  # seconds until the standby is promoted


def main() -> None:
    lost = sum(_once() for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
    sys.exit(bool(lost))


def _once() -> int:
    with running(SAFE) as primary:
        name = primary.fresh()
        heard = ready(primary.url(name), free_port(), LEARNERS)
        with standby_of(primary) as standby:
            heard.url = both(primary, standby, name)
            server = Victims(heard.url, heard.port)
            try:
                with heard.going_on():
                    time.sleep(BEFORE)
                    before = len(heard.acknowledged)
                    primary.kill()
                    killed = time.monotonic()
                    time.sleep(NOTICED)
                    standby.order("SELECT pg_promote()")
                    at_the_kill = len(heard.acknowledged)
                    while len(heard.acknowledged) == at_the_kill:
                        assert time.monotonic() - killed < PATIENCE, heard.refused
                        time.sleep(0.02)
                    back = time.monotonic() - killed
                    time.sleep(BEFORE)
            finally:
                server.stop()
            lost = heard.lost()
    print(f"{before} answers acknowledged before the kill, {len(heard.acknowledged)} in all, "
          f"{len(lost)} lost; the first {back:.1f} s after the kill. "
          f"Sent again after: {dict(heard.refused)} (0: no answer).")  # fmt: skip
    return len(lost)


def both(primary: Postgres, standby: Postgres, name: str) -> str:
    """The address of a database on whichever of the two can be written."""
    hosts = f"host={primary.folder}&host={standby.folder}"
    return f"postgresql+psycopg://quiz@/{name}?{hosts}&target_session_attrs=read-write"


if __name__ == "__main__":
    main()
