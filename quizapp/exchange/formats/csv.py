"""CSV: a spreadsheet with a row for each question, in our Markdown with `$` around formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from quizapp.accounts.export import FORMULA, cell

from ..item import CannotCarry, FileOut, FileRefused, ForeignQuestion, NotCarried
from ..rows import COLUMNS, item_of, row_of
from ._base import FileFormat, file_format
from .gift import text_of

OTHER_NAMES = {
    "question": "prompt",
    "name": "title",
    "category": "topic",
    "feedback": "explanation",
}
DELIMITERS = ",;\t"
NO_COLUMNS = (
    "The first row has to name the columns, with prompt and answer among them. Export a question "
    "as CSV to see them all."
)


@file_format
class Csv(FileFormat):
    """A comma-separated file, with a byte order mark so that Excel reads its signs."""

    name = "csv"
    label = "CSV"
    suffix = ".csv"
    mimetype = "text/csv"
    advice = "Open it in a spreadsheet. Import it here again when you've edited it."

    def write(self, items: Sequence[ForeignQuestion]) -> FileOut:
        out, lost = io.StringIO(newline=""), []
        writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
        writer.writeheader()
        for item in items:
            try:
                if item.images:
                    raise CannotCarry("CSV has no images. Take Moodle XML or Anki.")
                writer.writerow({key: _safe(text) for key, text in row_of(item).items()})
            except CannotCarry as error:
                lost.append(NotCarried(item.title, str(error)))
        return FileOut(b"\xef\xbb\xbf" + out.getvalue().encode(), tuple(lost))

    def read(self, data: bytes) -> list[ForeignQuestion | NotCarried]:
        text = text_of(data)
        head = text.partition("\n")[0]
        delimiter = max(DELIMITERS, key=head.count)
        try:
            rows = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
        except csv.Error as error:
            raise FileRefused(f"This is no CSV: {error}. Save it as CSV again.") from None
        names = [_column(name) for name in rows[0]] if rows else []
        if "prompt" not in names or "answer" not in names:
            raise FileRefused(NO_COLUMNS)
        return [_read(dict(zip(names, row, strict=False)), number)
                for number, row in enumerate(rows[1:], 2) if any(map(str.strip, row))]  # fmt: skip

    def recognises(self, data: bytes) -> bool:
        head = data[:4000].lstrip(b"\xef\xbb\xbf").split(b"\n")[0].lower()
        return any(sign in head for sign in (b",", b";", b"\t")) and b"answer" in head


def _read(row: dict[str, str], number: int) -> ForeignQuestion | NotCarried:
    cells = {name: _meant(text) for name, text in row.items()}
    try:
        return item_of(cells)
    except CannotCarry as error:
        return NotCarried(cells.get("title") or f"Row {number}", str(error))


def _column(name: str) -> str:
    plain = " ".join(name.lower().replace("_", " ").split())
    return OTHER_NAMES.get(plain, plain)


def _safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula to compute."""
    return f"'{text}" if text.startswith("'") else str(cell(text))


def _meant(text: str) -> str:
    rest = text.removeprefix("'")
    quoted = rest.startswith("'") or rest.lstrip(" ").startswith(FORMULA)
    return rest if quoted else text
