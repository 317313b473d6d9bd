"""The log of acts as a file, for a spreadsheet or a program."""

from __future__ import annotations

import json

from quizapp.accounts.export import table_as_csv
from quizapp.models import Act

from . import acts


def written(found: list[Act], kind: str) -> str:
    """The acts as "csv" or "json"."""
    listed = list(acts.rows(found))
    if kind == "json":
        return json.dumps({"acts": listed}, indent=2, ensure_ascii=False) + "\n"
    for row in listed:
        row["detail"] = json.dumps(row["detail"], ensure_ascii=False)
    return table_as_csv(acts.COLUMNS, ([row[name] for name in acts.COLUMNS] for row in listed))
