"""An export gives its connection to the database back once it is sent, or given up."""

from __future__ import annotations

import gc

import pytest
from flask import Flask

from tests.web.visitor import Visitor


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_an_export_keeps_no_connection(app: Flask, ben: Visitor, kind: str) -> None:
    pool = app.extensions["sessions"].kw["bind"].pool
    gc.disable()  # which would give it back some time
    try:
        for _ in range(2):
            assert ben.client.get(f"/account/export/{kind}").data
            assert pool.checkedout() == 0
        ben.client.get(f"/account/export/{kind}").close()
        assert pool.checkedout() == 0
    finally:
        gc.enable()
