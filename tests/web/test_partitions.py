"""Where learners' tables are partitioned, a learner's pages look into one partition of each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from benchmarks.postgres import Postgres
from tests import databases
from tests.web.conftest import on_copy, on_server
from tests.web.test_queries import ABOUT_ALL, Issued, issued, journey  # noqa: F401
from tests.web.visitor import LEARNER, Visitor

PARTITION = re.compile(r"\b([a-z_]+)_(\d{4})\b")


def test_what_a_learner_does_looks_into_one_partition_of_each_table(
    only_app: Flask, bank_file: Path, signed_in: dict[str, dict[str, str]], postgres: Postgres,
    issued: Issued, monkeypatch: pytest.MonkeyPatch,  # noqa: F811
) -> None:  # fmt: skip
    monkeypatch.setattr(databases, "ON", [postgres])
    monkeypatch.setattr(databases, "PARTS", 4)
    with on_copy(only_app, bank_file) as app, on_server(app, bank_file):
        ben = Visitor(app)
        ben.come_back(signed_in[LEARNER])
        issued.statements.clear()
        journey(ben, lambda: issued.count)
        statements = dict(issued.statements)
        wide, read = [], set()
        with app.extensions["sessions"].kw["bind"].connect() as connection:
            for statement, given in statements.items():
                one = given[0] if isinstance(given, list) else given
                plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}", one).scalars())
                found = set(PARTITION.findall(plan))
                read |= {table for table, _ in found}
                if len(found) > len({table for table, _ in found}) and not any(
                    known in statement for known in ABOUT_ALL
                ):
                    wide.append(statement)
    assert {"attempts", "drafts", "keepsakes", "sign_ins"} <= read
    assert not wide, "Name the learner, so that it is one partition's."
