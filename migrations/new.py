"""Writes the next migration from the models, and tries it: `make migration NAME=add_goals`.

Alembic compares the models with a database of the newest version. Read the result: Alembic cannot
know about renamed columns, or which values existing rows should get.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from quizapp.models import Base
from quizapp.storage import migrate
from quizapp.storage.database import make_engine

VERSIONS = Path(__file__).parent / "versions"
NAME = re.compile(r"[a-z][a-z0-9_]{2,39}")
SAY_NAME = "Say what it does in a few words: make migration NAME=add_goals"
NOTHING = "The migrations lead to the models already. Change a model in quizapp/models/ first."
FILLED = (
    "A new column may not be empty: give it a server_default, or fill it, for the rows that are "
    "there."
)


def main(name: str) -> None:
    """Write a migration, try it, and say where it is; a broken file stays, to be fixed."""
    if not NAME.fullmatch(name):
        sys.exit(SAY_NAME)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/quiz.db"
        migrate.upgrade(url)
        if not _differences(url):
            sys.exit(NOTHING)
        file = _written(url, name)
    print(f"Wrote {file.relative_to(VERSIONS.parents[1])}. Read it, and say in its docstring why.")
    if re.search(r"add_column\([^)]*\([^)]*\)[^)]*nullable=False(?![^)]*server_default)",
                 file.read_text()):  # fmt: skip
        print(FILLED)
    if problem := _tried(file):
        sys.exit(problem)
    print("It leads to the models, and back.")


def _written(url: str, name: str) -> Path:
    number = f"{int(migrate.head()) + 1:04d}"

    def revise(config: Config) -> None:
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        command.revision(config, name.replace("_", " "), autogenerate=True, rev_id=number)

    migrate.run(url, revise)
    (file,) = VERSIONS.glob(f"{number}_*.py")
    written = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"\n *# ### .* ###$", "", written, flags=re.M), encoding="utf-8")
    # Formatted first, so that the linter's fixes find short lines; then again, for what they leave.
    for tidy in (["format", "--quiet"], ["check", "--fix", "--quiet"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *tidy, str(file)], check=False)
    return file


def _tried(file: Path) -> str:
    """What fails when it is applied, undone and applied again; "" if nothing does."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/quiz.db"
        try:
            migrate.upgrade(url)
            left = _differences(url)
            migrate.downgrade(url, "-1")
            migrate.upgrade(url)
        except Exception as error:
            return f"{file.name} does not work yet: {type(error).__name__}: {error}"
    return f"{file.name} does not lead to the models yet: {left}" if left else ""


def _differences(url: str) -> list[object]:
    engine = make_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = list(compare_metadata(context, Base.metadata))
    engine.dispose()
    return found


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
