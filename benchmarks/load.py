"""Two hundred learners at once: `python -m benchmarks.load [ATTEMPTS [REQUESTS]]`.

A real server, and a database of ATTEMPTS (1,000,000) of a thousand learners. First 200 of them
practise, each thinking for one to three seconds between two pages; then some press on without
thinking, up to REQUESTS (50,000) in all or until the time is up, while the memory of the workers
is watched. They take turns on the processor with the server, as they run on the same machine.
"""

from __future__ import annotations

import asyncio
import html
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from sqlalchemy import select

from benchmarks.figures import Figure, told
from benchmarks.filling import answer_often, crowd, sign_up
from benchmarks.memory import resident
from benchmarks.serving import serving
from quizapp.accounts import sign_ins
from quizapp.bank.sync import take_in
from quizapp.models import Learner
from quizapp.storage import migrate, resources
from quizapp.storage.database import make_sessions
from quizapp.web import create_app

LEARNERS, PRESSING = 200, 64
THOUGHT = (1.0, 3.0)  # seconds between two pages
SECONDS, MOST = 40, 150  # with thought, and at most without
KEY = "a key for a benchmark only"
FORM = "application/x-www-form-urlencoded"


@dataclass
class Found:
    """How long requests took, in milliseconds, and what was no page."""

    taken: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def at(self, share: float) -> float:
        times = sorted(self.taken)
        return times[int(share * (len(times) - 1))] if times else float("inf")


@dataclass
class Browser:
    """One learner's browser, with a connection that stays open."""

    port: int
    cookie: str
    found: Found
    token: str = ""
    streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, path: str, form: dict[str, str] | None = None) -> tuple[str, str]:
        """The page at this path, or what comes of a form; and where that leads."""
        began = time.perf_counter()
        try:
            status, headers, body = await asyncio.wait_for(self._exchanged(path, form), 30)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            self.found.failed.append(f"{path}: {error!r}")
            self.streams = None
            return "", ""
        self.found.taken.append(1e3 * (time.perf_counter() - began))
        if status >= 500 or status in (403, 429):  # with 422 a question is handed back
            self.found.failed.append(f"{path}: {status}")
        if set_now := re.search(r"(?im)^set-cookie: (session=[^;]+)", headers):
            self.cookie = set_now[1]
        if token := re.search(r'name="csrf_token" value="([^"]+)"', body):
            self.token = token[1]
        leads = re.search(r"(?im)^location: (\S+)", headers)
        return body, leads[1] if leads else ""

    async def _exchanged(self, path: str, form: dict[str, str] | None) -> tuple[int, str, str]:
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        sent, kind, method = "", "", "GET"
        if form is not None:
            sent, method = urlencode({"csrf_token": self.token} | form), "POST"
            kind = f"Content-Type: {FORM}\r\nContent-Length: {len(sent)}\r\n"
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
        writer.write(f"{head}Cookie: {self.cookie}\r\n{kind}\r\n{sent}".encode())
        headers = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"(?im)^content-length: (\d+)", headers)
        body = await reader.readexactly(int(length[1])) if length else b""
        return int(headers.split(" ", 2)[1]), headers, body.decode(errors="replace")


async def _practise(browser: Browser, thought: tuple[float, float] | None, end: float) -> None:
    """Home, the next question, an answer, and its mark, over and over."""
    chance = random.Random(browser.cookie)

    async def think() -> None:
        await asyncio.sleep(chance.uniform(*thought) if thought else 0)

    if thought:
        await asyncio.sleep(chance.uniform(0, thought[1]))  # nobody begins together
    while time.monotonic() < end:
        await browser.send("/")
        await think()
        _, question = await browser.send("/practice", {})
        if not question:
            continue
        page, _ = await browser.send(question)
        await think()
        where = urlsplit(question).path
        _, mark = await browser.send(where, _answered(page))
        if mark:
            await browser.send(mark)
            await think()


def _answered(page: str) -> dict[str, str]:
    """What is sent for a question: hidden fields, first options, and numbers."""
    sent = {"action": "answer"}
    for tag in re.findall(r"<(?:input|textarea|select)\b[^>]*>", page):
        said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        name = html.unescape(said.get("name", ""))
        if said.get("type") == "hidden" or name.startswith("answer:"):
            sent.setdefault(name, html.unescape(said.get("value", "")) or "0.25")
    return {name: value for name, value in sent.items() if name not in ("", "csrf_token")}


def figures(attempts: int = 1_000_000, requests: int = 50_000) -> Iterator[Figure]:
    """The slowest hundredth with thought, what fails, how many a second, and memory."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'quizapp.db'}"
        cookies = _filled(url, attempts)
        os.environ |= {"QUIZAPP_DATABASE_URL": url, "QUIZAPP_SECRET_KEY": KEY}
        with serving([sys.executable, "-m", "quizapp"]) as (address, process):
            time.sleep(10)  # until the workers are warm
            port = int(address.rpartition(":")[2])
            calm, pressed = Found(), Found()
            asyncio.run(_all(port, cookies, THOUGHT, SECONDS, calm))
            before, began = resident(process.pid), time.monotonic()
            while len(pressed.taken) < requests and time.monotonic() - began < MOST:
                asyncio.run(_all(port, cookies[:PRESSING], None, 10, pressed))
                if len(pressed.taken) < requests / 3:
                    before = resident(process.pid)  # once the caches are full
            rate = len(pressed.taken) / (time.monotonic() - began)
            after = resident(process.pid)
    failed = [*calm.failed, *pressed.failed]
    print(*failed[:5], sep="\n")
    who = f"{LEARNERS} learners among {attempts:,} answers"
    yield Figure(f"{who}: slowest hundredth of {len(calm.taken):,} requests", calm.at(0.99), 120)
    yield Figure(f"{who}: the median", calm.at(0.5), 60)
    yield Figure("requests that failed", len(failed), 0)
    yield Figure("milliseconds of both cores a request, without thought", 1e3 / rate, 1e3 / 300)
    what = f"memory after {len(pressed.taken):,} requests, not a third of them, in MiB"
    yield Figure(what, after, 1.1, before, times=True)


async def _all(
    port: int, cookies: list[str], thought: tuple[float, float] | None, seconds: float, found: Found
) -> None:
    end = time.monotonic() + seconds
    browsers = [Browser(port, cookie, found) for cookie in cookies]
    await asyncio.gather(*(_practise(browser, thought, end) for browser in browsers))
    for browser in browsers:
        if browser.streams:
            browser.streams[1].close()


def _filled(url: str, attempts: int) -> list[str]:
    """Make the database; the cookies of some learners who have answered before."""
    engine = migrate.prepare(url)
    with make_sessions(engine)() as session:
        take_in(session, resources.questions(), now=datetime.now(UTC))
        answer_often(session, sign_up(session, "one@example.org"), 1000)
        session.commit()
        crowd(url, attempts)
        app, now = create_app(url, SECRET_KEY=KEY), datetime.now(UTC)
        signing = app.session_interface.get_signing_serializer(app)
        learners = session.scalars(select(Learner).order_by(Learner.id.desc()).limit(LEARNERS))
        secrets = [sign_ins.begin(session, each, now=now) for each in learners]
        session.commit()
    engine.dispose()
    return [f"session={signing.dumps({'_user_id': each, '_fresh': True})}" for each in secrets]


if __name__ == "__main__":
    sys.exit(told(figures(*map(int, sys.argv[1:]))))
