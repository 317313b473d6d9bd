"""The log of acts as a file, for a spreadsheet or a program."""

from __future__ import annotations

import csv
import io
import json

from quizapp.accounts.export import cell
from quizapp.models import Act

from . import acts


def written(found: list[Act], kind: str) -> str:
    """The acts as "csv" or "json"."""
    listed = list(acts.rows(found))
    if kind == "json":
        return json.dumps({"acts": listed}, indent=2, ensure_ascii=False) + "\n"
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(acts.COLUMNS)
    for row in listed:
        row["detail"] = json.dumps(row["detail"], ensure_ascii=False)
        writer.writerow([cell(row[name]) for name in acts.COLUMNS])
    return text.getvalue()
