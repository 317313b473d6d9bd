"""Whose requests a limit counts, and the limits that several pages share.

A class of 200 may sit behind one address, so learners are counted by themselves, and addresses
generously. Wrong passwords are counted for each account too, and the more there were the longer one
waits; whoever is signed in stays in meanwhile, and a recovery code or a link needs no waiting.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from ipaddress import ip_address, ip_network
from typing import Any

from flask import Response, abort, request
from flask_limiter import ApplicationLimit, Limiter
from flask_login import current_user
from limits import parse_many
from sqlalchemy.exc import SQLAlchemyError

from quizapp.accounts import addresses
from quizapp.accounts.access_tokens import digest

COMING_IN = "300 per minute; 3000 per hour"  # from an address: signing up and in, codes
WRONG = "5 per minute; 15 per 15 minutes; 50 per day"  # passwords of an account
LETTERS = "5 per hour"  # to an address
GUESTS = "300 per minute; 2000 per day"  # new ones from an address
WRITING = "300 per minute"  # whatever one learner sends
STRANGERS = "1200 per minute"  # whatever comes from an address without signing in
READING = ("GET", "HEAD", "OPTIONS")


def whose() -> str:
    """The learner who is signed in, or else the address."""
    if current_user.is_authenticated:
        return f"learner {current_user.learner.id}"
    return address()


def address() -> str:
    """Where the request comes from; of IPv6, the network that one customer has."""
    said = request.remote_addr or ""
    if ":" not in said:
        return said
    return str(ip_network((ip_address(said.partition("%")[0]), 64), strict=False))


def account() -> str:
    """The address in the form, whether or not it has an account."""
    return digest(addresses.folded(request.form.get("email", ""))[:1000])


def was_wrong(response: Response) -> bool:
    """Whether a password or a code was wrong."""
    return response.status_code == 422


class Pace(ApplicationLimit):
    """How much whoever this is may send; nothing for a request that only reads, or has a token.

    Flask-Limiter asks for its limits at each request. It would parse them and hash them anew each
    time, also for a request that it does not count; the API counts the requests of tokens.
    """

    def __iter__(self) -> Iterator[Any]:
        if request.method in READING or request.path.startswith("/api/"):
            return iter(())
        return iter(_known(WRITING if current_user.is_authenticated else STRANGERS))


@cache
def _known(limit: str) -> tuple[Any, ...]:
    return tuple(ApplicationLimit(limit, key_function=whose))


def count(limiter: Limiter, what: str, limit: str) -> None:
    """Count one more of something from this address; ends the request with 429 beyond the limit."""
    with suppress(SQLAlchemyError):  # no limit is worth refusing everybody
        if limiter.enabled and not all(
            limiter.limiter.hit(one, what, address()) for one in parse_many(limit)
        ):
            abort(429)


def seconds_left(limiter: Limiter) -> int:
    """How long to wait; 0 if no limit is known."""
    limit = limiter.current_limit
    return max(1, math.ceil(limit.window.reset_time - time.time())) if limit else 0


def tell(limiter: Limiter, response: Response) -> Response:
    """Say in headers how much is left, and when to come back."""
    limit = limiter.current_limit
    if limit is None:
        return response
    seconds, window = seconds_left(limiter), limit.limit.get_expiry()
    response.headers["RateLimit-Policy"] = f'"pace";q={limit.limit.amount};w={window}'
    response.headers["RateLimit"] = f'"pace";r={max(0, limit.remaining)};t={seconds}'
    if response.status_code == 429:
        response.headers["Retry-After"] = str(seconds)
    return response
