"""A line in the log for each request, and an id that every line about it shares.

Nothing personal is logged: no address of the visitor, no path (which may hold a secret), no query.
Of an exception it says where it arose, but not its message, which may quote what somebody typed,
unless the message can only be about files of the program.
"""

from __future__ import annotations

import logging
import secrets
import sys
import time
import traceback
from collections.abc import Iterator
from tomllib import TOMLDecodeError
from typing import Any

import structlog
from flask import Flask, Response, g, request
from jinja2 import TemplateError, UndefinedError

from engine.broken_file import BrokenFileError
from engine.registry import UnknownNameError
from quizapp.storage.configured import value_of
from quizapp.storage.declared import LOG_FORMAT, LOG_LEVEL

# exceptions whose messages are about files of the program
ABOUT_FILES = (
    BrokenFileError, UnknownNameError, ImportError, SyntaxError, TOMLDecodeError, TemplateError,
)  # fmt: skip
ID = "X-Request-ID"
OURS = "quizapp"  # the logger above all of ours
log = logging.getLogger(__name__)


def configure() -> None:
    """Send what this process logs to standard error, as the settings say."""
    level = value_of(LOG_LEVEL)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(value_of(LOG_FORMAT), full=level == "debug"))
    root = logging.getLogger()
    root.handlers, root.level = [handler], logging.WARNING
    logging.getLogger(OURS).setLevel(level.upper())


def init_app(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(lambda _: structlog.contextvars.clear_contextvars())
    app.log_exception = _broken  # type: ignore[assignment,method-assign]  # Flask's own says the path


def _begin() -> None:
    g.began, g.request_id = time.perf_counter(), secrets.token_hex(8)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=g.request_id)


def _end(response: Response) -> Response:
    response.headers[ID] = g.request_id
    fields = {
        "method": request.method,
        "route": request.url_rule.rule if request.url_rule else "none",
        "status": response.status_code,
        "ms": round(1000 * (time.perf_counter() - g.began)),
    }
    log.info("Answered", extra=fields)
    return response


def _broken(found: Any) -> None:
    log.error("Something broke", exc_info=found)


def _formatter(kind: str, full: bool) -> logging.Formatter:
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(_full if full else _where),  # type: ignore[arg-type]
    ]
    as_json = structlog.processors.JSONRenderer(ensure_ascii=False)
    shown = as_json if kind == "json" else structlog.dev.ConsoleRenderer(colors=False)
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    return structlog.stdlib.ProcessorFormatter(processors=[remove, shown], foreign_pre_chain=shared)


def _full(found: Any) -> str:
    return "".join(traceback.format_exception(*found))


def _where(found: Any) -> str:
    """The lines that led to an exception, and its kind."""
    parts = [
        "".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__ + _said(error)
        for error in reversed(list(_chain(found[1])))
    ]
    return "\n\n".join(parts)


def _said(error: BaseException) -> str:
    is_ours = isinstance(error, ABOUT_FILES) and (
        not isinstance(error, UndefinedError) or str(error).endswith(" is undefined")
    )  # the other ones may quote a key, which may be what somebody typed
    return f": {text_of(error)}" if is_ours else ""


def text_of(error: BaseException) -> str:
    """The message of an exception in one line."""
    return " ".join(str(error).split()).rstrip(".")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception, and those that it followed from."""
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
