from __future__ import annotations

import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from quizapp.commands import main
from quizapp.storage import migrate
from quizapp.storage.database import make_engine


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database in use, whose last rows still stand in the write-ahead log alone."""
    file = tmp_path / "live" / "quizapp.db"
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{file}")
    engine = migrate.prepare(f"sqlite:///{file}")
    with engine.connect() as connection:
        add_learner(connection, "Ada")
        yield file
    engine.dispose()


def add_learner(connection: object, name: str) -> None:
    row = f"INSERT INTO learners (name, created_at) VALUES ('{name}', '2026-05-04')"
    connection.execute(text(row))
    connection.commit()


def names(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as copy:
        return [row[0] for row in copy.execute("SELECT name FROM learners ORDER BY id")]


def run(*words: object, command: str = "backup") -> tuple[int, str]:
    done = CliRunner().invoke(main, [command, *map(str, words)])
    return done.exit_code, done.output


def test_a_backup_of_a_database_in_use_has_what_was_written_last(
    live: Path, tmp_path: Path
) -> None:
    shutil.copy(live, tmp_path / "plain copy.db")
    code, said = run(tmp_path / "backup.db")
    assert code == 0, said
    assert "1 learner, 0 questions, 0 answers" in said
    assert names(tmp_path / "backup.db") == ["Ada"]
    assert stat.S_IMODE((tmp_path / "backup.db").stat().st_mode) == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "backup.db", "live", "plain copy.db"
    ], "the backup is one file"  # fmt: skip
    with pytest.raises(sqlite3.OperationalError):
        names(tmp_path / "plain copy.db")  # which is why there is a command


def test_a_backup_is_whole_while_others_write(live: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        engine = make_engine(f"sqlite:///{live}")
        with engine.connect() as connection:
            while not stop.is_set():
                add_learner(connection, "Ben")
        engine.dispose()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            assert run(tmp_path / f"{number}.db")[0] == 0
    finally:
        stop.set()
        writer.join()
    sizes = [len(names(tmp_path / f"{number}.db")) for number in range(5)]
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[0]


def test_an_existing_file_is_overwritten_only_on_request(live: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    target.write_text("something of mine")
    code, said = run(target)
    assert (code, target.read_text()) == (1, "something of mine")
    assert "--replace" in said
    assert run(target, "--replace")[0] == 0
    assert names(target) == ["Ada"]
    assert "is the database itself" in run(live, "--replace")[1]


@pytest.mark.parametrize("target", ["missing/backup.db", "live/quizapp.db/backup.db"])
def test_a_backup_that_cannot_be_written_says_why_and_leaves_nothing(
    live: Path, tmp_path: Path, target: str
) -> None:
    code, said = run(tmp_path / target)
    assert code == 1
    assert "Check that its folder exists" in said
    assert [each.name for each in tmp_path.iterdir()] == ["live"]


def test_databases_other_than_sqlite_are_left_to_their_own_tools(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", "postgresql+psycopg://me@localhost/quiz")
    code, said = run("backup.db")
    assert code == 1
    assert "pg_dump" in said


def test_a_damaged_database_gives_no_backup(live: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    assert run(damaged)[0] == 0
    content = bytearray(damaged.read_bytes())
    content[5000:60000] = bytes(55000)
    damaged.write_bytes(content)
    done = CliRunner().invoke(
        main,
        ["backup", str(tmp_path / "b.db")],
        env={"QUIZAPP_DATABASE_URL": f"sqlite:///{damaged}"},
    )
    assert done.exit_code == 1, done.output
    assert not (tmp_path / "b.db").exists()


def test_an_older_database_is_copied_before_its_schema_is_changed(live: Path) -> None:
    url = f"sqlite:///{live}"
    migrate.downgrade(url, to="0003")
    migrate.prepare(url).dispose()
    assert names(live.with_name("quizapp.db.schema-0003")) == ["Ada"]


def test_a_backup_is_restored_under_an_open_connection_and_what_was_there_is_kept(
    live: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.db"
    run(backup)
    engine = make_engine(f"sqlite:///{live}")
    with engine.connect() as server:
        add_learner(server, "Ben")
        code, said = run(backup, "--yes", command="restore")
        assert code == 0, said
        assert "1 learner, 0 questions, 0 answers" in said
        assert list(server.scalars(text("SELECT name FROM learners"))) == ["Ada"]
        add_learner(server, "Cleo")
    engine.dispose()
    assert names(live) == ["Ada", "Cleo"]
    assert names(live.with_name("quizapp.db.before-restore")) == ["Ada", "Ben"]


def test_a_restore_can_be_undone_and_never_replaces_what_an_earlier_one_kept(
    live: Path, tmp_path: Path
) -> None:
    backup, kept = tmp_path / "backup.db", live.with_name("quizapp.db.before-restore")
    run(backup)
    engine = make_engine(f"sqlite:///{live}")
    with engine.connect() as server:
        add_learner(server, "Ben")
    engine.dispose()
    for file, found in ((backup, ["Ada"]), (kept, ["Ada", "Ben"]), (backup, ["Ada"])):
        code, said = run(file, "--yes", command="restore")
        assert (code, names(live), names(kept)) == (0, found, ["Ada", "Ben"]), said
    assert "quizapp.db.before-restore-3. Restart" in said


def test_a_backup_from_before_an_upgrade_is_brought_up_to_date(live: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    run(backup)
    migrate.downgrade(f"sqlite:///{backup}", to="0003")
    code, said = run(backup, "--yes", command="restore")
    assert code == 0, said
    assert migrate.version(make_engine(f"sqlite:///{live}")) == migrate.head()


@pytest.mark.parametrize(
    "content", [b"", b"something else" * 99, None], ids=["empty", "text", "cut"]
)
def test_what_is_no_whole_backup_is_not_restored(
    live: Path, tmp_path: Path, content: bytes | None
) -> None:
    backup = tmp_path / "backup.db"
    run(backup)
    whole = backup.read_bytes()
    backup.write_bytes(whole[: len(whole) // 2] if content is None else content)
    code, said = run(backup, "--yes", command="restore")
    assert (code, "Traceback" in said) == (1, False), said
    assert "backup" in said
    assert names(live) == ["Ada"]


def test_a_damaged_database_is_found_and_can_be_replaced(live: Path, tmp_path: Path) -> None:
    backup, broken = tmp_path / "backup.db", tmp_path / "broken" / "quizapp.db"
    run(backup)
    broken.parent.mkdir()
    content = bytearray(backup.read_bytes())
    content[5000:60000] = bytes(55000)
    broken.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{broken}")
        code, said = run(command="check")
        assert (code, "quizapp restore" in said) == (1, True), said
        code, said = run(backup, "--yes", command="restore")
        assert code == 0, said
        assert names(broken) == ["Ada"]
        assert run(command="check")[0] == 0
    kept = [each.name for each in broken.parent.iterdir() if "before-restore" in each.name]
    assert kept == ["quizapp.db.before-restore"]


def test_the_database_is_private_however_it_came_to_be(live: Path) -> None:
    def modes() -> set[int]:
        return {stat.S_IMODE(each.stat().st_mode) for each in live.parent.glob("quizapp.db*")}

    assert modes() == {0o600}
    live.chmod(0o644)
    migrate.prepare(f"sqlite:///{live}").dispose()
    assert modes() == {0o600}


WRITE = """
import sys
from quizapp.storage.database import make_engine
from sqlalchemy import text
with make_engine(sys.argv[1]).connect() as connection:
    for number in range(20):
        connection.execute(text("UPDATE learners SET name = :name"), {"name": f"Ada {number}"})
        connection.commit()
"""


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("strace"), reason="counts the system's calls by strace")
def test_every_commit_reaches_the_disk_before_it_is_acknowledged(
    live: Path, tmp_path: Path
) -> None:
    calls = tmp_path / "calls"
    program = [sys.executable, "-c", WRITE, f"sqlite:///{live}"]
    trace = ["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(calls)]
    subprocess.run([*trace, *program], check=True, timeout=120)
    synced = [line for line in calls.read_text().splitlines() if "sync(" in line]
    assert len(synced) >= 20, "a power cut would take acknowledged answers"
