from __future__ import annotations

import pytest
from flask import Flask

from tests.web.api.program import Program


@pytest.fixture
def program(app: Flask) -> Program:
    return Program(app)
