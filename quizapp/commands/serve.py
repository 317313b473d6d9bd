"""`quizapp serve`: preparing the database and running the web server."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import sys
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import click

CONNECTIONS = 4096  # open at once, of each worker
QUIET = 2.0  # seconds for the first page, before the main process starts to warm up
OVERLAP = 0.5  # seconds in which a new worker gets ready, before the old one stops
TAKEN = """Perhaps quizapp is already running: try opening that address. Or choose
another port: quizapp serve --port {port} (in a checkout: make run PORT={port})"""
ELSEWHERE = "Choose a --host of this machine and a --port that you may use, 1024 or above."


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--database-url", help="By default, QUIZAPP_DATABASE_URL or your data folder.")
@click.option(
    "--bank",
    "said",
    multiple=True,
    metavar="[NAME=]DIR",
    help="A folder of question files to serve, instead of quizapp's own; repeat it for several. "
    "`--bank quizapp` adds quizapp's own. By default, QUIZAPP_BANKS.",
)
@click.option("--yes", is_flag=True, help="Set other banks aside without asking.")
def command(
    host: str, port: int, database_url: str | None, said: tuple[str, ...], yes: bool
) -> None:
    """Prepare the database and serve the quiz in the browser."""
    from quizapp.commands._banks import choose_banks
    from quizapp.storage import settings
    from quizapp.storage.configured import problems

    if wrong := problems():
        raise click.ClickException("\n".join([*wrong, "See also: quizapp config check"]))
    _check_that_each_has_topics(choose_banks(said))
    address = _free_address(host, port)
    if database_url:  # the worker processes read the settings again
        os.environ["QUIZAPP_DATABASE_URL"] = database_url
    _bring_up_to_date(yes)
    settings.secret_key()  # made now, so that workers do not each make one
    where = f"[{host}]" if ":" in host else host
    click.echo(
        f"quizapp is on http://{where}:{port} (Ctrl-C stops it).\n"
        f"To edit the bank, become an instructor: {_this_program()} instructor you@example.org"
    )
    together = import_module("quizapp.web.serving.metrics").counted_together()
    with together, suppress(KeyboardInterrupt):  # which we have just advised
        _serve(address, port)


def _bring_up_to_date(yes: bool = False) -> None:
    """Migrate the database and import changed question files, reporting broken ones."""
    from quizapp.bank.sync import take_in
    from quizapp.commands._banks import set_others_aside
    from quizapp.commands._database import open_database
    from quizapp.storage.banks import banks
    from quizapp.storage.database import make_sessions

    engine, now = open_database(), datetime.now(UTC)
    with make_sessions(engine)() as session:
        for name, folder in banks().items():
            for line in take_in(session, folder, now=now, bank=name).lines():
                click.echo(line)
        set_others_aside(session, now, yes)
    engine.dispose()  # a connection must not be shared with the workers


def _check_that_each_has_topics(banks: dict[str, Path]) -> None:
    """Refuse a bank without a list of topics, which has nothing to ask."""
    from quizapp.bank.files import SKILLS, no_topics

    for folder in banks.values():
        if not (folder / SKILLS).is_file():
            problem = no_topics(str(folder), folder)
            raise click.ClickException(f"{problem.what} {problem.advice}")


def _free_address(host: str, port: int) -> str:
    """The IP address of `host`, or advice if `port` is not free."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        advice = TAKEN.format(port=port + 1) if error.errno == errno.EADDRINUSE else ELSEWHERE
        problem = f"Cannot listen on {host}, port {port}: {error.strerror}."
        raise click.ClickException(f"{problem}\n{advice}") from None
    return str(address[0])


def _this_program() -> str:
    """The command for `quizapp`, which is not on the PATH in a checkout."""
    beside = Path(sys.executable).with_name("quizapp")
    if shutil.which("quizapp") or not beside.exists():
        return "quizapp"
    return os.path.relpath(beside) if beside.is_relative_to(Path.cwd()) else str(beside)


def _serve(address: str, port: int) -> None:
    import gc
    import multiprocessing
    import threading

    gc.disable()  # what imports make lives on: searching it for garbage would delay the first page
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    from quizapp.commands import _worker
    from quizapp.storage import declared
    from quizapp.storage.configured import value_of

    import_module(_worker.APP)  # now, so that the workers inherit it
    import_module(f"{_worker.APP}.serving.request_log").configure()
    gc.freeze()
    gc.enable()
    server = Granian(
        "quizapp.commands._worker:create_app",
        address=address,
        port=port,
        interface=Interfaces.RSGI,
        factory=True,
        workers=value_of(declared.WORKERS),
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        http=HTTPModes.http1,
        websockets=False,
        workers_kill_timeout=_worker.LAST_WORDS,
        respawn_failed_workers=True,
        respawn_interval=OVERLAP,
        log_level=LogLevels.warning,
        log_dictconfig={"handlers": {}, "loggers": {"_granian": {"propagate": True}}},
    )

    def renew_workers() -> None:
        _worker.warm()
        server.signal_handler_reload()  # type: ignore[no-untyped-call]

    if multiprocessing.get_start_method() == "fork":  # elsewhere, workers would inherit nothing
        warming = threading.Timer(QUIET, renew_workers)
        warming.daemon = True
        server.on_startup(warming.start)
    server.serve()
