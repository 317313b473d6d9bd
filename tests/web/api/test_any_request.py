"""Whatever is sent to the API, it answers as its document says."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from quizapp.web.api.endpoint import ENDPOINTS, PREFIX, Endpoint
from quizapp.web.extensions import limiter
from quizapp.web.serving import compression
from tests.web.api.program import Program

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def test_whatever_is_sent_is_answered_as_described(
    begun: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compression, "LEAST", 10**9)  # nothing unpacks it here
    schema = schemathesis.openapi.from_wsgi(f"{PREFIX}/openapi.json", begun.app)
    sent = sum(tried(schema[one.path][one.method], begun) for one in ENDPOINTS if lasts(one))
    assert sent > len(ENDPOINTS)


def lasts(one: Endpoint) -> bool:
    """Whether the account and its token work on afterwards."""
    return one.path not in ("/me/deletion", "/me/token", "/me/password")


def tried(operation: Any, program: Program) -> int:
    """How many requests that fit the document, and that don't, were answered as it says."""
    sent = 0
    headers = {"Authorization": f"Bearer {program.secret}"}
    for mode in GenerationMode:

        @settings(max_examples=2, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def send(case: schemathesis.Case) -> None:
            nonlocal sent
            sent += 1
            limiter.reset()
            case.call_and_validate(checks=CHECKS, headers=headers)

        with suppress(Unsatisfiable):  # where nothing is asked for, nothing can be wrong
            send()
    return sent
